"""baresip as the telephone on a table: takes whatever rings, with SRTP or not at all, and says what happens to it.

Word: the port of its SIP (UDP). It prints ``ready``, ``taken``, ``sealed``, ``held``, ``resumed``, ``ended``; a line of
standard input has it ``hold``, ``resume`` or ``hang-up``.
"""

from __future__ import annotations

import asyncio
import sys

from baresip import Account, Call, Config, Event, Runtime, StackEvent, UserAgent

_WORDS = {
    Event.CALL_ESTABLISHED: "taken",
    Event.CALL_MENC: "sealed",
    Event.CALL_HOLD: "held",
    Event.CALL_RESUME: "resumed",
    Event.CALL_CLOSED: "ended",
}


async def main(port: str) -> None:
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
        user="table",
        domain=f"127.0.0.1:{port}",
        password="",
        reg_interval=0,
        audio_codecs=("pcma", "pcmu"),
        extra_params=("mediaenc=srtp-mand", "catchall=yes"),
    )
    await UserAgent.create(runtime, account)
    print("ready", flush=True)  # noqa: T201
    while word := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        call = calls[0]
        await {"hold": call.hold, "resume": call.resume, "hang-up": call.hangup}[word]()
    await runtime.close()


asyncio.run(main(sys.argv[1]))
