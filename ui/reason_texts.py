"""Why something failed, in the person's language: the ``reason`` of an error is written in English where it arises."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QCoreApplication

from protocol.times import parse_instant
from ui.clock_words import write_span
from ui.posture_names import are_checks, tell_checks
from ui.translation_mark import QT_TRANSLATE_NOOP

REASONS = (
    QT_TRANSLATE_NOOP("Reasons", "its certificate is out of date, or this desk's clock is wrong"),
    QT_TRANSLATE_NOOP("Reasons", "its certificate is not valid yet, or this desk's clock is wrong"),
    QT_TRANSLATE_NOOP("Reasons", "its certificate is for another name"),
    QT_TRANSLATE_NOOP("Reasons", "its certificate is for another address"),
    QT_TRANSLATE_NOOP("Reasons", "its certificate is not from our own authority"),
    QT_TRANSLATE_NOOP("Reasons", "it does not speak TLS 1.3 as ours does"),
    QT_TRANSLATE_NOOP("Reasons", "its key is too weak"),
    QT_TRANSLATE_NOOP("Reasons", "its signature is too weak"),
    QT_TRANSLATE_NOOP("Reasons", "its certificate was revoked"),
    QT_TRANSLATE_NOOP("Reasons", "it does not ask for this desk's certificate"),
    QT_TRANSLATE_NOOP("Reasons", "the disk is full"),
    QT_TRANSLATE_NOOP("Reasons", "it is read-only"),
    QT_TRANSLATE_NOOP("Reasons", "the file does not open"),
    QT_TRANSLATE_NOOP("Reasons", "the disk reports an error"),
    QT_TRANSLATE_NOOP("Reasons", "the file does not open for writing"),
    QT_TRANSLATE_NOOP("Reasons", "it is busy"),
    QT_TRANSLATE_NOOP("Reasons", "the database does not answer"),
    QT_TRANSLATE_NOOP("Reasons", "permission is missing"),
    QT_TRANSLATE_NOOP("Reasons", "the disk takes no large files"),
    QT_TRANSLATE_NOOP("Reasons", "no space left on device"),
    QT_TRANSLATE_NOOP("Reasons", "permission denied"),
    QT_TRANSLATE_NOOP("Reasons", "read-only file system"),
    QT_TRANSLATE_NOOP("Reasons", "a page is not as it was written"),
    QT_TRANSLATE_NOOP("Reasons", "its first page does not open"),
    QT_TRANSLATE_NOOP("Reasons", "it ends too early"),
    QT_TRANSLATE_NOOP("Reasons", "its header is missing"),
    QT_TRANSLATE_NOOP("Reasons", "its header was changed"),
    QT_TRANSLATE_NOOP("Reasons", "its database is not a vault's"),
    QT_TRANSLATE_NOOP("Reasons", "its header cannot be read"),
    QT_TRANSLATE_NOOP("Reasons", "its database is missing"),
    QT_TRANSLATE_NOOP("Reasons", "the journal is gone"),
    QT_TRANSLATE_NOOP("Reasons", "the journal is empty"),
    QT_TRANSLATE_NOOP("Reasons", "the journal names no desk"),
    QT_TRANSLATE_NOOP("Reasons", "an event in the journal cannot be read"),
    QT_TRANSLATE_NOOP("Reasons", "none is installed"),
    QT_TRANSLATE_NOOP("Reasons", "it is locked"),
    QT_TRANSLATE_NOOP("Reasons", "it does not answer"),
    QT_TRANSLATE_NOOP("Reasons", "it does not keep what it is given"),
    QT_TRANSLATE_NOOP("Reasons", "the keyring's entry is not ours"),
    QT_TRANSLATE_NOOP("Reasons", "the desk's key is of another kind"),
    QT_TRANSLATE_NOOP("Reasons", "the desk's key does not open"),
    QT_TRANSLATE_NOOP("Reasons", "the desk's certificate is missing"),
    QT_TRANSLATE_NOOP("Reasons", "the desk's identity cannot be read"),
    QT_TRANSLATE_NOOP("Reasons", "the list of revoked certificates cannot be read"),
    QT_TRANSLATE_NOOP("Reasons", "Central's address is not https://host:port"),
    QT_TRANSLATE_NOOP("Reasons", "the path is not Central's"),
    QT_TRANSLATE_NOOP("Reasons", "somebody is signed in"),
    QT_TRANSLATE_NOOP("Reasons", "somebody else is signed in"),
    QT_TRANSLATE_NOOP("Reasons", "a reason has 2 to 200 characters"),
    QT_TRANSLATE_NOOP("Reasons", "a desk's name has 1 to 64 characters"),
    QT_TRANSLATE_NOOP("Reasons", "a refusal needs a note of at most 500 characters"),
    QT_TRANSLATE_NOOP("Reasons", "a callback needs a time, and only a callback has one"),
    QT_TRANSLATE_NOOP("Reasons", "the callback's time is not one"),
    QT_TRANSLATE_NOOP("Reasons", "the callback's time is over already"),
    QT_TRANSLATE_NOOP("Reasons", "this customer must not be called"),
    QT_TRANSLATE_NOOP("Reasons", "a signature line cannot be read"),
    QT_TRANSLATE_NOOP("Reasons", "an empty log has another root"),
    QT_TRANSLATE_NOOP("Reasons", "it is another log's"),
    QT_TRANSLATE_NOOP("Reasons", "it is not a checkpoint"),
    QT_TRANSLATE_NOOP("Reasons", "it is not a signed note"),
    QT_TRANSLATE_NOOP("Reasons", "it is not signed by the log"),
    QT_TRANSLATE_NOOP("Reasons", "its root is not base64"),
    QT_TRANSLATE_NOOP("Reasons", "that is not a key for notes"),
    QT_TRANSLATE_NOOP("Reasons", "the checkpoint in the journal cannot be read"),
    QT_TRANSLATE_NOOP("Reasons", "the key's parts do not belong together"),
    QT_TRANSLATE_NOOP("Reasons", "the log's signature does not hold"),
    QT_TRANSLATE_NOOP("Reasons", "the ticket is another Central's"),
)
"""Every reason that a desk gives without a number in it. Others are shown as they came."""


_MOST_DIGITS = 9


def tell_facts(facts: dict[str, str]) -> dict[str, str]:
    """The facts of an error for a person: reasons in his language, moments by his clock, spans in units of a size."""
    told = {name: _tell(value) for name, value in facts.items()}
    seconds = facts.get("seconds", "")
    if seconds.isdecimal() and len(seconds) <= _MOST_DIGITS:
        told["difference"] = write_span(int(seconds))
    return told


def _tell(value: str) -> str:
    with suppress(ValueError):  # not a moment
        return parse_instant(value).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    if are_checks(value):
        return tell_checks(value)
    return QCoreApplication.translate("Reasons", value) if value in REASONS else value
