"""A desk at work, tried from outside, channel by channel (A1, A3, A4, A6). One file, so that all share one desk."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.leaks.needles import Needle, draw_mobile, make_code_needle, make_key_needle, make_needle
from tests.leaks.outside import (
    copy_home,
    find_open_ways,
    list_files_of,
    list_tokens,
    open_copy,
    read_aloud,
    replay,
    start_plain_process,
)
from tests.leaks.scanner import Hit, scan_bytes, scan_files, scan_folder, scan_process
from tests.leaks.site import Site
from tests.leaks.trials import Trials

_SCAN = "/proc/PID/mem by root, the process halted"
_AFTER_S = 2
"""By then nothing may be left of a value that was closed: the promise itself, no patience."""
_PINNED = {"lo", "dd", "wf"}
_RAW = "every file, raw"


def test_a_revealed_value_is_in_the_locked_buffer_alone_and_gone_when_closed(site: Site, trials: Trials) -> None:
    desk, mobile = site.desk, site.central.planted[0].mobile
    desk.open(site.central.planted[0])
    before = _scan(site, mobile)
    trials.note("Memory", "the value, before it is asked for", len(before), _SCAN)
    desk.reveal(site.central)
    during = _scan(site, mobile)
    astray = [hit for hit in during if not set(hit.flags) >= _PINNED]
    trials.note("Memory", "the value while it is shown, outside the locked buffer", len(astray), _SCAN)
    desk.close_value()
    time.sleep(_AFTER_S)
    after = _scan(site, mobile)
    trials.note("Memory", f"the value {_AFTER_S} s after it was closed: heap, stacks, caches", len(after), _SCAN)
    assert not before
    assert [hit.shape for hit in during] == ["utf-8"], "it is in one place, as the bytes that are painted"
    assert not astray
    assert not after


@pytest.mark.parametrize("kind", ["name", "id_number", "address"])
def test_a_value_of_another_kind_is_in_locked_memory_alone_and_gone_when_closed(
    site: Site, trials: Trials, kind: str
) -> None:
    """What is longer, or no digits, is drawn by another road than a telephone number."""
    desk, customer = site.desk, site.central.planted[2]
    needle: Needle = getattr(customer, kind)
    what = kind.replace("_", " ")
    desk.open(customer)
    before = _scan(site, needle)
    desk.reveal(site.central, kind)
    during = _scan(site, needle)
    astray = [hit for hit in during if not set(hit.flags) >= _PINNED]
    trials.note("Memory", f"the {what} while it is shown, outside the locked buffer", len(astray), _SCAN)
    desk.close_value()
    time.sleep(_AFTER_S)
    after = _scan(site, needle)
    trials.note("Memory", f"the {what} before it is asked for and {_AFTER_S} s after", len(before + after), _SCAN)
    assert not before
    assert [hit.shape for hit in during] == ["utf-8"]
    assert not astray
    assert not after


def test_what_was_typed_at_sign_in_and_for_a_reveal_is_gone(site: Site, trials: Trials) -> None:
    """By now the password was typed at sign-in and for every reveal so far; the code is that of the sign-in."""
    code = make_code_needle("code", site.code.encode())
    found = _scan(site, site.central.password, code)
    for name, how in (("password", "at sign-in and for each reveal"), ("code", "typed once")):
        copies = [hit for hit in found if hit.needle == name]
        trials.note("Memory", f"the {name} after its use, {how}", len(copies), _SCAN)
    assert not found


def test_no_other_process_of_the_user_looks_in(site: Site, trials: Trials) -> None:
    """What opens a plain process of his, as he would open it himself, does not open the desk."""
    with start_plain_process(site) as plain:
        tools = find_open_ways(site, plain.pid)
    assert "environ" in tools, "the tools work on a process that has nothing to hide"
    opened = find_open_ways(site, site.desk.pid)
    trials.note("Other processes' view", f"{' '.join(tools)}, by the same user", len(opened), "open on a plain process")
    limits = Path(f"/proc/{site.desk.pid}/limits").read_text("utf-8")
    cores = next(line for line in limits.splitlines() if line.startswith("Max core file size")).split()
    trials.note(
        "Other processes' view", "a core file of any size", sum(size != "0" for size in cores[4:6]), "RLIMIT_CORE"
    )
    assert opened == []
    assert cores[4:6] == ["0", "0"]


def test_a_screen_reader_is_told_that_there_is_a_value_and_not_which(site: Site, trials: Trials) -> None:
    customer = site.central.planted[1]
    site.desk.open(customer)
    site.desk.reveal(site.central)
    try:
        words = read_aloud(site)
    finally:
        site.desk.close_value()
    hits = scan_bytes("\n".join(words).encode(), "tree", site.central.needles).hits
    trials.note("Accessibility", f"{len(words)} words of the tree while a value is shown", len(hits), "AT-SPI client")
    assert "Hidden value, 11 characters" in words
    assert any(customer.masked in word for word in words), "the card behind it is read too"
    assert not hits


def test_a_number_that_is_typed_among_words_is_masked_on_the_spot(site: Site, trials: Trials) -> None:
    """Real keys into note, search and reason; and while the proof is typed, nothing reaches the note behind."""
    desk, central = site.desk, site.central
    desk.open(central.planted[2])
    left = []
    numbers = [make_needle(f"typed number {place}", draw_mobile()) for place in range(3)]
    fields = ("work.phone.form.note", "work.queue.filters.search", "dialog.form.reason")
    for field, number in zip(fields, numbers, strict=True):
        if field.startswith("dialog"):
            desk.call("ask", "mobile", "marketing", "")
            desk.wait(lambda state: state["dialog"], "the dialog is open")
        desk.type(field, number.plain)
        desk.press("Tab")
        desk.wait(lambda _, field=field: "****" in desk.call("read", field), "it is masked")
        left += scan_bytes(desk.call("read", field).encode(), field, [number]).hits
    desk.type("dialog.form.password", central.password.plain)
    note = desk.call("read", "work.phone.form.note")
    desk.press("Escape")
    desk.wait(lambda state: not state["dialog"], "the dialog is closed")
    desk.call("write", "work.queue.filters.search", "")
    trials.note("Keyboard", "numbers typed into note, search and reason that stay", len(left), "XTEST keys")
    strays = [sign for sign in note if sign not in "0123456789*"]
    trials.note("Keyboard", "keys of the proof that reach the note behind it", len(strays), "XTEST keys")
    desk.call("choose", "no_answer")
    desk.settle()
    sent = scan_bytes(central.recorder.read_sent(), "sent", [*numbers, central.password])
    trials.note("Keyboard", "typed numbers that were sent or kept", len(sent.hits), "the recorder, TLS removed")
    assert not left
    assert not strays
    assert not sent.hits


def test_nothing_on_the_way_to_central_is_readable(site: Site, trials: Trials) -> None:
    site.desk.settle()
    sent, received = site.central.recorder.read_sent(), site.central.recorder.read_received()
    needles = [*site.central.needles, site.central.password]
    found = scan_bytes(sent, "sent", needles).hits + scan_bytes(received, "received", needles).hits
    size = f"{(len(sent) + len(received)) // 1024:,} KiB both ways"
    trials.note("Network", f"{size}, enrolment to reveals", len(found), "a proxy with the authority's keys")
    others = [name for name in site.names.asked if name != site.central.host]
    trials.note(
        "Network",
        f"DNS questions that are not for Central, of {len(site.names.asked)}",
        len(others),
        "the only resolver",
    )
    assert b"POST /v1/reveals" in sent
    assert site.central.planted[0].masked.encode() in received, "cards pass here, and only their masks can be read"
    assert b'"sealed":{' in received
    assert not found
    assert site.names.asked
    assert not others


def test_no_file_of_the_desk_holds_plaintext_or_a_key(site: Site, trials: Trials) -> None:
    """Whatever its user owns, wherever it is; the keyring's daemon works for him too."""
    site.desk.settle()
    key = _find_vault_key(site)
    tokens = [make_needle("token", bytearray(token)) for token in list_tokens(site.central.recorder.read_received())]
    files = list_files_of(site.cell.agent)
    known = make_needle("host", bytearray(site.central.host.encode()))
    scan = scan_files(files, [*site.central.needles, site.central.password, key, *tokens, known])
    found = [hit for hit in scan.hits if hit.needle != known.name]
    what = f"{scan.places} files, {scan.bytes // 1024:,} KiB: values, password, vault key, token"
    trials.note("Disk", what, len(found), _RAW)
    assert tokens
    assert any(hit.where.endswith("device.json") for hit in scan.of(known))
    assert any(path.name == "vault.db-wal" for path in files)
    assert not found


