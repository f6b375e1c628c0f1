"""Checks a bundle of evidence that Veildesk exported. It needs Python 3.11 or later and the package 'cryptography'.

    python verify.py                   checks the folder that this file stands in
    python verify.py --log-key KEY     and takes the log's key from you instead of from the bundle
    python verify.py --witness KEY     and demands the cosignature of a witness whose key you have; may be repeated

What is checked, and by which rules:
  statement.txt    the signature of the log's key over the SHA-256 of every file (C2SP signed-note)
  evidence.json    for each event: that it stands in the log (RFC 6962, 2.1.1), and follows the one before (SHA-256)
  checkpoint       the signature of the log's key (C2SP tlog-checkpoint), those of witnesses (C2SP tlog-cosignature)
  signed heads     where a desk signed an event: its own signature

Exit code 0: all of it holds. Exit code 1: something does not, and the first such thing is named.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

STATEMENT, EVIDENCE, README, VERIFIER = "statement.txt", "evidence.json", "README.txt", "verify.py"
PARTS = {STATEMENT, EVIDENCE, README, VERIFIER}
FORMAT = "veildesk evidence v1"
LOG_KIND, WITNESS_KIND = 1, 4
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)
MARK = "\u2014 "
Files = dict[str, bytes]


class Wrong(Exception):
    """Something does not hold."""


class Key(NamedTuple):
    """Whose signatures to look for."""

    name: str
    kind: int
    public: bytes

    def make_id(self) -> bytes:
        """The four bytes before its signatures."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]


class Note(NamedTuple):
    """A signed note: its text, and for each line below it a name, a key's four bytes, and the rest."""

    text: str
    lines: list[tuple[str, bytes, bytes]]


class Found(NamedTuple):
    """What holds."""

    evidence: dict[str, Any]
    events: list[dict[str, Any]]
    origin: str
    size: int
    cosigned: dict[Key, int]
    by_desks: int


def check_bundle(files: Files, log_key: str | None = None, witnesses: tuple[str, ...] = ()) -> Found:
    """Everything that holds in the files; Wrong with the first thing that does not."""
    missing = PARTS - set(files)
    if missing:
        raise Wrong(f"{', '.join(sorted(missing))}: missing")
    evidence = read_json(files[EVIDENCE])
    key = read_key(log_key or str(evidence.get("log_key")), LOG_KIND)
    try:
        check_statement(files, key)
    except Wrong as error:
        named = str(evidence.get("log_key"))
        other = f"; the bundle names another log key than yours, {named}" if log_key not in (None, named) else ""
        raise Wrong(f"{error}{other}; {look_further(evidence, named, witnesses)}") from error
    if write_json(evidence) != files[EVIDENCE]:
        raise Wrong(f"{EVIDENCE}: it is not written as an export writes it")
    return check_evidence(evidence, key, witnesses)


def look_further(evidence: dict[str, Any], log_key: str, witnesses: tuple[str, ...]) -> str:
    """What else does not hold in files that nobody signed, or are changed, by the key that they name themselves."""
    try:
        check_evidence(evidence, read_key(log_key, LOG_KIND), witnesses)
    except Wrong as error:
        return str(error)
    except UNREADABLE as error:
        return f"{EVIDENCE}: it cannot be read ({error!r})"
    return "its events stand in the log of the key that it names"


def check_evidence(evidence: dict[str, Any], key: Key, witnesses: tuple[str, ...]) -> Found:
    """What the evidence says, by itself; Wrong with the first thing that does not hold."""
    if evidence.get("format") != FORMAT:
        raise Wrong(f"{EVIDENCE}: it is not {FORMAT}")
    origin, size, root, note = read_checkpoint(str(evidence["checkpoint"]), key)
    events = [check_event(entry, size, root) for entry in evidence["events"]]
    check_chains(events)
    named = {str(vkey) for vkey in evidence["witness_keys"]} | set(witnesses)
    cosigned = check_cosignatures(note, [read_key(vkey, WITNESS_KIND) for vkey in sorted(named)])
    for vkey in witnesses:
        if read_key(vkey, WITNESS_KIND) not in cosigned:
            raise Wrong(f"checkpoint: it is not cosigned by {vkey}")
    return Found(evidence, events, origin, size, cosigned, check_heads(evidence, events))


def check_statement(files: Files, key: Key) -> None:
    """The log's key signed the SHA-256 of every file."""
    note = read_note(files[STATEMENT], STATEMENT)
    if not is_signed(note, key):
        raise Wrong(f"{STATEMENT}: it is not signed by the log's key")
    names = [EVIDENCE, README, VERIFIER]
    lines = [f"sha256 {name} {hashlib.sha256(files[name]).hexdigest()}" for name in names]
    written = note.text.split("\n")
    for name, line in zip(names, lines, strict=True):
        if line not in written:
            raise Wrong(f"{name}: it is not the file that was signed")
    if written != [FORMAT, key.name, *lines, ""]:
        raise Wrong(f"{STATEMENT}: it is not a statement of {FORMAT}")


