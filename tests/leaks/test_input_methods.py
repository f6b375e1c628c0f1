"""A desk at which somebody writes Chinese: pinyin by the keys of an X server, through a real input method (M2, A4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress

import pytest

from tests.leaks.cell import Cell
from tests.leaks.conftest import find_hindrance
from tests.leaks.input_method import FULL_WIDTH, InputMethod, find_missing
from tests.leaks.planted_central import Customer
from tests.leaks.scanner import scan_bytes, scan_files
from tests.leaks.site import Site, open_site
from tests.leaks.trials import Trials
from tests.waiting import wait_for

NOTE, SEARCH, REASON = "work.phone.form.note", "work.queue.filters.search", "dialog.form.reason"
_HOW = "fcitx5, its pinyin, dbus-monitor"


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, InputMethod]]:
    """A desk at work in a session with an input method; that it composes is what every test here begins with."""
    missing = find_missing()
    reason = find_hindrance() or (f"{missing} not on this machine" if missing else "")
    if reason:
        pytest.skip(reason)
    made: list[InputMethod] = []

    def begin(cell: Cell, env: Mapping[str, str]) -> Mapping[str, str]:
        made.append(InputMethod(cell, cell.agent, env))
        return made[0].env

    with ExitStack() as opened:
        yield open_site(opened, tmp_path_factory.mktemp("chinese"), begin=begin), made[0]


def write_pinyin(site: Site, field: str, pinyin: bytes, expected: str) -> None:
    """Type pinyin and take the first candidate."""
    site.desk.focus(field)
    site.screen.type(bytearray(pinyin))
    site.screen.press("space")
    wait_for(lambda: site.desk.call("read", field).endswith(expected), f"{pinyin!r} is composed in {field}")


def write_number(site: Site, field: str, customer: Customer) -> str:
    """Compose a word, type a number behind it and see its mask; what stood there as soon as all of it was typed.

    The input method answers for every key, now and then on a busy machine for one of them half a minute late: its digit
    comes behind the others, and what stands there is another number. Then all is written anew; where it is the number
    after all, AssertionError.
    """
    for _ in range(2):
        with suppress(AssertionError):
            return write_number_once(site, field, customer.mobile.plain, customer.masked)
        left = len(scan_bytes(str(site.desk.call("read", field)).encode(), field, [customer.mobile]).hits)
        assert left == 0, f"the number stands in {field}"
        site.desk.press("ctrl+a", "BackSpace")
    return write_number_once(site, field, customer.mobile.plain, customer.masked)


def write_number_once(site: Site, field: str, digits: bytearray, masked: str) -> str:
    """As :func:`write_number`; AssertionError where a minute later another number stands there."""
    write_pinyin(site, field, b"dianhua", "电话")
    before = len(site.desk.call("read", field))
    site.screen.type(digits)
    wait_for(lambda: len(site.desk.call("read", field)) >= before + len(masked), "the number is typed")
    wait_for(lambda: site.desk.call("read", field).endswith(masked), f"the number is masked in {field}")
    return str(site.desk.call("read", field))


def test_no_key_of_a_proof_passes_the_input_method(chinese: tuple[Site, InputMethod], trials: Trials) -> None:
    site, method = chinese
    at_sign_in = method.count_keys()
    site.desk.open(site.central.planted[0])
    site.desk.press("1")
    write_pinyin(site, NOTE, b"nihao", "你好")
    before = method.count_keys()
    site.desk.reveal(site.central)
    site.desk.press("n", "i")
    at_reveal = method.count_keys() - before
    showing = site.desk.call("state")["showing"]
    site.desk.close_value()
    tried = "password and code at sign-in and for a reveal, keys beside a shown value: keys that the input method heard"
    trials.note("Keyboard", tried, at_sign_in + at_reveal, _HOW)
    assert showing
    assert before > at_sign_in, "the control: it hears those of the note"
    assert (at_sign_in, at_reveal) == (0, 0)


def test_a_number_among_composed_words_is_masked_however_wide_its_digits(
    chinese: tuple[Site, InputMethod], trials: Trials
) -> None:
    (site, method), left = chinese, 0
    customer = site.central.planted[1]
    site.desk.open(customer)
    site.desk.press("1")
    for field in (NOTE, SEARCH, REASON):
        if field == REASON:
            site.desk.call("ask", "mobile", "marketing", "")
            site.desk.wait(lambda state: state["dialog"], "the dialog is open")
        stands = write_number(site, field, customer)
        site.screen.press(FULL_WIDTH)
        stands += write_number(site, field, customer)
        site.screen.press(FULL_WIDTH)
        left += len(scan_bytes(stands.encode(), field, [customer.mobile]).hits)
        site.desk.press("ctrl+a", "BackSpace")
    site.desk.press("Escape")
    trials.note("Keyboard", "numbers among composed words, half and full width, in note, search and reason", left, _HOW)
    wide = chr(customer.mobile.plain[0] - ord("0") + ord("０"))
    assert wide.encode() in method.hear(), "the control: the input method did write wide digits"
    assert left == 0


def test_the_hint_of_an_empty_note_makes_room_for_what_is_composed(chinese: tuple[Site, InputMethod]) -> None:
    site, _ = chinese
    site.desk.open(site.central.planted[2])
    site.desk.press("1")
    site.desk.focus(NOTE)
    assert site.desk.call("hint", NOTE)
    site.screen.type(bytearray(b"nihao"))
    wait_for(lambda: not site.desk.call("hint", NOTE), "the hint makes room")
    site.screen.press("Escape")
    wait_for(lambda: site.desk.call("hint", NOTE), "the hint comes back")


def test_an_input_method_is_told_and_keeps_nothing_planted(chinese: tuple[Site, InputMethod], trials: Trials) -> None:
    """The last of the file: the input method ends, and writes down what it has learnt."""
    site, method = chinese
    needles = [*site.central.needles, site.central.password]
    heard = method.hear()
    method.close()
    files = method.list_files()
    kept = b"".join(path.read_bytes() for path in files if path.name == "user.history")
    told, leaked = scan_bytes(heard, "bus", needles).hits, scan_files(files, needles).hits
    trials.note("Keyboard", f"all that passes to an input method and back, {len(heard) // 1024} KiB", len(told), _HOW)
    trials.note("Disk", f"{len(files)} files of an input method: its dictionary, its history", len(leaked), _HOW)
    assert "电话".encode() in kept, "the control: it does learn the words of notes"
    assert (told, leaked) == ([], [])
