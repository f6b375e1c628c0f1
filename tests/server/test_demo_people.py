"""The demo's customers: made up, yet right in everything that is checked (Z1)."""

import csv
import tracemalloc
from collections.abc import Sequence
from datetime import date
from itertools import islice

import pytest

from protocol.fields import FieldKind
from protocol.masking import FALLBACK, mask
from protocol.normalise import normalise
from protocol.regions import PROVINCE_CODES, find_region
from protocol.surnames import COMPOUND_SURNAMES
from protocol.validate import find_fault
from server.demo.drawing import load_names, load_places
from server.demo.numbering import MOBILE_SEGMENTS
from server.demo.people import COLUMNS, HEADERS, generate_people, write_csv

TODAY = date(2026, 11, 1)
VALUES = [kind for kind in FieldKind if kind is not FieldKind.FREE_TEXT]


@pytest.fixture(scope="module")
def people():
    return list(generate_people(5_000, today=TODAY))


def read_csv(path, encoding):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def test_the_same_seed_gives_the_same_people(people):
    assert list(generate_people(50, today=TODAY)) == people[:50]
    assert list(generate_people(50, seed=1, today=TODAY)) != people[:50]


@pytest.mark.parametrize("kind", VALUES)
def test_every_value_is_sound_in_its_normal_form_and_masked_by_its_rule(people, kind):
    values: Sequence[str] = [value for person in people if (value := getattr(person, kind.value))]
    assert values
    for value in values:
        assert find_fault(kind, value, TODAY) is None
        assert normalise(kind, value) == value
        assert mask(kind, value) != FALLBACK


def test_ids_agree_with_the_address(people):
    for person in people:
        if person.id_number:
            assert find_region(person.address).startswith(PROVINCE_CODES[person.id_number[:2]])


def test_mobiles_are_of_real_segments_and_never_come_twice():
    mobiles = [person.mobile for person in generate_people(60_000)]
    assert len(set(mobiles)) == len(mobiles)
    assert {mobile[:4] for mobile in mobiles} == set(MOBILE_SEGMENTS)


def test_id_numbers_never_come_twice():
    numbers = [person.id_number for person in generate_people(60_000) if person.id_number]
    assert len(set(numbers)) == len(numbers)


def test_compound_and_dotted_names_occur_and_are_masked_as_such(people):
    names = [person.name for person in people]
    compound = [name for name in names if name[:2] in COMPOUND_SURNAMES and len(name) > 2]
    assert compound
    assert all(mask(FieldKind.NAME, name).startswith(name[:2] + "*") for name in compound)
    assert any(mask(FieldKind.NAME, name).endswith("***·***") for name in names if "·" in name)


def test_a_note_with_a_number_inside_loses_it(people):
    notes = [person.free_text for person in people if "爱人电话" in person.free_text]
    assert notes
    assert all("****" in mask(FieldKind.FREE_TEXT, note) for note in notes)


def test_every_place_is_one_that_masking_knows():
    for place in load_places():
        assert find_region(place.province + place.city) == place.province + place.city
        assert {district.code[:2] for district in place.districts} <= set(PROVINCE_CODES)


def test_compound_names_of_the_table_are_compound():
    assert set(load_names()["compound"]) <= COMPOUND_SURNAMES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_export_reads_back_as_the_same_people(tmp_path, encoding):
    path = tmp_path / "customers.csv"
    write_csv(path, 400, encoding=encoding, headers=tuple(COLUMNS))
    header, *rows = read_csv(path, encoding)
    assert header == list(COLUMNS)
    kinds = [(place, FieldKind(name)) for place, name in enumerate(COLUMNS.values()) if name in set(VALUES)]
    untidy = 0
    for row, person in zip(rows, generate_people(400), strict=True):
        for place, kind in kinds:
            known = getattr(person, kind.value)
            assert (normalise(kind, row[place]) or "") == known
            untidy += row[place] != known
    assert untidy


def test_the_usual_headers_are_those_of_the_demo_s_campaigns(tmp_path):
    path = tmp_path / "customers.csv"
    write_csv(path, 3)
    assert read_csv(path, "utf-8")[0] == list(HEADERS)


def test_people_stream():
    next(generate_people(1))
    tracemalloc.start()
    for _ in islice(generate_people(1_000_000), 5_000):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
