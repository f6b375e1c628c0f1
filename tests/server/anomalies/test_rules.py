"""The rules of the watch (U3): each sees what it is for, tells it once, and leaves honest work alone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from sqlalchemy import select

from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import make_identifier
from protocol.refusals import AccountFrozen, NotFound
from protocol.roles import Role
from protocol.times import Instant, after, now
from server.services.acts import record_act
from server.services.anomalies.sightings import REQUESTER
from server.services.anomaly_rules import Action, CountRule, HoursRule, PairsRule, PlacesRule
from server.services.cards import read_card
from server.services.ingest import append_batches
from server.services.transactions import writing
from server.store.watch_tables import watch_counts
from tests.server.statements import heard
from tests.server.watched import NINE, Company, DeskOf, at

FEW_VIEWS = CountRule(acts=(Act.CARD_OPENED,), threshold=5, window_s=600, action=Action.FREEZE)
WATCH_ONLY = CountRule(acts=(Act.CARD_OPENED,), threshold=5, window_s=600, action=Action.ALERT)


def _deliver(company: Company, desk: DeskOf, *acts: tuple[Act, Instant]) -> None:
    with company.engine.begin() as connection:
        desk.deliver(connection, *((company.agent.id, act, moment) for act, moment in acts))


def _count_watching(statements: Sequence[str]) -> int:
    return sum("watch_" in statement for statement in statements)


def _open(company: Company, desk: DeskOf, *moments: Instant) -> None:
    _deliver(company, desk, *((Act.CARD_OPENED, moment) for moment in moments))


def test_asking_for_others_customers_freezes_at_the_fifth_try(company: Company) -> None:
    caller = company.caller(company.agent, company.desk())
    for _ in range(4):
        with pytest.raises(NotFound), writing(company.engine) as connection:
            read_card(connection, company.central, caller, make_identifier())
    assert company.alerts() == []
    with pytest.raises(AccountFrozen), writing(company.engine) as connection:
        read_card(connection, company.central, caller, make_identifier())
    (alert,) = company.alerts()
    assert (alert.kind, alert.about, alert.facts["count"]) == ("others-customers", "li.qiang", "5")
    assert company.state(company.agent) == "frozen"
    assert company.sessions(company.agent) == 0


def test_viewing_in_bulk_freezes_and_says_who_how_many_and_since_when(company: Company) -> None:
    company.set_rules(bulk_views=FEW_VIEWS)
    _open(company, company.desk(), *(at(minutes=minute) for minute in range(5)))
    (alert,) = company.alerts()
    assert alert.kind == "bulk-views"
    assert alert.facts["who"] == "李强 (li.qiang)"
    assert (alert.facts["count"], alert.facts["since"]) == ("5", NINE)
    assert company.state(company.agent) == "frozen"


def test_the_same_views_spread_over_a_morning_are_work(company: Company) -> None:
    company.set_rules(bulk_views=FEW_VIEWS)
    _open(company, company.desk(), *(at(minutes=minute) for minute in range(0, 120, 3)))
    assert company.alerts() == []


def test_counts_add_up_over_batches_and_nodes(company: Company) -> None:
    company.set_rules(bulk_views=FEW_VIEWS)
    desk, other = company.desk(), company.desk("desk-08")
    for minute in range(3):
        _open(company, desk, at(minutes=minute))
    assert company.alerts() == []
    _open(company, other, at(minutes=2), at(minutes=3))
    assert [alert.kind for alert in company.alerts()] == ["bulk-views"]


def test_a_streak_is_told_once_and_the_next_one_again(company: Company) -> None:
    company.set_rules(bulk_views=WATCH_ONLY)
    desk = company.desk()
    for minute in range(0, 30, 1):
        _open(company, desk, at(minutes=minute))
    assert len(company.alerts()) == 1
    _open(company, desk, *(at(hours=3, seconds=second) for second in range(5)))
    assert [alert.facts["since"] for alert in company.alerts()] == [NINE, at(hours=3)]


def test_a_day_offline_delivered_at_once_is_judged_by_when_it_happened(company: Company) -> None:
    company.set_rules(bulk_views=WATCH_ONLY)
    spread = [at(minutes=minute) for minute in range(0, 200, 5)]
    dense = [at(hours=5, seconds=second) for second in range(6)]
    _open(company, company.desk(), *spread, *dense)
    (alert,) = company.alerts()
    assert (alert.facts["count"], alert.facts["since"]) == ("6", at(hours=5))


def test_a_batch_from_before_a_known_streak_is_a_streak_of_its_own(company: Company) -> None:
    company.set_rules(bulk_views=WATCH_ONLY)
    _open(company, company.desk(), *(at(hours=5, seconds=second) for second in range(5)))
    late = company.desk("desk-08")
    _open(company, late, *(at(seconds=second) for second in range(5)))
    _open(company, late, at(seconds=9))
    assert [alert.facts["since"] for alert in company.alerts()] == [at(hours=5), NINE]


def test_work_at_night_by_the_companys_clock_is_out_of_hours(company: Company) -> None:
    rule = HoursRule(
        acts=(Act.CARD_OPENED,), threshold=3, window_s=3600, action=Action.ALERT, opens="08:00", closes="21:00"
    )
    company.set_rules(out_of_hours=rule)
    desk = company.desk()
    _open(company, desk, *(at(hours=11, minutes=50 + minute) for minute in range(10)))
    assert company.alerts() == []
    _open(company, desk, *(at(hours=12, minutes=minute) for minute in range(3)))
    (alert,) = company.alerts()
    assert (alert.kind, alert.facts["since"]) == ("out-of-hours", at(hours=12))


def test_where_reveals_are_open_all_day_nothing_is_out_of_hours(company: Company) -> None:
    _open(company, company.desk(), *(at(hours=18, minutes=minute) for minute in range(10)))
    assert company.alerts() == []


@pytest.mark.parametrize(
    ("act", "kind", "tries"), [(Act.REVEAL_REQUESTED, "reveal-streak", 12), (Act.STEPUP_FAILED, "refused-step-ups", 4)]
)
def test_streaks_of_reveals_and_refused_proofs_are_told(company: Company, act: Act, kind: str, tries: int) -> None:
    deed = Deed(act=act, actor=company.agent.id, role=Role.AGENT)
    with company.engine.begin() as connection:
        for _ in range(tries - 1):
            record_act(connection, company.central.node, deed, "10.8.0.7")
    assert company.alerts() == []
    try:
        with writing(company.engine) as connection:
            record_act(connection, company.central.node, deed, "10.8.0.7")
    except AccountFrozen:
        assert kind == "reveal-streak"
    (alert,) = company.alerts()
    assert (alert.kind, alert.facts["count"]) == (kind, str(tries))
    assert company.state(company.agent) == ("frozen" if kind == "reveal-streak" else "active")


def test_a_desks_word_on_what_central_records_itself_is_not_counted_twice(company: Company) -> None:
    _deliver(company, company.desk(), *((Act.REVEAL_REQUESTED, at()) for _ in range(30)))
    assert company.alerts() == []


def test_one_person_at_two_desks_at_once_is_told_with_both_names(company: Company) -> None:
    here, there = company.desk("desk-07"), company.desk("desk-08")
    _open(company, here, at(), at(minutes=3))
    _open(company, there, at(minutes=1))
    (alert,) = company.alerts()
    assert (alert.kind, alert.facts["places"], alert.facts["count"]) == ("two-places", "desk-07, desk-08", "2")


def test_somebody_who_moves_to_another_desk_is_in_one_place(company: Company) -> None:
    here, there = company.desk("desk-07"), company.desk("desk-08")
    _open(company, there, at(minutes=2, seconds=10), at(minutes=4))
    _open(company, here, at(), at(minutes=2))
    assert company.alerts() == []


def test_one_session_from_two_addresses_at_once_is_told(company: Company) -> None:
    rule = PlacesRule(acts=(Act.STEPUP_SUCCEEDED,), window_s=300, overlap_s=0, action=Action.ALERT)
    company.set_rules(two_places=rule)
    device = company.desk().device.id
    deed = Deed(act=Act.STEPUP_SUCCEEDED, actor=company.agent.id, object_kind=ObjectKind.DEVICE, object_id=device)
    for ip in ("10.8.0.7", "203.0.113.9", "10.8.0.7"):
        before = now()
        while now() == before:
            continue  # another millisecond for each
        with company.engine.begin() as connection:
            record_act(connection, company.central.node, deed, ip)
    assert {alert.facts["places"] for alert in company.alerts()} == {"10.8.0.7, 203.0.113.9"}


def test_a_requester_and_an_approver_too_often_together_are_told_by_name(company: Company) -> None:
    company.set_rules(
        approver_pairs=PairsRule(acts=(Act.APPROVAL_GIVEN,), threshold=3, window_s=7 * 86_400, action=Action.ALERT)
    )
    for requester in (company.agent, company.colleague, company.agent, company.agent):
        deed = Deed(act=Act.APPROVAL_GIVEN, actor=company.leader.id, detail={REQUESTER: requester.id})
        with company.engine.begin() as connection:
            record_act(connection, company.central.node, deed)
    (alert,) = company.alerts()
    assert alert.kind == "approver-pairs"
    assert (alert.facts["who"], alert.facts["requester"]) == ("王芳 (wang.fang)", "李强 (li.qiang)")


def test_a_shut_way_out_freezes_at_the_first_try(company: Company) -> None:
    _deliver(company, company.desk(), (Act.EXPORT_BLOCKED, at()))
    assert [alert.kind for alert in company.alerts()] == ["export-tries"]
    assert company.state(company.agent) == "frozen"


def test_a_try_to_take_data_out_is_told_with_whose_it_was_at_which_desk_and_by_which_way(company: Company) -> None:
    stick = {"channel": "usb", "kind": "mass-storage", "product": "Ultra Fit", "at_start": "no"}
    desk = company.desk("desk-07")
    with company.engine.begin() as connection:
        desk.deliver(connection, (company.agent.id, Act.EXPORT_BLOCKED, at()), detail=stick)
    (alert,) = company.alerts()
    told = {name: alert.facts.get(name) for name in ("who", "places", "channel", "seen", "product", "vendor")}
    assert told == {
        "who": "李强 (li.qiang)",
        "places": "desk-07",
        "channel": "usb",
        "seen": "mass-storage",
        "product": "Ultra Fit",
        "vendor": None,
    }


def test_a_rule_counts_the_acts_that_policy_names(company: Company) -> None:
    company.set_rules(export_tries=CountRule(acts=(Act.VAULT_ERASED,), threshold=1, window_s=60, action=Action.ALERT))
    _deliver(company, company.desk(), (Act.EXPORT_BLOCKED, at()), (Act.VAULT_ERASED, at()))
    assert [alert.facts["count"] for alert in company.alerts()] == ["1"]
    assert company.state(company.agent) == "active"


def test_a_rule_that_is_off_looks_away(company: Company) -> None:
    company.set_rules(export_tries=CountRule(acts=(Act.EXPORT_BLOCKED,), threshold=1, window_s=3600, action=Action.OFF))
    _deliver(company, company.desk(), (Act.EXPORT_BLOCKED, at()))
    assert company.alerts() == []


def test_nobody_is_frozen_on_the_word_of_a_desk_he_never_signed_in_at(company: Company) -> None:
    _deliver(company, company.desk("desk-09", of=company.colleague), (Act.EXPORT_BLOCKED, at()))
    (alert,) = company.alerts()
    assert alert.facts["action"] == "names-somebody-else"
    assert company.state(company.agent) == "active"


def test_what_a_strange_desk_says_does_not_bring_somebody_to_the_limit(company: Company) -> None:
    """Else an agent could have a colleague stopped by the next thing that he does himself."""
    company.set_rules(bulk_views=FEW_VIEWS)
    few = FEW_VIEWS.threshold - 1
    strange = company.desk("desk-09", of=company.colleague)
    _open(company, strange, *(at(seconds=second) for second in range(few)))
    _open(company, company.desk(), at(minutes=1))
    assert company.alerts() == []
    assert company.state(company.agent) == "active"


def test_what_a_strange_desk_says_does_not_keep_the_watch_from_stopping_somebody(company: Company) -> None:
    """A streak is told once: one that an accomplice began in his name would have covered what he does himself."""
    _deliver(company, company.desk("desk-09", of=company.colleague), (Act.EXPORT_BLOCKED, at()))
    _deliver(company, company.desk(), (Act.EXPORT_BLOCKED, at(minutes=1)))
    assert [alert.facts["action"] for alert in company.alerts()] == ["names-somebody-else", "freeze"]
    assert company.state(company.agent) == "frozen"


def test_a_strange_desks_word_is_not_his_own_desks_because_both_come_at_once(company: Company) -> None:
    strange, own = company.desk("desk-09", of=company.colleague), company.desk()
    with company.engine.begin() as connection:
        forged = strange.write((company.agent.id, Act.EXPORT_BLOCKED, at()))
        append_batches(connection, company.central, [forged, own.write((company.agent.id, Act.CARD_OPENED, at()))])
    assert company.state(company.agent) == "active"


def test_nobody_becomes_a_stranger_because_others_are_met_for_the_first_time(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as are kept in mind are enough to make Central forget; it must not forget whom it was asked about."""
    monkeypatch.setattr("server.services.sessions._known", set())
    monkeypatch.setattr("server.services.sessions._MOST_KNOWN", 1)
    company.set_rules(bulk_views=FEW_VIEWS)
    met, other, fresh = company.desk(), *(company.desk(name, of=company.colleague) for name in ("desk-08", "desk-09"))
    _open(company, met, at())
    with company.engine.begin() as connection:
        other.deliver(connection, (company.colleague.id, Act.CARD_OPENED, at()))
    with company.engine.begin() as connection:
        views = met.write(*((company.agent.id, Act.CARD_OPENED, at(seconds=second)) for second in range(1, 5)))
        append_batches(connection, company.central, [views, fresh.write((company.colleague.id, Act.CARD_OPENED, at()))])
    assert company.state(company.agent) == "frozen"


