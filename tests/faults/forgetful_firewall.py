"""A desk and a PBX on a machine of their own, behind a firewall that forgets every connection to Central.

To be run inside ``unshare --net``, with a folder as its word. Says what came of it, one JSON line.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
from msgspec.structs import replace

from app.central import CentralClient
from app.enrolment import enrol_desk
from app.signin import ask_for_session
from protocol.delivery import ChainHead
from protocol.errors import VeildeskError
from protocol.identifiers import make_identifier
from protocol.inbox import MAX_WAIT_S, InboxPage
from protocol.recordings import RecorderState
from protocol.roles import Role
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.pbx.place import enrol_pbx
from server.settings import load_settings, save_settings
from server.witness.road import Road
from tests.firewall import forget_all
from tests.real_central import RealCentral
from tests.telephony.site import allow_calls
from ui.totp import make_code


def sit_down(central: RealCentral, place: Path) -> CentralClient:
    """A desk's way to Central, with somebody signed in."""
    keyring = DeviceKeyring(desk=make_identifier())
    identity = enrol_desk(central.make_ticket("desk"), "desk", DeskFolder(place), keyring)
    person, client = central.add_person(Role.AGENT), CentralClient(identity)
    password = bytearray(person.password.encode())
    session = ask_for_session(client, identity.card.id, person.username, password, make_code(person.totp_secret))
    client.set_token(session.token)
    return client


def ask(road: Road) -> str:
    """Something of a PBX's that Central answers at once; what it came to."""
    state = msgspec.json.encode(RecorderState(calls=(), wait_s=0))
    return name(lambda: road.post("/v1/recordings/orders", state, "application/json"))


def name(work: Callable[[], object]) -> str:
    """What came of it."""
    try:
        work()
    except VeildeskError as error:
        return type(error).__name__
    return "answered"


def main() -> None:
    """All of it."""
    place = Path(sys.argv[1])
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    central = RealCentral(place / "central", 60)
    central.seed()
    save_settings(central.folder, replace(load_settings(central.folder), url=central.origin))
    central.serve()
    client = sit_down(central, place / "desk")
    pbx = enrol_pbx(place / "pbx", central.run("enroll", "--name", "pbx", "--pbx", "--quiet"), "pbx")
    road = pbx.open_road()
    page = client.call("GET", "/v1/inbox?after=-1", InboxPage)
    with ThreadPoolExecutor() as threads:
        path = f"/v1/inbox?after={page.next}&wait={MAX_WAIT_S}"
        waiting = threads.submit(client.call, "GET", path, InboxPage, timeout_s=MAX_WAIT_S + 10)
        client.call("GET", "/v1/events/head", ChainHead)
        before = ask(road)
        forget_all(central.address[1])
        began = time.monotonic()
        allow_calls(central)
        desk = threads.submit(name, lambda: client.call("GET", "/v1/events/head", ChainHead))
        lost, lost_s = ask(road), time.monotonic() - began
        told = {"before": before, "lost": lost, "lost_s": lost_s, "after": ask(road), "desk": desk.result()}
        told["noticed"] = name(waiting.result)
        told["heard"] = [item.kind for item in waiting.result().items] if told["noticed"] == "answered" else []
    subprocess.run(["iptables", "-F"], check=True)
    client.close()
    road.close()
    central.close()
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
