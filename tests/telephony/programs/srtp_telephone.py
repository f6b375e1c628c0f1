"""baresip as the telephone on a table: takes whatever rings, with SRTP or not at all, and says what happens to it.

Words: the port of its SIP (UDP), the hertz of the tone that is spoken into it, and the file that what it plays goes
into (16 bits, 8,000 samples a second). Where it is signed on at a switch, also the switch's address, its own name and
password there, and baresip's word for how voice is sealed, empty where it is not. It prints ``ready``, ``taken``,
``sealed``, ``held``, ``resumed``, ``ended``; a line of standard input has it ``hold``, ``resume``, ``hang-up`` or, with
a name, ``call`` or ``hand`` the call on.
"""

from __future__ import annotations

import asyncio
import math
import sys
from array import array
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from baresip import Account, BaresipError, Call, Config, Event, Runtime, StackEvent, UserAgent

_WORDS = {
    Event.CALL_ESTABLISHED: "taken",
    Event.CALL_MENC: "sealed",
    Event.CALL_HOLD: "held",
    Event.CALL_RESUME: "resumed",
    Event.CALL_CLOSED: "ended",
}


_FRAME, _FRAME_S, _RATE = 160, 0.02, 8000
_TRIES, _PAUSE_S = 300, 0.2


async def speak(calls: list[Call], hertz: int, heard: Path) -> None:
    """Speak, and keep what is heard, on and on."""
    tone = array("h", (int(8000 * math.sin(2 * math.pi * hertz * n / _RATE)) for n in range(_FRAME))).tobytes()
    clock = asyncio.get_running_loop()
    begun, frames = clock.time(), 0
    with heard.open("ab", buffering=0) as file:
        while True:
            frames += 1
            await asyncio.sleep(max(0.0, begun + frames * _FRAME_S - clock.time()))
            for call in calls:
                with suppress(BaresipError):
                    call.audio.write(tone)
                    file.write(call.audio.read(2 * _FRAME))


async def insist(act: Callable[[], Awaitable[None]]) -> None:
    """Do it, and again while an earlier change of the call is still under way (RFC 3261, 14.1)."""
    for _ in range(_TRIES):
        with suppress(BaresipError):
            await act()
            return
        await asyncio.sleep(_PAUSE_S)
    await act()


async def main(
    port: str,
    hertz: str,
    heard: str,
    registrar: str = "",
    name: str = "table",
    password: str = "",
    sealing: str = "srtp-mand",
) -> None:
    """Run until standard input ends."""
    runtime, calls = Runtime(native_log_level="error"), list[Call]()
    settings = f"sip_listen 127.0.0.1:{port}\nsip_transports udp\n"
    await runtime.start(Config(net_interface="127.0.0.1", native_log_level="error", extra_config_text=settings))
    loop, tasks = asyncio.get_running_loop(), set[asyncio.Task[None]]()

    def hear(event: StackEvent) -> None:
        if event.event is Event.CALL_INCOMING:
            calls[:] = [Call._from_incoming(runtime, event)]
            tasks.add(loop.create_task(calls[0].answer()))
        elif event.event in _WORDS:
            print(_WORDS[event.event], flush=True)  # noqa: T201

    runtime.subscribe(hear)
    account = Account(
        user=name,
        domain=registrar or f"127.0.0.1:{port}",
        password=password,
        reg_interval=60 if registrar else 0,
        audio_codecs=("pcma", "pcmu"),
        extra_params=(*([f"mediaenc={sealing}"] if sealing else []), "catchall=yes"),
    )
    agent = await UserAgent.create(runtime, account)
    if registrar:
        await agent.register()
    tasks.add(loop.create_task(speak(calls, int(hertz), Path(heard))))
    print("ready", flush=True)  # noqa: T201
    while word := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        act, _, to = word.partition(" ")
        if act == "call":
            calls[:] = [await agent.dial(f"sip:{to}@{registrar}")]
            continue
        call = calls[0]
        if act == "hand":
            with suppress(BaresipError):  # the switch refuses it
                await call.transfer(f"sip:{to}@{registrar}")
        else:
            await insist({"hold": call.hold, "resume": call.resume, "hang-up": call.hangup}[act])
    await runtime.close()


asyncio.run(main(*sys.argv[1:]))
