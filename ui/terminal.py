"""What a desk does at a terminal, without a window: erase somebody's vaults (X2), say what it remembers (A7)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.settings import Language, load_settings
from protocol.errors import VeildeskError
from ui.error_texts import tell_error
from ui.translation import install_translation

if TYPE_CHECKING:
    from app.desk import Desk
    from app.people import PeopleHere

REFUSED, NOT_CONFIRMED = 1, 2
"""Exit codes: the act was refused, after a sentence why; the person did not confirm it."""


def erase_at_terminal(
    place: Path, username: str, join: Callable[[Path], Desk], *, confirmed: bool, language: str | None = None
) -> int:
    """Erase ``username``'s vaults from the desk in ``place``; the exit code.

    Asks first unless ``confirmed``, and only about what is here.
    """
    from app.desk import close_desk
    from app.erasing import erase_person, is_on_record
    from app.people import PeopleHere

    translate = prepare_terminal(place, language)
    question = translate("Terminal", "Everything of {username} on this desk is erased for ever. Go on? [y/N] ")
    try:
        desk = join(place)
        try:
            if PeopleHere(desk.folder).find(username) is None:
                return _refuse_nobody(PeopleHere(desk.folder), username)
            if not confirmed and not _confirm(question.format(username=username)):
                _tell(translate("Terminal", "Nothing was erased."))
                return NOT_CONFIRMED
            erasure, recorded = erase_person(desk, username), is_on_record(desk)
        finally:
            close_desk(desk)
    except VeildeskError as error:
        return _refuse(error)
    done = translate(
        "Terminal", "Erased: keys destroyed: {keys}, files overwritten {passes} times: {files}, {octets} bytes."
    )
    octets = f"{erasure.octets:,}"
    _tell(done.format(keys=erasure.keys, passes=erasure.passes, files=erasure.files, octets=octets))
    if not recorded:
        _tell(translate("Terminal", "Its record waits on this desk. Open the desk once, connected to Central."))
    return 0


def write_memory_at_terminal(
    place: Path, file: Path, join: Callable[[Path], Desk], *, language: str | None = None
) -> int:
    """Write what the desk in ``place`` remembers of Central's log into ``file``; the exit code."""
    from app.desk import close_desk
    from protocol.remembering import write_memory
    from secure_store.atomic_file import write_file

    translate = prepare_terminal(place, language)
    try:
        desk = join(place)
        try:
            card = desk.identity.card
            memory = desk.trail.journal.recall(card.name, card.log_key)
            write_file(file, write_memory(memory, desk.identity.key.sign))
        finally:
            close_desk(desk)
    except VeildeskError as error:
        return _refuse(error)
    done = translate(
        "Terminal", "Written to {file}: {events} delivered events, {receipts} receipts, {evidence} pieces of evidence."
    )
    figures = {"events": memory.hashes, "receipts": memory.receipts, "evidence": memory.evidence}
    _tell(done.format(file=file, **{name: f"{len(all_of_it):,}" for name, all_of_it in figures.items()}))
    return 0


def enrol_again_at_terminal(place: Path, join: Callable[[Path], Desk], *, language: str | None = None) -> int:
    """Read a ticket from the terminal and enrol the desk in ``place`` again, as the one that it is; the exit code."""
    from app.desk import close_desk
    from app.enrolment import enrol_again

    translate = prepare_terminal(place, language)
    try:
        desk = join(place)
        try:
            if sys.stdin.isatty():
                sys.stdout.write(translate("Terminal", "Paste the ticket, then press Enter: "))
                sys.stdout.flush()
            enrol_again(sys.stdin.readline().strip(), desk.identity, desk.folder, desk.trail)
            card = desk.identity.card
        finally:
            close_desk(desk)
    except VeildeskError as error:
        return _refuse(error)
    done = translate("Terminal", "{desk} is enrolled again, until {day}. What waits is sent once the desk is open.")
    _tell(done.format(desk=card.name, day=card.expires_at[:10]))
    return 0


def prepare_terminal(place: Path, language: str | None) -> Callable[[str, str], str]:
    """Words in the language of the desk in ``place``, or in ``language``: what translates them."""
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    install_translation(app, Language(language) if language else load_settings(place).language)
    return QCoreApplication.translate


def _refuse(error: VeildeskError) -> int:
    sys.stderr.write(f"veildesk: {tell_error(error).as_line()}\n")
    return REFUSED


def _refuse_nobody(people: PeopleHere, username: str) -> int:
    present = ", ".join(person.username for person in people.list())
    words = QCoreApplication.translate(
        "Terminal", "Nobody called {username} has worked on this desk, so nothing was erased. Those who have: {people}."
    )
    sys.stderr.write(f"veildesk: {words.format(username=username, people=present or '-')}\n")
    return REFUSED


def _confirm(question: str) -> bool:
    sys.stdout.write(question)
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是"}


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
