"""Synthetic customers: no real person, but true to life in every check (valid IDs, real places, real prefixes).

The same seed gives the same people. Rows stream, so a million of them need no memory.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from protocol.normalise import find_check_digit
from protocol.surnames import COMPOUND_SURNAMES

HEADERS = (
    "客户编号", "姓名", "手机号", "身份证号", "地址", "车牌号", "邮箱", "标签", "授权方式", "授权时间", "授权版本",
)  # fmt: skip

_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
)
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英文华玉建国志红春梅海燕晓东雪松嘉怡子涵宇轩梓浩然欣思雨佳琪俊"
_MINORITY = ("阿卜杜拉·买买提", "古丽娜尔·艾山", "迪丽拜尔·吐尔逊", "艾尔肯·阿不力孜", "次仁·旺堆")
_PREFIXES = (
    "130", "131", "132", "133", "134", "135", "136", "137", "138", "139", "145", "147", "149", "150", "151", "152",
    "153", "155", "156", "157", "158", "159", "162", "165", "166", "167", "170", "171", "172", "173", "175", "176",
    "177", "178", "180", "181", "182", "183", "184", "185", "186", "187", "188", "189", "190", "191", "192", "193",
    "195", "196", "197", "198", "199",
)  # fmt: skip
_PLACES = (
    ("110105", "北京市", "朝阳区", "京A"), ("110108", "北京市", "海淀区", "京N"),
    ("310115", "上海市", "浦东新区", "沪A"),
    ("310104", "上海市", "徐汇区", "沪B"), ("120101", "天津市", "和平区", "津A"), ("500103", "重庆市", "渝中区", "渝A"),
    ("440305", "广东省深圳市", "南山区", "粤B"), ("440304", "广东省深圳市", "福田区", "粤B"),
    ("440106", "广东省广州市", "天河区", "粤A"), ("441900", "广东省东莞市", "南城街道", "粤S"),
    ("320102", "江苏省南京市", "玄武区", "苏A"), ("320505", "江苏省苏州市", "虎丘区", "苏E"),
    ("330106", "浙江省杭州市", "西湖区", "浙A"), ("330203", "浙江省宁波市", "海曙区", "浙B"),
    ("420106", "湖北省武汉市", "武昌区", "鄂A"), ("430102", "湖南省长沙市", "芙蓉区", "湘A"),
    ("510104", "四川省成都市", "锦江区", "川A"), ("610102", "陕西省西安市", "新城区", "陕A"),
    ("370102", "山东省济南市", "历下区", "鲁A"), ("370202", "山东省青岛市", "市南区", "鲁B"),
    ("410102", "河南省郑州市", "中原区", "豫A"), ("350203", "福建省厦门市", "思明区", "闽D"),
    ("340104", "安徽省合肥市", "蜀山区", "皖A"), ("210102", "辽宁省沈阳市", "和平区", "辽A"),
    ("230102", "黑龙江省哈尔滨市", "道里区", "黑A"), ("450102", "广西壮族自治区南宁市", "兴宁区", "桂A"),
    ("530102", "云南省昆明市", "五华区", "云A"), ("150102", "内蒙古自治区呼和浩特市", "新城区", "蒙A"),
    ("650102", "新疆维吾尔自治区乌鲁木齐市", "天山区", "新A"), ("222401", "吉林省延边朝鲜族自治州", "延吉市", "吉H"),
)  # fmt: skip
_STREETS = (
    "人民路", "中山路", "建设路", "解放路", "科技园路", "滨江大道", "学府路", "和平街",
    "文化路", "长江路", "黄河路", "新华路",
)  # fmt: skip
_TAGS = (
    "装修", "二次跟进", "高意向", "老客户", "学区房", "贷款咨询", "周末联系", "价格敏感", "转介绍", "保险到期",
)  # fmt: skip
_CONSENT_WAYS = ("线上表单", "电话录音", "门店登记")
_PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


class SyntheticPerson(Struct, frozen=True):
    """One customer as a CRM would export him, in the order of ``HEADERS``."""

    number: str
    name: str
    mobile: str
    id_number: str
    address: str
    plate: str
    email: str
    tags: str
    consent_way: str
    consent_at: str
    consent_wording: str


def generate_people(count: int, seed: int = 2026, today: date = date(2026, 11, 1)) -> Iterator[SyntheticPerson]:
    """``count`` people, mobiles and IDs all different; ``today`` bounds births and consents."""
    chance = random.Random(seed)  # noqa: S311 - people are made up, not keys
    offset = chance.randrange(len(_PREFIXES) * 10**8)
    compound = sorted(COMPOUND_SURNAMES)
    for place in range(count):
        code, city, district, plate = chance.choice(_PLACES)
        number = (offset + place * 61_803_399) % (len(_PREFIXES) * 10**8)
        yield SyntheticPerson(
            number=f"C{place + 1:07d}",
            name=_make_name(chance, compound),
            mobile=f"{_PREFIXES[number // 10**8]}{number % 10**8:08d}",
            id_number=_make_id(chance, code, place, today),
            address=f"{city}{district}{chance.choice(_STREETS)}{chance.randint(1, 999)}号{chance.randint(1, 40)}栋",
            plate=plate + "".join(chance.choice(_PLATE_LETTERS) for _ in range(5)) if chance.random() < 0.4 else "",
            email=f"user{place + 1}@example.com" if chance.random() < 0.25 else "",
            tags=" ".join(sorted(chance.sample(_TAGS, chance.randint(0, 3)))),
            consent_way=chance.choice(_CONSENT_WAYS),
            consent_at=(today - timedelta(days=chance.randint(1, 200))).isoformat(),
            consent_wording="v3",
        )


def write_csv(path: Path, count: int, *, seed: int = 2026, encoding: str = "utf-8") -> None:
    """Write them as a CRM export with Chinese headers."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for person in generate_people(count, seed):
            writer.writerow(getattr(person, field) for field in SyntheticPerson.__struct_fields__)


def _make_name(chance: random.Random, compound: list[str]) -> str:
    draw = chance.random()
    if draw < 0.01:
        return chance.choice(_MINORITY)
    family = chance.choice(compound) if draw < 0.03 else chance.choice(_SURNAMES)
    return family + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2))))


def _make_id(chance: random.Random, code: str, place: int, today: date) -> str:
    born = date(today.year - 20, 1, 1) - timedelta(days=chance.randint(0, 45 * 365))
    first_17 = f"{code}{born:%Y%m%d}{place % 999 + 1:03d}"
    return first_17 + find_check_digit(first_17)