def check_event(entry: dict[str, Any], size: int, root: bytes) -> dict[str, Any]:
    """The event of an entry, once it is proven to stand at its index of the tree (RFC 9162, 2.1.3.2)."""
    index, data = int(entry["index"]), str(entry["event"]).encode()
    where = f"event at log index {index}"
    node = hashlib.sha256(b"\x00" + data).digest()
    place, last = index, size - 1
    if not 0 <= index < size:
        raise Wrong(f"{where}: the log has {size} events")
    for text in entry["proof"]:
        sibling = read_base64(str(text))
        if last == 0 or len(sibling) != 32:
            raise Wrong(f"{where}: its proof is none")
        if place % 2 or place == last:
            node = hashlib.sha256(b"\x01" + sibling + node).digest()
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + sibling).digest()
        place, last = place >> 1, last >> 1
    if last or node != root:
        raise Wrong(f"{where}: it does not stand in the log as it is shown here")
    event: dict[str, Any] = json.loads(data)
    return {**event, "index": index, "hash": hashlib.sha256(data).hexdigest()}


def check_chains(events: list[dict[str, Any]]) -> None:
    """They stand in the log's order, and each follows its device's event before, where that is shown too."""
    before: dict[tuple[str, int], str] = {}
    for place, event in enumerate(events):
        where = f"event at log index {event['index']}"
        if place and event["index"] <= events[place - 1]["index"]:
            raise Wrong(f"{where}: it is not in the log's order")
        if before.get((event["device"], event["seq"] - 1), event["prev"]) != event["prev"]:
            raise Wrong(f"{where}: it does not follow its device's event before it")
        before[event["device"], event["seq"]] = event["hash"]


def check_heads(evidence: dict[str, Any], events: list[dict[str, Any]]) -> int:
    """How many events their desks signed themselves, directly or by signing one that follows without a gap."""
    shown = {(event["device"], event["seq"]): event for event in events}
    signed = set()
    for head in evidence["signed_heads"]:
        device, first, last = str(head["device"]), int(head["first_seq"]), int(head["last_seq"])
        event = shown.get((device, last))
        where = f"desk {device}, event {last}"
        if event is None or event["hash"] != head["head"]:
            raise Wrong(f"{where}: the desk signed another event")
        message = f"veildesk chain head v1\n{device}\n{first}\n{last}\n{head['head']}\n".encode()
        public = read_base64(str(evidence["devices"][device]["public_key"]))
        if not verifies(public, read_base64(str(head["signature"])), message):
            raise Wrong(f"{where}: the desk's signature does not hold")
        while (device, last) in shown:
            signed.add((device, last))
            last -= 1
    return len(signed)


def check_cosignatures(note: Note, witnesses: list[Key]) -> dict[Key, int]:
    """When each of the witnesses cosigned (POSIX seconds); those who did not are left out."""
    found = {}
    for key in witnesses:
        for name, key_id, value in note.lines:
            if (name, key_id) != (key.name, key.make_id()):
                continue
            time = int.from_bytes(value[:8], "big")
            message = f"cosignature/v1\ntime {time}\n{note.text}".encode()
            if len(value) != 72 or not verifies(key.public, value[8:], message):
                raise Wrong(f"checkpoint: the cosignature of {name} does not hold")
            found[key] = time
    return found


def read_checkpoint(text: str, key: Key) -> tuple[str, int, bytes, Note]:
    """Origin, size and root of a checkpoint that the log's key signed, and the note."""
    note = read_note(text.encode(), "checkpoint")
    if not is_signed(note, key):
        raise Wrong("checkpoint: it is not signed by the log's key")
    origin, size, root, *rest = [*note.text.split("\n"), "", "", ""]
    if origin != key.name or not size.isdigit() or any(rest):
        raise Wrong("checkpoint: it is not one of this log's")
    return origin, int(size), read_base64(root), note


def read_note(data: bytes, what: str) -> Note:
    """A signed note, to the letter."""
    try:
        text, gap, below = data.decode().rpartition("\n\n")
        lines = []
        for line in below[:-1].split("\n"):
            name, _, encoded = line[len(MARK) :].partition(" ")
            material = read_base64(encoded)
            lines.append((name, material[:4], material[4:]))
    except (UnicodeDecodeError, Wrong) as error:
        raise Wrong(f"{what}: it is not a signed note") from error
    note = Note(text + "\n", lines)
    if not gap or write_note(note) != data:
        raise Wrong(f"{what}: it is not a signed note")
    return note


