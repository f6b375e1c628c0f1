"""The desk starts here: the only place where its objects are built and joined.

The sign-in window is painted first; keyring, TLS and the rest are loaded behind it, by the job that joins the desk.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.folders import VARIABLE, desk_folder
from app.settings import Language, load_settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.desk import Desk
    from app.posture.finding import Subject
    from app.telephony.port import Telephone
    from secure_store.device import DeviceIdentity
    from secure_store.folder import DeskFolder
    from secure_store.keyring_store import DeviceKeyring


INTERRUPTED = 130
"""Exit code: Ctrl-C, as shells count it."""


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    what: str = "desk"
    username: str = ""
    file: Path | None = None
    confirmed: bool = False
    data: Path | None = None
    language: str | None = None
    as_json: bool = False


def main() -> None:
    """``veildesk``, and ``demo``, ``doctor``, ``erase``, ``log-memory`` and ``enroll-again``."""
    from protocol.terminals import speak_on_any_terminal

    speak_on_any_terminal()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # at a question, or while the machine is looked over
        sys.stderr.write("\n")
        code = INTERRUPTED
    except BrokenPipeError:  # whoever read along has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left has to go somewhere when Python ends
        code = 1
    sys.exit(code)


def run(words: Sequence[str]) -> int:
    """Start what the command line asks for; the exit code of the process."""
    asked = _read_words(words) if words else Asked()
    if asked.data:
        os.environ[VARIABLE] = str(asked.data)
    if asked.what == "demo":
        from ui.demo.show import show_demo

        return show_demo(open_desk, Enrolment, language=asked.language)
    if asked.what == "doctor":
        from secure_store.process_limits import harden_process
        from ui.doctor import examine_at_terminal

        harden_process()  # as the desk does, to see whether it can
        return examine_at_terminal(find_subject(desk_folder()), as_json=asked.as_json, language=asked.language)
    if asked.what == "erase":
        from ui.terminal import erase_at_terminal

        return erase_at_terminal(
            desk_folder(), asked.username, prepare_desk, confirmed=asked.confirmed, language=asked.language
        )
    if asked.what == "enroll-again":
        from ui.terminal import enrol_again_at_terminal

        return enrol_again_at_terminal(desk_folder(), prepare_desk, language=asked.language)
    if asked.file:
        from ui.terminal import write_memory_at_terminal

        return write_memory_at_terminal(desk_folder(), asked.file, prepare_desk, language=asked.language)
    return run_desk(desk_folder(), language=asked.language)


def run_desk(place: Path, *, language: str | None = None) -> int:
    """Open the desk in ``place`` until its window is closed. A second start brings the first to the front."""
    from ui.quick_start import collect_again, make_ready

    make_ready()
    from ui.application import make_application, speak_and_colour
    from ui.single_instance import SingleInstance

    app = make_application()

    instance = SingleInstance(place)
    if not instance.claim():
        return 0
    settings = load_settings(place)
    speak_and_colour(app, settings, language)
    from ui.conductor import Conductor

    conductor = Conductor(
        app, place, settings, load_desk=lambda: _open_alone(place), enrol=Enrolment(place), language=language
    )
    instance.called.connect(conductor.come_to_front)
    conductor.sign_in.painted.connect(instance.listen)
    conductor.sign_in.painted.connect(collect_again)
    conductor.sign_in.painted.connect(lambda: _leave_on_signals(app))
    conductor.start()
    code = app.exec()
    conductor.stop()
    instance.release()
    return code


def _leave_on_signals(app: QApplication) -> None:
    from ui.leaving import LeavingOnSignal

    LeavingOnSignal(app)


def open_desk(place: Path) -> Desk:
    """Join an enrolled desk and let it run. Slow: off the GUI thread. NotEnrolled, KeyringMissing, VaultInUse, …"""
    from app.desk import close_desk, start_desk
    from app.release import VERSION

    desk = prepare_desk(place)
    try:
        start_desk(desk, VERSION)
    except BaseException:
        close_desk(desk)
        raise
    return desk


def _open_alone(place: Path) -> Desk:
    """As :func:`open_desk`, closed to the user's other programs; DeskDebugged where one is in here already."""
    from protocol.keeping import DeskDebugged
    from secure_store.process_limits import harden_process, is_debugged

    harden_process()  # behind the first window, and before any secret is here
    if is_debugged():
        raise DeskDebugged
    return open_desk(place)


def prepare_desk(place: Path) -> Desk:
    """Join an enrolled desk; nothing runs yet. NotEnrolled, KeyringMissing, VaultInUse, …"""
    from secure_store.device import load_identity
    from secure_store.folder import DeskFolder

    folder = DeskFolder(place)
    keyring = find_keyring(place)
    return join_desk(folder, load_identity(folder, keyring), keyring, find_telephone())


