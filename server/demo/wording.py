"""What is written of a demo customer: name, address, landline, remark."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from server.demo.drawing import District, Place, load_names, load_words
from server.demo.numbering import Birth, make_digits

_REMARKS = (
    "想看样板间，下午三点以后方便",
    "预算 {budget} 万，三室两厅，{day} 交房",
    "爱人电话 {mobile}，两个人一起决定",
    "上次没接到，{day} 再联系",
    "对价格比较在意，要一份报价单",
    "加微信沟通，邮箱发方案",
)
_DOTTED_AT_HOME = "新疆维吾尔自治区"


def make_name(chance: Random, birth: Birth, place: Place) -> str:
    """A name of the birth's sex and decade; in Xinjiang half of them are dotted."""
    names = load_names()
    at_home = place.province == _DOTTED_AT_HOME
    if chance.random() < (0.5 if at_home else 0.004):
        own = names["dotted-men" if birth.is_man else "dotted-women"]
        return f"{chance.choice(own)}·{chance.choice(names['dotted-men'])}"
    if chance.random() < 0.015:
        family = chance.choice(names["compound"])
    else:
        # the lower of two draws favours the first, most frequent names
        families = names["family"][0]
        family = families[min(chance.randrange(len(families)), chance.randrange(len(families)))]
    decade = 1960 if birth.born.year < 1978 else 1980 if birth.born.year < 1996 else 2000
    return family + chance.choice(names[f"{'men' if birth.is_man else 'women'}-{decade}"])


def make_address(chance: Random, place: Place, district: District) -> str:
    """A home in ``district``, from the province down to the room."""
    words = load_words()
    street = f"{chance.choice(words['streets'])}{chance.randint(1, 999)}号"
    home = f"{chance.choice(words['estates'])}{chance.randint(1, 40)}栋{chance.randint(1, 4)}单元"
    room = f"{chance.randint(1, 33)}{chance.randint(1, 6):02d}室"
    return f"{place.province}{place.city}{district.name}{street}{home}{room}"


def make_landline(chance: Random, place: Place) -> str:
    """A landline of the city, area code and hyphen included."""
    return f"{place.area_code}-" + chance.choice("2345678") + make_digits(chance, place.local_digits - 1)


def make_remark(chance: Random, today: date) -> str:
    """A note as agents type them, some with somebody else's mobile inside (M2)."""
    return chance.choice(_REMARKS).format(
        budget=chance.randint(8, 60),
        day=today + timedelta(days=chance.randint(3, 90)),
        mobile=f"1{chance.choice('3589')}{make_digits(chance, 9)}",
    )
