"""A campaign's own rules for calls, and the do-not-call lists (U1, P3)."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, insert, select

from protocol.administration import ConfigurationWrong, FileUnreadable
from protocol.call_refusals import CalledTooOften, NotToBeCalled, OutsideCallingHours
from protocol.fields import FieldKind
from protocol.inbox import InboxKind
from protocol.times import after, now, parse_instant
from server.keys.records import BlindIndex, derive_index_key
from server.services.call_policy import CallPolicy, CampaignCalling
from server.services.clocks import Window
from server.services.do_not_call import drop_list, read_lists, take_list
from server.services.doctor import examine
from server.services.registry import load_campaign, put_campaign
from server.store.call_tables import calls, do_not_call
from server.store.tables import blind_index, campaigns, customers, sealed_records
from tests.server.calling import ALL_DAY, dial, place_call, place_pbx, put_rules
from tests.server.house import VALUES, House
from tests.server.sealing import pack_fields, seal_record

MOBILE, LANDLINE = VALUES[FieldKind.MOBILE], "0755-26543210"


@pytest.fixture(autouse=True)
def _rules(house: House):
    put_rules(house, ALL_DAY)
    yield
    put_calling(house, CampaignCalling())
    with house.writing() as connection:
        connection.execute(delete(do_not_call))
        connection.execute(delete(blind_index))


def put_calling(house: House, calling: CampaignCalling) -> None:
    """Give the spring campaign rules of its own."""
    with house.writing() as connection:
        plan = msgspec.structs.replace(load_campaign(connection, "spring"), calling=calling)
        put_campaign(connection, house.central.node, plan)


def hours_from_now(opens: int, closes: int) -> Window:
    """A window of the clock in China, by hours from now."""
    ends = [after(now(), hours=8 + hours)[11:16] for hours in (opens, closes)]
    return Window(opens=ends[0], closes=ends[1])


def index(house: House, card: str, campaign: str = "spring") -> None:
    """Put a card's mobile into the blind index, as its import would have."""
    digest = BlindIndex(derive_index_key(house.central.keys)).digest(FieldKind.MOBILE, MOBILE)
    with house.writing() as connection:
        row = {"campaign": campaign, "field": FieldKind.MOBILE.value, "digest": digest, "customer": card}
        connection.execute(insert(blind_index).values(row))


def take(house: House, path: Path, *rows: str, name: str = "wishes"):
    """Put rows of a file on a list."""
    path.write_text("\n".join(rows), "utf-8")
    return take_list(house.central.engine, house.central.keys, house.central.node, name, path, "test")


