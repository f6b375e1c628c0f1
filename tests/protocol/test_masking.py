"""The masking rules: their examples, and what holds for any text whatever (M1, M2)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.fields import FieldKind
from protocol.masking import mask, mask_free_text
from protocol.normalise import find_check_digit

K = FieldKind
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


def id_number(first_17):
    return first_17 + find_check_digit(first_17)


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        (K.MOBILE, "13812345678", "138****5678"),
        (K.MOBILE, "+86 138-1234-5678", "138****5678"),
        (K.MOBILE, "0086 13812345678", "138****5678"),
        (K.MOBILE, "8613812345678", "138****5678"),
        (K.MOBILE, "１３８１２３４５６７８", "138****5678"),
        (K.MOBILE, "138.1234.5678", "138****5678"),
        (K.MOBILE, "1381234567", "****"),
        (K.MOBILE, "23812345678", "****"),
        (K.LANDLINE, "0755-12345678", "0755-******78"),
        (K.LANDLINE, "(010) 1234 5678", "010-******78"),
        (K.ID_NUMBER, id_number("31010119900307123"), None),
        (K.ID_NUMBER, "310101900307123", "310101*****7123"),
        (K.NAME, "张伟", "张*"),
        (K.NAME, "李", "李*"),
        (K.NAME, "欧阳娜娜", "欧阳**"),
        (K.NAME, "欧阳", "欧*"),
        (K.NAME, "陈*明", "****"),
        (K.NAME, "司马光", "司马*"),
        (K.NAME, "阿卜杜拉·买买提", "阿***·***"),
        (K.NAME, "阿卜杜拉・买买提", "阿***·***"),
        (K.NAME, "John Smith", "J***"),
        (K.NAME, "张　伟", "张*"),
        (K.NAME, "13812345678", "****"),
        (K.WECHAT, "138 1234 5678", "1****8"),
        (K.ADDRESS, "广东省深圳市南山区科技园路1号", "广东省深圳市****"),
        (K.ADDRESS, "上海市浦东新区世纪大道1号", "上海市****"),
        (K.ADDRESS, "内蒙古自治区呼和浩特市新城区", "内蒙古自治区呼和浩特市****"),
        (K.ADDRESS, "新疆维吾尔自治区乌鲁木齐市天山区", "新疆维吾尔自治区乌鲁木齐市****"),
        (K.ADDRESS, "吉林省延边朝鲜族自治州延吉市", "吉林省延边朝鲜族自治州****"),
        (K.ADDRESS, "香港特别行政区中西区", "香港特别行政区****"),
        (K.ADDRESS, "深圳市南山区", "****"),
        (K.ADDRESS, "somewhere", "****"),
        (K.BANK_CARD, "6222021234567891234", "622202*********1234"),
        (K.EMAIL, "zhang.wei@example.com", "z***@example.com"),
        (K.EMAIL, "_zhang@example.com", "z***@example.com"),
        (K.PLATE, "粤B12348", "粤B****8"),
        (K.PLATE, "粤B·D12348", "粤B****8"),
        (K.WECHAT, "abcdef9", "a****9"),
        (K.QQ, "1234569", "1****9"),
        (K.FREE_TEXT, "客户说打 138 1234 5678 找张先生", "客户说打 138****5678 找张先生"),
        (K.FREE_TEXT, "一三八一二三四五六七八", "138****5678"),
        (K.FREE_TEXT, "邮箱 zhang.wei@example.com,下周再联系", "邮箱 z***@example.com,下周再联系"),
        (K.FREE_TEXT, "预算 20 万,2026 年装修", "预算 20 万,2026 年装修"),
        (K.FREE_TEXT, "一二次跟进,三室两厅", "一二次跟进,三室两厅"),
    ],
)
def test_the_examples(kind, value, masked):
    if masked is None:
        masked = f"{value[:6]}********{value[-4:]}"
    assert mask(kind, value) == masked


@pytest.mark.parametrize("kind", [kind for kind in K if kind is not K.FREE_TEXT])
@given(value=st.text(min_size=1, max_size=60))
def test_nothing_comes_out_as_it_went_in(kind, value):
    masked = mask(kind, value)
    assert "*" in masked
    assert masked != value or value == "****"


@pytest.mark.parametrize("kind", [K.MOBILE, K.ID_NUMBER, K.BANK_CARD, K.LANDLINE, K.QQ])
@given(value=st.text(alphabet="0123456789+- .X０１２３４５６７８９", min_size=1, max_size=30))
def test_no_more_than_ten_digits_of_a_number_are_shown(kind, value):
    assert sum(character.isdigit() for character in mask(kind, value)) <= 10


@given(mobiles)
def test_a_mobile_shows_three_and_four(mobile):
    assert mask(K.MOBILE, mobile) == f"{mobile[:3]}****{mobile[7:]}"


@given(
    before=st.text(max_size=20), mobile=mobiles, after=st.text(max_size=20), gap=st.sampled_from(["", " ", "-", "."])
)
def test_a_mobile_in_a_note_does_not_survive(before, mobile, after, gap):
    typed = gap.join((mobile[:3], mobile[3:7], mobile[7:]))
    digits = re.sub(r"\D", "", mask_free_text(before + typed + after))
    assert mobile not in digits


@given(mobile=mobiles)
def test_a_mobile_in_full_width_or_chinese_numerals_does_not_survive(mobile):
    for alphabet in ("０１２３４５６７８９", "零一二三四五六七八九", "〇幺二三四五六七八九"):
        typed = "".join(alphabet[int(digit)] for digit in mobile)
        assert mask_free_text(f"电话{typed}。") == f"电话{mobile[:3]}****{mobile[7:]}。"


@given(st.text(max_size=80))
def test_masking_free_text_twice_changes_nothing_more(text):
    once = mask_free_text(text)
    assert mask_free_text(once) == once


@given(
    st.text(
        alphabet=st.characters(
            categories=["Lo", "Lu", "Ll"], exclude_characters="〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两"
        ),
        max_size=80,
    )
)
def test_free_text_without_numbers_is_left_alone(text):
    assert mask_free_text(text) == text


@pytest.mark.parametrize("kind", K)
def test_nothing_stays_nothing(kind):
    assert mask(kind, "") == ""