def test_one_desk_cannot_bury_other_alerts_by_naming_many_people(company: Company) -> None:
    strange = company.desk("desk-09", of=company.colleague)
    with company.engine.begin() as connection:
        strange.deliver(connection, *((make_identifier(), Act.EXPORT_BLOCKED, at()) for _ in range(300)))
    (alert,) = company.alerts()
    assert (alert.about, alert.facts["count"]) == ("desk-09", "300")


def test_a_rule_that_looks_farther_than_an_hour_counts_what_is_as_far_away(company: Company) -> None:
    company.set_rules(bulk_views=msgspec.structs.replace(FEW_VIEWS, window_s=8 * 3600))
    desk = company.desk()
    for hours in range(FEW_VIEWS.threshold - 1):
        _open(company, desk, after(at(), hours=hours))
    assert company.alerts() == []
    _open(company, desk, after(at(), hours=7))
    assert [alert.kind for alert in company.alerts()] == ["bulk-views"]


def test_what_counts_as_now_is_added_to_what_was_counted_now(company: Company) -> None:
    company.set_rules(bulk_views=FEW_VIEWS)
    desk = company.desk()
    nonsense, ahead = ("2026-99-99T99:99:99.999Z", "0000-00-00T00:00:00.000Z"), "2999-01-01T00:00:00.000Z"
    for moment in (now(), ahead, *nonsense, ahead):
        assert company.alerts() == []
        _open(company, desk, moment)
    assert [alert.kind for alert in company.alerts()] == ["bulk-views"]