def test_a_campaign_is_called_in_its_own_hours_and_within_the_company_s(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    later = hours_from_now(2, 3)
    put_calling(house, CampaignCalling(hours=later))
    with pytest.raises(OutsideCallingHours) as outside:
        dial(house, seat, card)
    assert outside.value.facts["opens"] == later.opens
    put_calling(house, CampaignCalling(hours=hours_from_now(-1, 1)))
    assert dial(house, seat, card)
    put_rules(house, msgspec.structs.replace(ALL_DAY, hours=hours_from_now(2, 3)))
    with pytest.raises(OutsideCallingHours):
        dial(house, seat, card)


def test_a_campaign_s_caps_are_kept_where_they_are_stricter(house):
    seat, pbx = house.seat(), place_pbx(house)
    card = house.add_card(seat.account)
    put_calling(house, CampaignCalling(most_a_day=1))
    ticket = dial(house, seat, card)
    place_call(house, pbx, ticket, seat.desk.id)
    house.age(calls, ticket.id, routed_at=after(now(), hours=-2))
    with pytest.raises(CalledTooOften):
        dial(house, seat, card)
    put_calling(house, CampaignCalling(least_gap_s=3 * 3600))
    with pytest.raises(CalledTooOften) as often:
        dial(house, seat, card)
    left_s = (parse_instant(often.value.facts["next_at"]) - parse_instant(now())).total_seconds()
    assert 3500 < left_s < 3610
    put_calling(house, CampaignCalling(most_a_day=50))
    put_rules(house, msgspec.structs.replace(ALL_DAY, most_a_day=1))
    with pytest.raises(CalledTooOften):
        dial(house, seat, card)


def test_who_has_a_card_in_two_campaigns_is_one_customer(house):
    seat, pbx = house.seat(), place_pbx(house)
    spring, autumn = house.add_card(seat.account), house.add_card(seat.account, campaign="autumn")
    for card, campaign in ((spring, "spring"), (autumn, "autumn")):
        index(house, card, campaign)
    put_rules(house, msgspec.structs.replace(ALL_DAY, most_a_day=1))
    place_call(house, pbx, dial(house, seat, spring), seat.desk.id)
    with pytest.raises(CalledTooOften):
        dial(house, seat, autumn)


@pytest.mark.parametrize(
    ("setting", "calling"),
    [
        ("calling.hours", CampaignCalling(hours=Window(opens="22:00", closes="08:00"))),
        ("calling.most_a_week", CampaignCalling(most_a_day=3, most_a_week=2)),
    ],
)
def test_rules_by_which_nobody_could_be_called_are_refused(house, setting, calling):
    put_rules(house, CallPolicy())
    with pytest.raises(ConfigurationWrong) as refused:
        put_calling(house, calling)
    assert refused.value.facts["setting"] == setting


def test_doctor_names_a_campaign_that_the_policy_has_shut(house):
    put_calling(house, CampaignCalling(hours=Window(opens="21:00", closes="23:00")))
    put_rules(house, CallPolicy(regions={}))
    (found,) = (finding for finding in examine(house.central) if finding.subject == "campaigns")
    assert "spring" in found.advice


def test_a_listed_number_is_not_called_from_the_moment_that_its_list_is_taken(house, tmp_path):
    seat, pbx = house.seat(), place_pbx(house)
    card = house.add_card(seat.account)
    index(house, card)
    ticket = dial(house, seat, card)
    taken = take(house, tmp_path / "wishes.txt", "138 1234 5678", "13900000021", "138 1234 5678")
    assert (taken.added, taken.known, taken.stopped, taken.unread) == (2, 0, 1, ())
    assert (InboxKind.CONSENT_WITHDRAWN.value, card) in house.notices(seat.account)
    with pytest.raises(NotToBeCalled):
        place_call(house, pbx, ticket, seat.desk.id)
    house.age(customers, card, state="new")
    with pytest.raises(NotToBeCalled):
        dial(house, seat, card)
    event = house.last_event("do_not_call.changed", object_id="wishes")
    assert (event.detail["added"], event.detail["by"]) == ("2", "test")
    with house.writing() as connection:
        drop_list(connection, house.central.node, "wishes", "they asked us to", "test")
    assert dial(house, seat, card)


def test_a_landline_is_found_as_well(house, tmp_path):
    seat = house.seat()
    card = house.add_card(seat.account)
    sealed = seal_record(house.central.keys, card, {FieldKind.LANDLINE: LANDLINE})
    with house.writing() as connection:
        changed = {"wrapped": sealed.wrapped, "sealed": pack_fields(sealed.fields), "kek_version": sealed.kek_version}
        connection.execute(sealed_records.update().where(sealed_records.c.customer == card).values(changed))
        purposes = [{"id": "marketing", "title": "营销外呼", "fields": ["landline"]}]
        connection.execute(campaigns.update().where(campaigns.c.id == "spring").values(purposes=purposes))
    try:
        assert dial(house, seat, card).field is FieldKind.LANDLINE
        taken = take(house, tmp_path / "wishes.csv", "姓名,座机", "王,0755 2654 3210")
        with pytest.raises(NotToBeCalled):
            dial(house, seat, card)
        assert (taken.added, taken.stopped) == (1, 0), "others may share the line: nobody is stopped"
        with house.reading() as connection:
            assert connection.execute(select(customers.c.state).where(customers.c.id == card)).scalar_one() == "new"
    finally:
        house.furnish_campaigns()


def test_of_the_numbers_nothing_is_kept_but_digests_and_bad_rows_are_named_by_their_place(house, tmp_path):
    taken = take(house, tmp_path / "wishes.csv", "name,手机号", "王,13900000022", "李,none", "", "赵,13900000023")
    assert (taken.added, taken.unread) == (2, (3,))
    again = take(house, tmp_path / "wishes.csv", "手机号", "13900000022")
    assert (again.added, again.known) == (0, 1)
    with house.reading() as connection:
        rows = connection.execute(select(do_not_call)).all()
        (listed,) = read_lists(connection)
    assert sorted(len(row.digest) for row in rows if row.list == listed.name) == [32, 32]
    assert not [row for row in rows if "1390000002" in repr(tuple(row))]
    assert (listed.name, listed.numbers) == ("wishes", 2)


@pytest.mark.parametrize("rows", [("",), ("name,city", "王,深圳"), ("手机号", "none")])
def test_a_file_without_a_number_is_refused_and_nothing_is_changed(house, tmp_path, rows):
    with pytest.raises(FileUnreadable):
        take(house, tmp_path / "wishes.csv", *rows)
    with house.reading() as connection:
        assert read_lists(connection) == []
