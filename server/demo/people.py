"""Synthetic customers: no real person, but true to life in every check (valid IDs, real places, real segments).

The same seed gives the same people. Rows stream, so a million of them need no memory.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from server.demo.drawing import load_places, load_words
from server.demo.numbering import BirthBook, MobileBook, make_bank_card, make_digits, make_id_number, make_plate
from server.demo.wording import make_address, make_landline, make_name, make_remark

COLUMNS: dict[str, str] = {
    "客户编号": "number", "姓名": "name", "手机号": "mobile", "固定电话": "landline", "身份证号": "id_number",
    "地址": "address", "银行卡号": "bank_card", "邮箱": "email", "车牌号": "plate", "微信号": "wechat", "QQ号": "qq",
    "标签": "tags", "备注": "free_text", "来源": "source", "授权方式": "consent_way", "授权时间": "consent_at",
    "授权版本": "consent_wording",
}  # fmt: skip
"""Every header that an export may have → the person's attribute."""

HEADERS = (
    "客户编号", "姓名", "手机号", "身份证号", "地址", "车牌号", "邮箱", "标签", "授权方式", "授权时间", "授权版本",
)  # fmt: skip
"""What the demo's campaigns may hold (C3)."""

_UNTIDY = 0.06
"""Share of rows with a value that is right but not in its normal form."""

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_WORDINGS = ("v1", "v2", "v3")
_DOMAINS = ("example.com", "example.net", "example.org")  # RFC 2606: nobody reads mail there


class SyntheticPerson(Struct, frozen=True, kw_only=True):
    """One customer as a CRM knows him, values in normal form. Fields of a kind bear the kind's name.

    An empty text is a value that the CRM does not have.
    """

    number: str
    name: str
    mobile: str
    landline: str
    id_number: str
    address: str
    bank_card: str
    email: str
    plate: str
    wechat: str
    qq: str
    tags: str
    free_text: str
    source: str
    consent_way: str
    consent_at: str
    consent_wording: str


def generate_people(count: int, seed: int = 2026, today: date = date(2026, 11, 1)) -> Iterator[SyntheticPerson]:
    """``count`` people, mobiles and IDs all different; ``today`` bounds births and consents."""
    chance = random.Random(seed)  # noqa: S311 - people are made up, not keys
    places, words = load_places(), load_words()
    mobiles, births = MobileBook(chance), BirthBook(chance, today)
    for number in range(count):
        place = chance.choice(places)
        district = chance.choice(place.districts)
        birth = births.find(number)
        yield SyntheticPerson(
            # letters between keep a customer number from looking like a telephone number
            number=f"KH{number // 10_000:04d}A{number % 10_000:04d}",
            name=make_name(chance, birth, place),
            mobile=mobiles.find(number),
            landline=make_landline(chance, place) if chance.random() < 0.06 else "",
            id_number=make_id_number(district.code, birth) if chance.random() < 0.9 else "",
            address=make_address(chance, place, district),
            bank_card=make_bank_card(chance) if chance.random() < 0.1 else "",
            email=f"kehu{make_digits(chance, 6)}@{chance.choice(_DOMAINS)}" if chance.random() < 0.25 else "",
            plate=make_plate(chance, place.plate) if chance.random() < 0.4 else "",
            wechat=f"wx_{chance.choice('abcdefgh')}{make_digits(chance, 7)}" if chance.random() < 0.2 else "",
            qq=f"{chance.randint(10**8, 10**10)}" if chance.random() < 0.1 else "",
            tags=" ".join(chance.sample(words["tags"], chance.choice((0, 1, 1, 2, 2, 3)))),
            free_text=make_remark(chance, today) if chance.random() < 0.3 else "",
            source=chance.choice(words["sources"]),
            consent_way=chance.choice(words["consents"]),
            consent_at=f"{today - timedelta(days=chance.randint(1, 200))} "
            f"{chance.randint(9, 20):02d}:{chance.randrange(60):02d}",
            consent_wording=chance.choice(_WORDINGS),
        )


def write_csv(
    path: Path, count: int, *, seed: int = 2026, encoding: str = "utf-8", headers: Sequence[str] = HEADERS
) -> None:
    """Write ``count`` people, row by row, under ``headers`` (of ``COLUMNS``; KeyError for any other)."""
    chance = random.Random(seed)  # noqa: S311 - people are made up, not keys
    attributes = [COLUMNS[header] for header in headers]
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        for person in generate_people(count, seed):
            untidy = _type_by_hand(person, chance) if chance.random() < _UNTIDY else {}
            writer.writerow([untidy.get(name) or getattr(person, name) for name in attributes])


def _type_by_hand(person: SyntheticPerson, chance: random.Random) -> dict[str, str]:
    """The same values as somebody may have typed them."""
    mobile, id_number = person.mobile, person.id_number
    spaced = f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    typed = {
        "mobile": chance.choice((f"+86 {spaced}", f"86{mobile}", mobile.translate(_WIDE), spaced.replace(" ", "-"))),
        "name": f"{person.name[0]}　{person.name[1]}" if len(person.name) == 2 else person.name,
        "id_number": id_number.lower(),
        "email": person.email.upper(),
    }
    if id_number[6:8] == "19" and chance.random() < 0.3:
        typed["id_number"] = id_number[:6] + id_number[8:17]  # the form before 1999
    return typed
