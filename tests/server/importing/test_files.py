"""Files that are not what they say, damaged or made to burst: a sentence, and nothing is lost (C3)."""

from __future__ import annotations

import os
import zipfile
from itertools import islice
from pathlib import Path

import pytest

from protocol.administration import FileUnreadable, ImportStopped
from server.services.importing import spreadsheet, workbook_reader
from server.services.importing.memory_bound import make_limits
from server.services.importing.reading import open_table
from server.services.importing.text import open_text
from server.services.importing.workbook_reader import MEMORY
from tests.server.exports import AGREED, CONSENT, add_campaign, import_file, open_customers, write_text, write_workbook

LINES = [("手机号", "姓名", *CONSENT), ("13812345678", "张伟", *AGREED), ("13912345679", "李强", *AGREED)]
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.fixture(scope="module")
def module_database_url(tmp_path_factory):
    """One database is enough here: a file is read alike for both."""
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'central.db'}"


@pytest.fixture
def workbook(tmp_path):
    return write_workbook(tmp_path / "sound.xlsx", LINES)


def rewrite(workbook: Path, path: Path, **parts: bytes) -> Path:
    """A workbook with other parts in place of its own; the names' dots are left out."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(Path(name).stem, old.read(name)))
    return path


def write_sheet(rows: str) -> bytes:
    return f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()


def refuse(path: Path) -> str:
    """Why a file is refused."""
    with pytest.raises(FileUnreadable) as refused:
        list(open_table(path).rows)
    assert refused.value.facts["file"] == path.name
    assert refused.value.say().endswith("Put that right, or save it as CSV (UTF-8 or GB18030) or XLSX, and try again.")
    return refused.value.facts["reason"]


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", "手机号,姓名\n".encode("utf-16"), "it is UTF-16"),
        ("b.csv", b"PK\x03\x04....", "an XLSX or ZIP file with the name of a CSV"),
        ("c.csv", b"\xd0\xcf\x11\xe0....", "old Excel file (.xls) with the name of a CSV"),
        ("d.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "NUL bytes"),
        ("e.csv", b"\xff\xff\xff\xff\n", "neither UTF-8 nor GB18030"),
        ("f.csv", "手机号\n张".encode()[:-1], "neither UTF-8 nor GB18030"),
        ("g.csv", b"x" * (2 << 20), "longer than a million characters"),
        ("h.xlsx", "手机号,姓名\n".encode(), "not an XLSX workbook, or is cut off"),
        ("i.xlsx", b"\xd0\xcf\x11\xe0....", "an old Excel file (.xls), or is protected by a password"),
        ("j.xlsx", b"", "it is empty"),
        ("k.xls", b"\xd0\xcf\x11\xe0....", "it is .xls"),
        ("l.ods", b"PK\x03\x04", "it is .ods"),
        ("m.pdf", b"%PDF-1.7", "ends neither in .csv nor in .xlsx"),
        ("n", b"1", "ends neither in .csv nor in .xlsx"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(tmp_path, name, content, words):
    assert words in refuse(write(tmp_path / name, content))


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    for name in ("nothing.csv", "folder.csv"):
        assert refuse(tmp_path / name) == "there is no such file"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (b"\r\n\r\n", "its first row is empty"),
        (b",,,\r\n1,2,3,4", "its first row is empty"),
        (b'"\xe6\x89\x8b\n', "its first row is broken"),
    ],
)
def test_a_file_without_a_first_row(house, tmp_path, content, words):
    with pytest.raises(FileUnreadable, match=words):
        import_file(house, write(tmp_path / "empty.csv", content), add_campaign(house))
    assert not list(tmp_path.glob("*.report.csv"))


def test_a_sheet_without_a_cell_is_empty_and_one_with_a_header_alone_brings_nothing(house, tmp_path):
    campaign = add_campaign(house)
    with pytest.raises(FileUnreadable, match="it is empty"):
        import_file(house, write_workbook(tmp_path / "none.xlsx", []), campaign)
    result = import_file(house, write_workbook(tmp_path / "header.xlsx", LINES[:1]), campaign)
    assert (result.stored, result.known, result.refused) == (0, 0, 0)


def test_a_workbook_cut_off_anywhere_is_refused(tmp_path, workbook):
    whole = workbook.read_bytes()
    for length in (1, 4, 30, len(whole) // 3, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        assert "cut off" in refuse(write(tmp_path / "cut.xlsx", whole[:length])), length


def test_a_workbook_with_a_bit_turned_is_refused(tmp_path, workbook):
    whole = bytearray(workbook.read_bytes())
    whole[whole.index(b"xl/worksheets/sheet1.xml") + 60] ^= 0x55
    assert refuse(write(tmp_path / "turned.xlsx", bytes(whole))) in {
        "it is damaged",
        "it is not an XLSX workbook, or is cut off",
    }


@pytest.mark.parametrize(
    "sheet",
    [
        b"",
        b"<worksheet",
        b"not XML at all",
        b"<html><body>\xe6\x89\x8b</body></html>",
        write_sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        write_sheet('<row r="1"><c r="?1" t="n"><v>1</v></c></row>'),
        write_sheet('<row r="1"><c r="A99999999999" t="n"><v>1</v></c></row>'),
        write_sheet('<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'),
    ],
)
def test_a_workbook_whose_sheet_is_nonsense_brings_nothing(house, tmp_path, workbook, sheet):
    path = rewrite(workbook, tmp_path / "nonsense.xlsx", sheet1=sheet)
    with pytest.raises(FileUnreadable):
        import_file(house, path, add_campaign(house))


def test_other_archives_with_the_name_of_a_workbook_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "zip.xlsx", "w") as archive:
        archive.writestr("customers.csv", "手机号\n13812345678\n")
    assert refuse(tmp_path / "zip.xlsx") == "it is not an XLSX workbook, or is damaged"


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused_unread(tmp_path, workbook, monkeypatch):
    monkeypatch.setattr(spreadsheet, "LARGEST", 1 << 20)
    path = rewrite(workbook, tmp_path / "zeros.xlsx", sheet1=b"\0" * (2 << 20))
    assert path.stat().st_size < 20_000
    assert "unpacks to more than" in refuse(path)


def test_a_workbook_that_lies_about_its_size_is_refused(tmp_path, workbook):
    sheet = write_sheet("<row/>" * 50_000)
    whole = rewrite(workbook, tmp_path / "liar.xlsx", sheet1=sheet).read_bytes()
    little = whole.replace(len(sheet).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert little != whole
    assert refuse(write(tmp_path / "liar.xlsx", little)) in {
        "it is damaged",
        "it is not an XLSX workbook, or is cut off",
    }


def test_two_cells_in_far_corners_do_not_ask_for_half_a_terabyte(house, tmp_path, workbook):
    """What reads the sheet would lay out every cell between them: it dies of it alone, and Central goes on."""
    corners = write_sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>手机号</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    path = rewrite(workbook, tmp_path / "corners.xlsx", sheet1=corners)
    assert path.stat().st_size < 20_000
    with pytest.raises(FileUnreadable, match="takes more than 2 GB of memory"):
        import_file(house, path, add_campaign(house))
    campaign = add_campaign(house)
    assert import_file(house, workbook, campaign).stored == 2


def test_what_reads_a_workbook_has_a_bound_of_its_own(tmp_path, workbook, monkeypatch):
    """With less memory than Python itself takes, it cannot even begin."""
    monkeypatch.setattr(spreadsheet, "_READER", "tests.server.importing.small_reader")
    with pytest.raises(FileUnreadable, match="takes more than"):
        spreadsheet.open_spreadsheet(workbook)
    assert workbook_reader.MEMORY == 2 << 30


def test_windows_is_told_the_bound_in_the_words_that_it_knows():
    """Sizes and places as winnt.h has them, for 64 bits."""
    limits = make_limits(MEMORY)
    told = bytes(limits)
    assert len(told) == 144
    assert told[16:20] == b"\x00\x01\x00\x00"  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
    assert told[112:120] == MEMORY.to_bytes(8, "little")


def test_a_reader_killed_in_the_middle_stops_the_import_with_what_went_in_before(house, tmp_path, monkeypatch):
    monkeypatch.setattr("server.services.importing.run.BATCH", 500)
    lines = [("手机号", "地址", *CONSENT), *((f"138{n:08}", "北京市" + "远" * 390, *AGREED) for n in range(5000))]
    campaign, file = add_campaign(house), write_workbook(tmp_path / "long.xlsx", lines)

    def kill(_read, _share):
        for child in read_children():
            if b"workbook_reader" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, 9)

    with pytest.raises(
        ImportStopped, match=r"stopped after row \d+: The file long\.xlsx cannot be read: it is damaged"
    ):
        import_file(house, file, campaign, progress=kill)
    kept = len(open_customers(house, campaign))
    assert 500 <= kept < 5000
    assert kept % 500 == 0


def test_nothing_is_left_running_when_only_the_header_was_wanted(house, tmp_path):
    lines = [("不明", "手机号"), *(("x" * 1000, "13812345678") for _ in range(4000))]
    with pytest.raises(Exception, match="不明"):
        import_file(house, write_workbook(tmp_path / "unknown.xlsx", lines), add_campaign(house))
    assert not [child for child in read_children() if b"workbook_reader" in Path(f"/proc/{child}/cmdline").read_bytes()]


def read_children() -> list[int]:
    """The processes that this one started and that are not over."""
    return [int(word) for task in Path("/proc/self/task").iterdir() for word in (task / "children").read_text().split()]


def test_a_text_is_read_as_it_is_wanted_and_no_further(tmp_path):
    path = write_text(tmp_path / "long.csv", [LINES[0], *((f"138{n:08}", "张伟", *AGREED) for n in range(200_000))])
    table = open_text(path)
    assert len(list(islice(table.rows, 1000))) == 1000
    assert table.share() < 0.2