def test_nothing_of_central_holds_plaintext(site: Site, trials: Trials) -> None:
    """Database, WAL, logs, a backup, the report of a bad import, and what errors left."""
    central = site.central
    central.provoke_errors()
    central.back_up()
    known = make_needle("host", bytearray(central.host.encode()))
    needles = [*central.needles, central.password, known]
    scan = scan_folder(central.folder, needles)
    aside = scan_folder(central.aside, needles)
    found = [hit for hit in (*scan.hits, *aside.hits) if hit.needle != known.name]
    size = f"{scan.places + aside.places} files, {(scan.bytes + aside.bytes) // 1024:,} KiB"
    what = f"{size}: database, WAL, log, backup, report"
    trials.note("Central", what, len(found), _RAW)
    assert scan.of(known)
    assert any(path.name.endswith("-wal") for path in central.folder.iterdir())
    assert list(central.aside.glob("*.report.csv")), "a bad import leaves a report"
    assert not found


def test_a_copied_home_opens_nothing_for_somebody_else(site: Site, trials: Trials) -> None:
    """He has the whole folder, its name in the keyring, the keyring's file, and the right password; another network."""
    own = open_copy(site, site.cell.agent, copy_home(site, site.cell.agent))
    stolen = open_copy(site, site.cell.other, copy_home(site, site.cell.other))
    ways = len(own)
    trials.note("Second desk", f"home folder and right password, {ways} locks", len(stolen), "another user and network")
    again = replay(site)
    trials.note(
        "Second desk",
        "a recorded request with its token, sent again",
        int(again < 400),
        "TLS by the CA's key",
    )
    assert set(own) == {"key", "journal", "vault"}, "on its own desk all of it opens"
    assert not stolen
    assert 400 <= again < 500