def write_note(note: Note) -> bytes:
    """A note's bytes."""
    lines = (f"{MARK}{name} {base64.b64encode(key_id + value).decode()}\n" for name, key_id, value in note.lines)
    return (note.text + "\n" + "".join(lines)).encode()


def is_signed(note: Note, key: Key) -> bool:
    """Whether ``key`` signed the note's text."""
    own = [value for name, key_id, value in note.lines if (name, key_id) == (key.name, key.make_id())]
    return bool(own) and all(verifies(key.public, value, note.text.encode()) for value in own)


def read_key(vkey: str, kind: int) -> Key:
    """A key as text (vkey)."""
    name, _, rest = vkey.partition("+")
    key_id, _, encoded = rest.partition("+")
    material = read_base64(encoded)
    key = Key(name, kind, material[1:])
    if len(material) != 33 or material[0] != kind or key.make_id().hex() != key_id:
        raise Wrong(f"{vkey}: it is not a key of this kind")
    return key


def read_base64(text: str) -> bytes:
    """Standard base64 in its one canonical form."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Wrong(f"{text[:40]}: it is not base64") from error
    if base64.b64encode(data).decode() != text:
        raise Wrong(f"{text[:40]}: it is not base64")
    return data


def read_json(data: bytes) -> dict[str, Any]:
    """The evidence, unchecked."""
    try:
        content = json.loads(data)
    except ValueError as error:
        raise Wrong(f"{EVIDENCE}: it cannot be read") from error
    if not isinstance(content, dict):
        raise Wrong(f"{EVIDENCE}: it cannot be read")
    return content


def write_json(content: dict[str, Any]) -> bytes:
    """One way to write it."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether an Ed25519 signature holds (RFC 8032)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def tell(found: Found, own_key: bool) -> str:
    """What holds, in words, and every event in a line."""
    evidence = found.evidence
    cosigned = ", ".join(f"{key.name} at {write_time(at)}" for key, at in found.cosigned.items())
    stand = "1 event stands" if len(found.events) == 1 else f"{len(found.events)} events stand"
    words = [
        f"GENUINE. {stand} in the log as shown here.",
        f"  log          {found.origin}, of {found.size} events at its checkpoint",
        f"  exported     {evidence['exported_at']} by {evidence['by']}, for: {evidence['purpose']}",
        f"  recipient    {evidence['recipient']}",
        f"  asked for    {json.dumps(evidence['asked'], ensure_ascii=False, sort_keys=True)}",
        f"  log's key    {evidence['log_key']}",
        "               " + ("as you gave it" if own_key else "out of the bundle: compare it with one from elsewhere"),
        f"  witnesses    {cosigned or 'none'}",
        *([f"  pruned       before log index {pruned}, by policy"] if (pruned := evidence["pruned_before"]) else []),
        f"  desks        signed by those on which they happened: {found.by_desks} of the events",
        "",
        *(write_event(event, evidence) for event in found.events),
        "",
        "It does not show that there are no other events. Names are those that Central's operator gives.",
    ]
    return "\n".join("".join(sign if sign.isprintable() else "\ufffd" for sign in line) for line in words) + "\n"


def write_event(event: dict[str, Any], evidence: dict[str, Any]) -> str:
    """An event in a line; names beside identifiers."""
    person = evidence["people"].get(event["actor"], {}).get("name", event["actor"]) or "-"
    desk = evidence["devices"].get(event["device"], {}).get("name", event["device"])
    facts = {name: event[name] for name in ("object_kind", "object_id", "field", "purpose", "ip") if event[name]}
    told = " ".join(f"{name}={value}" for name, value in {**facts, **event["detail"]}.items())
    return f"{event['index']:>8}  {event['at']}  {event['act']:<20} {event['outcome']:<8} {person} at {desk}: {told}"


def write_time(at: int) -> str:
    """POSIX seconds as people read them."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def main() -> int:
    """Check the folder; the exit code."""
    parser = argparse.ArgumentParser(description="Check a bundle of evidence that Veildesk exported.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--log-key", help="the log's key, from somebody else than the bundle")
    parser.add_argument("--witness", action="append", default=[], help="a witness's key; its cosignature is demanded")
    asked = parser.parse_args()
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # consoles that lack a sign
    try:
        names = sorted(path.name for path in asked.folder.iterdir())
        files = {name: (asked.folder / name).read_bytes() for name in names if name in PARTS}
        found = check_bundle(files, asked.log_key, tuple(asked.witness))
    except (Wrong, OSError, *UNREADABLE) as error:
        reason = str(error) if isinstance(error, (Wrong, OSError)) else f"{EVIDENCE}: it cannot be read ({error!r})"
        sys.stdout.write(f"NOT GENUINE. {reason}.\n")
        return 1
    sys.stdout.write(tell(found, bool(asked.log_key)))
    for name in names:
        if name not in PARTS:
            sys.stdout.write(f"Not looked at, and no part of the bundle: {name!a}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
