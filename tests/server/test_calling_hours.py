"""Which hour and which day suit a customer, by region and calendar (U1)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from protocol.administration import ConfigurationWrong
from protocol.call_refusals import NoCallingToday, OutsideCallingHours
from server.services.call_policy import CallPolicy
from server.services.calling.hours import find_province, require_hour
from server.services.clocks import Window
from server.services.policy import Policy
from server.services.policy_setting import set_policy

XINJIANG = "新疆维吾尔自治区"
POLICY = CallPolicy()


def _at(day: str, clock: str) -> datetime:
    """A moment by Beijing's clock."""
    return datetime.fromisoformat(f"{day}T{clock}:00+08:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("province", "clock"),
    [("广东省", "09:00"), ("广东省", "19:59"), (XINJIANG, "11:00"), (XINJIANG, "21:29"), ("", "11:00"), ("", "19:59")],
)
def test_a_customer_is_called_when_it_is_day_where_he_is(province, clock):
    require_hour(POLICY, province, _at("2026-03-10", clock))


@pytest.mark.parametrize(
    ("province", "clock", "opens"),
    [
        ("广东省", "08:59", "09:00"),
        ("广东省", "20:00", "09:00"),
        (XINJIANG, "10:59", "11:00"),
        (XINJIANG, "21:30", "11:00"),
        ("", "10:15", "11:00"),
        ("", "20:30", "09:00"),
    ],
)
def test_and_not_before_or_after_it_nor_where_nobody_knows_whose_day_it_is(province, clock, opens):
    with pytest.raises(OutsideCallingHours) as refused:
        require_hour(POLICY, province, _at("2026-03-10", clock))
    assert refused.value.facts["opens"] == opens


def test_holidays_days_off_in_their_place_and_the_company_s_own_days_are_kept():
    for day in ("2026-10-01", "2026-02-17", "2026-02-23"):  # the last one is a day off for a Saturday of work
        with pytest.raises(NoCallingToday) as refused:
            require_hour(POLICY, "广东省", _at(day, "12:00"))
        assert refused.value.facts["day"] == day
    require_hour(POLICY, "广东省", _at("2026-02-28", "12:00"))  # that Saturday
    require_hour(CallPolicy(on_holidays=True), "广东省", _at("2026-10-01", "12:00"))
    require_hour(CallPolicy(open_days=("2026-10-01",)), "广东省", _at("2026-10-01", "12:00"))
    with pytest.raises(NoCallingToday):
        require_hour(CallPolicy(closed_days=("2026-03-10",)), "广东省", _at("2026-03-10", "12:00"))


def test_the_day_is_the_one_that_it_is_in_china():
    with pytest.raises(NoCallingToday):
        require_hour(CallPolicy(hours=Window(opens="00:00", closes="00:00")), "广东省", _at("2026-10-01", "00:30"))


@pytest.mark.parametrize(
    ("address", "province"),
    [
        ("新疆维吾尔自治区喀什地区****", XINJIANG),
        ("广东省深圳市****", "广东省"),
        ("北京市****", "北京市"),
        ("****", ""),
    ],
)
def test_the_province_is_read_from_the_masked_address(address, province):
    assert find_province([["name", "张*"], ["address", address]]) == province


@pytest.mark.parametrize(
    ("setting", "policy"),
    [
        ("calls.regions", CallPolicy(regions={"新疆": Window(opens="11:00", closes="21:00")})),
        ("calls.closed_days", CallPolicy(closed_days=("2026-02-30",))),
        ("calls.most_a_week", CallPolicy(most_a_day=5, most_a_week=2)),
        ("time_zone", CallPolicy(time_zone="Asia/Peking")),
    ],
)
def test_rules_that_make_no_sense_are_refused(house, setting, policy):
    with pytest.raises(ConfigurationWrong) as refused, house.writing() as connection:
        set_policy(connection, house.central.node, Policy(calls=policy), "test")
    assert refused.value.facts["setting"] == setting
