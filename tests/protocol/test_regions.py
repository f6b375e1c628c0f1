"""Places that masking keeps, and words that only sound like places (M1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.fields import FieldKind
from protocol.masking import mask
from protocol.regions import PROVINCE_CODES, find_region, list_cities, list_provinces

REGIONS = {""} | set(list_provinces()) | {p + city for p in list_provinces() for city in list_cities(p)}


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("广东深圳南山区", "广东省深圳市"),
        ("广东深圳市南山区", "广东省深圳市"),
        ("广东省-深圳市-南山区", "广东省深圳市"),
        ("中国广东省深圳市", "广东省深圳市"),
        ("吉林吉林市船营区", "吉林省吉林市"),
        ("内蒙古呼和浩特新城区", "内蒙古自治区呼和浩特市"),
        ("广西南宁市", "广西壮族自治区南宁市"),
        ("吉林延边州延吉市", "吉林省延边朝鲜族自治州"),
        ("云南西双版纳景洪市", "云南省西双版纳傣族自治州"),
        ("北京北京市朝阳区", "北京市"),
        ("北京朝阳区建国路", "北京市"),
        ("上海浦东新区", "上海市"),
        ("香港九龙弥敦道", "香港特别行政区"),
        ("浙江省义乌市", "浙江省"),
        ("辽宁省朝阳县", "辽宁省"),
    ],
)
def test_short_and_long_forms_name_the_same_region(address, region):
    assert find_region(address) == region


@pytest.mark.parametrize(
    "address",
    [
        "北京路1号",
        "上海路",
        "重庆南路",
        "吉林市船营区",
        "海南藏族自治州",
        "河北区",
        "广东深圳路1号",
        "深圳市南山区",
        "广东",
        "",
    ],
)
def test_what_only_sounds_like_a_region_keeps_nothing(address):
    assert find_region(address) == ""


@pytest.mark.parametrize("province", list_provinces())
def test_every_city_is_kept_by_its_full_name(province):
    assert find_region(province + "某某路1号") == province
    for city in list_cities(province):
        assert find_region(f"{province}{city}某某路1号") == province + city
        assert find_region(f"{province} {city} 某某路1号") == province + city


@given(start=st.sampled_from(sorted(REGIONS)), rest=st.text(max_size=40))
def test_an_address_shows_a_region_of_the_tables_and_nothing_else(start, rest):
    masked = mask(FieldKind.ADDRESS, start + rest)
    assert masked.removesuffix("****") in REGIONS


def test_there_are_34_provinces_and_each_has_a_code():
    assert len(list_provinces()) == 34
    assert set(PROVINCE_CODES.values()) == set(list_provinces())
