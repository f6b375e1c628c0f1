"""A file streams: three times the rows take no more memory (C3)."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from tests.server.exports import AGREED, CONSENT, add_campaign, import_file, write_text, write_workbook

FEW, MANY, PEOPLE = 16_000, 48_000, 1_000  # the fewer are enough for processes beside Central's own
HEADROOM_KB = 8_000
"""What an allocator may keep; the rows, held, would take 15,000."""
LIMIT_S = 120
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MEASURED = """
import sys
from pathlib import Path
from server.services.central import open_central
from server.services.importing.order import NOBODY, ImportOrder
from server.services.importing.run import run_import
central = open_central(Path(sys.argv[1]))
for name in sys.argv[3:]:
    order = ImportOrder(file=Path(name), campaign=sys.argv[2], source="S-1", assign=NOBODY)
    result = run_import(central.engine, central.keys, central.node, order)
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # of this program alone
    print(result.stored, result.known, result.refused, peak.split()[1])
"""


_READ = """
import sys
from pathlib import Path
from server.services.importing.reading import open_table
for name in sys.argv[1:]:
    table = open_table(Path(name))
    count = sum(1 for row in table.rows)
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(count, peak.split()[1])
"""


@pytest.fixture(scope="module")
def module_database_url(tmp_path_factory):
    """SQLite keeps 64 MB of its pages at hand, so the database does not grow here: everybody is known already."""
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'central.db'}"


def make_lines(rows):
    """People over and over; of each ten one row is no number's, and who stands there again is refused as a double."""
    yield ("手机号", "姓名", "地址", *CONSENT)
    for n in range(rows):
        yield (f"1380000{n % PEOPLE:04}" if n % 10 else "12345", "张伟", "北京市朝阳区建国路88号", *AGREED)


def test_three_times_the_rows_take_no_more_memory(house, tmp_path):
    campaign = add_campaign(house)
    people = write_text(tmp_path / "people.csv", list(make_lines(2 * PEOPLE)))
    import_file(house, people, campaign)
    files = [write_text(tmp_path / f"{rows}.csv", list(make_lines(rows))) for rows in (FEW, MANY)]
    measured = subprocess.run(
        [sys.executable, "-c", _MEASURED, house.central.place.path, campaign, *files],
        timeout=LIMIT_S,
        capture_output=True,
        check=True,
        text=True,
    )
    peaks = []
    for line, rows in zip(measured.stdout.splitlines(), (FEW, MANY), strict=True):
        stored, known, refused, peak = map(int, line.split())
        assert (stored, known, refused) == (0, PEOPLE * 9 // 10, rows - PEOPLE * 9 // 10)
        peaks.append(peak)
    assert peaks[1] - peaks[0] < HEADROOM_KB


def write_sheet(workbook, path, rows):
    """A workbook whose sheet has ``rows`` rows of 600 characters, each its own; with any number of them it is small."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not name.endswith("sheet1.xml"):
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{_NAMESPACE}"><sheetData>'.encode())
            for n in range(rows):
                sheet.write(f'<row><c t="inlineStr"><is><t>{n:0600}</t></is></c></row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
    return path


def test_a_workbook_s_rows_stream_out_of_the_process_that_holds_the_sheet(tmp_path):
    workbook = write_workbook(tmp_path / "empty.xlsx", [("手机号",)])
    files = [write_sheet(workbook, tmp_path / f"{rows}.xlsx", rows) for rows in (FEW, MANY)]
    read = subprocess.run(
        [sys.executable, "-c", _READ, *files], timeout=LIMIT_S, capture_output=True, check=True, text=True
    )
    (few, least), (many, most) = (map(int, line.split()) for line in read.stdout.splitlines())
    assert (few, many) == (FEW, MANY)
    assert most - least < HEADROOM_KB  # its rows, held, would take 20,000