def join_desk(
    folder: DeskFolder,
    identity: DeviceIdentity,
    keyring: DeviceKeyring,
    make_telephone: Callable[[], Telephone] | None = None,
) -> Desk:
    """A desk's services, each given what it needs; nothing runs yet. ``make_telephone`` builds what carries its calls;
    without it the desk says that it cannot call."""
    from app.approvals import ApprovalService
    from app.cards import CardService
    from app.central import CentralClient
    from app.desk import Desk
    from app.guards.posting import choose_guards
    from app.guards.sentry import Sentry
    from app.inbox import InboxListener
    from app.inspecting import InspectionService
    from app.outcomes import OutcomeService
    from app.oversight import OversightService
    from app.posture.finding import Subject
    from app.posture.watch import PostureWatch
    from app.reveal import RevealService
    from app.session import SessionKeeper
    from app.sync import SyncLoop
    from app.team import TeamService
    from app.telephony.service import CallService
    from app.trail import Trail
    from app.trail_search import TrailSearchService
    from app.vpn import VpnGuard
    from secure_store.journal import Journal
    from secure_store.vpn_rule import KeptVpnRule

    vpn = VpnGuard(identity.card.central, KeptVpnRule(keyring))
    central = CentralClient(identity, vpn)
    trail = Trail(Journal.open(folder, identity.card.id, keyring))
    keeper = SessionKeeper(folder, identity, central, trail, keyring)
    reveals = RevealService(identity.card.id, central, keeper, trail)
    return Desk(
        folder=folder,
        identity=identity,
        keyring=keyring,
        central=central,
        trail=trail,
        keeper=keeper,
        cards=CardService(keeper, trail),
        outcomes=OutcomeService(keeper, trail),
        reveals=reveals,
        calls=CallService(identity, central, keeper, trail, make_telephone),
        approvals=ApprovalService(central, keeper, trail),
        oversight=OversightService(central, keeper, trail),
        team=TeamService(central, trail),
        searches=TrailSearchService(central),
        inspections=InspectionService(central, trail),
        sync=SyncLoop(identity, central, keeper, trail),
        inbox=InboxListener(central, keeper),
        sentry=Sentry(identity.card.id, keeper, trail, reveals),
        vpn=vpn,
        guards=choose_guards(reveals),
        posture=PostureWatch(Subject(folder.path, keyring, vpn), central, keeper),
    )


def find_telephone() -> Callable[[], Telephone] | None:
    """What builds this machine's softphone; None where its engine cannot run."""
    from importlib.util import find_spec

    return _make_softphone if find_spec("baresip") else None


def _make_softphone() -> Telephone:
    from app.telephony.softphone import Softphone  # once somebody signs on

    return Softphone()


def find_subject(place: Path) -> Subject:
    """The desk in ``place``, to be looked over beside its window; without its road to Central where it is not enrolled
    or its keyring is locked, so that nobody is asked to open it."""
    from app.posture.finding import Subject
    from app.vpn import VpnGuard
    from protocol.errors import VeildeskError
    from secure_store.device import load_identity
    from secure_store.folder import DeskFolder
    from secure_store.vpn_rule import KeptVpnRule

    keyring, vpn = find_keyring(place), None
    try:
        is_open, _ = keyring.look()
        if is_open:
            vpn = VpnGuard(load_identity(DeskFolder(place), keyring).card.central, KeptVpnRule(keyring))
    except VeildeskError:  # the checks of keyring and road say what is so
        vpn = None
    return Subject(place, keyring, vpn)


def find_keyring(place: Path) -> DeviceKeyring:
    """The keyring entries of the desk in ``place``, so that two desks of one user stay apart."""
    from hashlib import sha256

    from secure_store.keyring_store import DeviceKeyring

    return DeviceKeyring(desk=sha256(str(place.resolve()).encode()).hexdigest()[:16])


class Enrolment:
    """Enrols the desk in ``place``."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def __call__(self, ticket: str, name: str) -> DeviceIdentity:
        from app.enrolment import enrol_desk
        from secure_store.folder import DeskFolder

        return enrol_desk(ticket, name, DeskFolder(self._place), find_keyring(self._place))


def _read_words(words: Sequence[str]) -> Asked:
    import argparse

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=argparse.SUPPRESS, help=f"the desk's folder (also: {VARIABLE})")
    languages = [one.value for one in Language if one is not Language.SYSTEM]
    common.add_argument("--lang", dest="language", default=argparse.SUPPRESS, choices=languages)
    parser = argparse.ArgumentParser(prog="veildesk", description="The Veildesk workstation.", parents=[common])
    commands = parser.add_subparsers(dest="what", metavar="COMMAND", help="without one, the desk opens")
    commands.add_parser("desk", parents=[common], help="open the desk")
    commands.add_parser("demo", parents=[common], help="a demo of everything on this machine")
    doctor_words = "look over this machine: encryption, swap, USB, sandbox and more; changes and sends nothing"
    exits = "Exit codes: 0 all checks hold, 3 something needs doing, 4 something could not be found out."
    doctor = commands.add_parser("doctor", parents=[common], help=doctor_words, epilog=exits)
    doctor.add_argument("--json", dest="as_json", action="store_true", help="print a JSON line a check")
    erase = commands.add_parser("erase", parents=[common], help="erase somebody's vaults from this desk, for ever")
    erase.add_argument("username", help="who worked here")
    erase.add_argument("--yes", dest="confirmed", action="store_true", help="do not ask")
    words_of_ticket = "redeem a ticket (asked for, or on standard input) at a desk whose certificate has ended"
    commands.add_parser("enroll-again", parents=[common], help=words_of_ticket)
    words_of_memory = "write what this desk remembers of Central's log, for 'veildesk-central audit verify'"
    memory = commands.add_parser("log-memory", parents=[common], help=words_of_memory)
    memory.add_argument("file", type=Path, help="where to; nothing in it names a person or a card")
    read = {name: value for name, value in vars(parser.parse_args(list(words))).items() if value is not None}
    return Asked(**read)


if __name__ == "__main__":
    main()