def test_a_moment_that_does_not_exist_or_lies_ahead_counts_as_now(company: Company) -> None:
    company.set_rules(bulk_views=FEW_VIEWS)
    moments = ("2026-99-99T99:99:99.999Z", "2999-01-01T00:00:00.000Z", "2999-01-01T03:00:00.000Z")
    _open(company, company.desk(), *moments, "2999-05-01T00:00:00.000Z", "0000-00-00T00:00:00.000Z")
    assert [alert.kind for alert in company.alerts()] == ["bulk-views"]


def test_what_no_window_reaches_any_more_is_forgotten_at_the_next_sign_in(company: Company) -> None:
    _open(company, company.desk(), at())
    with company.engine.begin() as connection:
        connection.execute(watch_counts.update().values(expires=1))
        record_act(connection, company.central.node, Deed(act=Act.SIGNIN_SUCCEEDED, actor=company.colleague.id))
        left = connection.execute(select(watch_counts.c.subject).distinct()).scalars().all()
    assert company.agent.id not in left


def test_counting_costs_the_same_statements_for_one_event_and_for_hundreds(company: Company) -> None:
    desk = company.desk()
    with company.engine.begin() as connection, heard(connection) as asked:
        desk.deliver(connection, (company.agent.id, Act.CARD_OPENED, at()))
        asked.clear()
        desk.deliver(connection, (company.agent.id, Act.CARD_OPENED, at()))
        one, asked[:] = _count_watching(asked), []
        desk.deliver(connection, *((company.agent.id, Act.CARD_OPENED, after(NINE, minutes=m)) for m in range(120)))
    assert _count_watching(asked) == one > 0
