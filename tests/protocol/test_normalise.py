"""One normal form a value, and the reason a value has none (M1, S1, C3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.fields import FieldKind
from protocol.normalise import find_check_digit, normalise, pass_luhn
from protocol.validate import LONGEST, Fault, find_fault

K = FieldKind
TODAY = date(2026, 11, 24)
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


def make_id(first_17):
    return first_17 + find_check_digit(first_17)


@given(mobiles)
def test_every_way_to_write_a_mobile_has_one_form(mobile):
    wide = mobile.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})
    spaced = f"{mobile[:3]} {mobile[3:7]}-{mobile[7:]}"
    for typed in (
        mobile,
        wide,
        spaced,
        f"+86{mobile}",
        f"+86 {spaced}",
        f"0086-{mobile}",
        f"86{mobile}",
        f" {mobile}　",
    ):
        assert normalise(K.MOBILE, typed) == mobile


@given(born=st.dates(date(1901, 1, 1), date(1999, 12, 31)), tail=st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_a_15_digit_id_is_the_18_digit_one(born, tail):
    longer = make_id(f"310101{born:%Y%m%d}{tail}")
    assert normalise(K.ID_NUMBER, f"310101{born:%y%m%d}{tail}") == longer
    assert normalise(K.ID_NUMBER, longer.lower()) == longer
    assert find_fault(K.ID_NUMBER, longer, TODAY) is None


@pytest.mark.parametrize(
    ("kind", "typed", "form"),
    [
        (K.LANDLINE, "(0755) 1234 5678", "0755-12345678"),
        (K.LANDLINE, "+86 755 12345678", "0755-12345678"),
        (K.LANDLINE, "01012345678", "010-12345678"),
        (K.EMAIL, "Zhang.Wei@Example.COM", "zhang.wei@example.com"),
        (K.PLATE, "粤b·d12348", "粤BD12348"),
        (K.QQ, "１２３ ４５６９", "1234569"),
        (K.WECHAT, "abc_def9", "abc_def9"),
        (K.NAME, "  张伟　", "张伟"),
        (K.NAME, "张　伟", "张伟"),
        (K.NAME, "John  Smith", "John  Smith"),
        (K.MOBILE, "1381234567", None),
        (K.LANDLINE, "12345678", None),
        (K.EMAIL, "zhang.example.com", None),
        (K.PLATE, "深B12345", None),
    ],
)
def test_forms(kind, typed, form):
    assert normalise(kind, typed) == form


@pytest.mark.parametrize("kind", K)
@given(value=st.text(max_size=40))
def test_a_normal_form_is_its_own_and_nothing_raises(kind, value):
    form = normalise(kind, value)
    if form is not None:
        assert normalise(kind, form) == form
    find_fault(kind, value, TODAY)


def test_an_id_number_is_refused_for_what_is_wrong_with_it():
    right = make_id("31010119900307123")
    wrong_last = "0" if right[-1] != "0" else "1"
    assert find_fault(K.ID_NUMBER, right, TODAY) is None
    assert find_fault(K.ID_NUMBER, right[:-1] + wrong_last, TODAY) is Fault.WRONG_CHECK_DIGIT
    assert find_fault(K.ID_NUMBER, make_id("31010119900231123"), TODAY) is Fault.IMPOSSIBLE_BIRTH_DATE
    assert find_fault(K.ID_NUMBER, make_id("31010120990307123"), TODAY) is Fault.IMPOSSIBLE_BIRTH_DATE
    assert find_fault(K.ID_NUMBER, make_id("99010119900307123"), TODAY) is Fault.UNKNOWN_REGION
    assert find_fault(K.ID_NUMBER, right[:-2], TODAY) is Fault.NOT_AN_ID_NUMBER


@given(st.from_regex(r"6222[0-9]{14}", fullmatch=True))
def test_a_bank_card_s_last_digit_is_checked(body):
    for last in "0123456789":
        fault = find_fault(K.BANK_CARD, body + last, TODAY)
        assert fault is (None if pass_luhn(body + last) else Fault.WRONG_CHECK_DIGIT)


@pytest.mark.parametrize(
    ("kind", "value", "fault"),
    [
        (K.MOBILE, "12345", Fault.NOT_A_MOBILE),
        (K.MOBILE, "  ", Fault.EMPTY),
        (K.NAME, "12345", Fault.NOT_A_NAME),
        (K.NAME, "张" * (LONGEST + 1), Fault.TOO_LONG),
        (K.ADDRESS, "---", Fault.NOT_AN_ADDRESS),
        (K.EMAIL, "a@b", Fault.NOT_AN_EMAIL),
    ],
)
def test_the_reason_names_the_kind(kind, value, fault):
    assert find_fault(kind, value, TODAY) is fault