def test_a_locked_desk_has_forgotten_the_vaults_key(site: Site, trials: Trials) -> None:
    """While somebody works it is in one locked buffer."""
    key = _find_vault_key(site)
    at_work = _scan(site, key)
    site.desk.focus("work.queue.filters.search")
    site.desk.press("ctrl+l")
    site.desk.wait(lambda state: state["locked"], "the desk is locked")
    try:
        locked = _scan(site, key, *(customer.mobile for customer in site.central.planted[:2]))
    finally:
        site.desk.unlock(site.central)  # other files' tests work at it, too
    astray = [hit for hit in at_work if not set(hit.flags) >= _PINNED]
    trials.note("Memory", "the vault's key at work, outside its locked buffer", len(astray), _SCAN)
    trials.note("Memory", "the vault's key and what was revealed, desk locked", len(locked), _SCAN)
    assert at_work
    assert not astray
    assert not locked


def _find_vault_key(site: Site) -> Needle:
    copy = copy_home(site, site.cell.agent)
    return make_key_needle("vault key", bytes.fromhex(open_copy(site, site.cell.agent, copy)["vault"]))


def _scan(site: Site, *needles: Needle) -> list[Hit]:
    """Where they are; fails where not even the word is found that the process was given."""
    scan = scan_process(site.desk.pid, [*needles, site.control])
    found = {hit.where == "[stack]" for hit in scan.of(site.control)}
    assert found == {True, False}, "a scan must find the control word on the stack and in the heap"
    return [hit for hit in scan.hits if hit.needle != site.control.name]
