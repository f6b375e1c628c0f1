"""Numbers that check, belong to nobody in particular, and never come twice.

Distinct numbers come from walking a range with a step that shares no factor with its length, so no memory of earlier
ones is kept and a million rows stream.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import gcd
from random import Random

from protocol.normalise import find_check_digit, pass_luhn

_PREFIXES = (
    "130", "131", "132", "133", "134", "135", "136", "137", "138", "139", "145", "147", "149", "150", "151", "152",
    "153", "155", "156", "157", "158", "159", "162", "165", "166", "167", "170", "171", "172", "173", "175", "176",
    "177", "178", "180", "181", "182", "183", "184", "185", "186", "187", "188", "189", "190", "191", "192", "193",
    "195", "196", "197", "198", "199",
)  # fmt: skip
MOBILE_SEGMENTS = tuple(
    prefix + digit for prefix in _PREFIXES for digit in "0123456789" if prefix + digit != "1349"
)  # 1349 belongs to satellites
"""The first four digits of mobiles in China's numbering plan."""

_CARD_ISSUERS = (("622202", 19), ("622848", 19), ("621700", 19), ("621661", 19), ("622588", 16), ("622155", 16))
_PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS = "0123456789"
_YOUNGEST, _OLDEST = 20, 65
_SEQUENCES = 999


class Walk:
    """A fixed shuffle of ``0 … length - 1``."""

    def __init__(self, length: int, chance: Random) -> None:
        self._length = length
        self._start = chance.randrange(length)
        step = int(length * 0.6180339887) + chance.randrange(1000)
        while gcd(step, length) != 1:
            step += 1
        self._step = step

    def find(self, place: int) -> int:
        """The number at ``place``; no two places below the length share one."""
        return (self._start + place * self._step) % self._length


class MobileBook:
    """Mobiles, all different for 5 000 million places."""

    def __init__(self, chance: Random) -> None:
        self._walk = Walk(len(MOBILE_SEGMENTS) * 10**7, chance)

    def find(self, place: int) -> str:
        """The mobile at ``place``."""
        segment, rest = divmod(self._walk.find(place), 10**7)
        return f"{MOBILE_SEGMENTS[segment]}{rest:07d}"


class Birth:
    """A birth date and the three digits that follow it in an ID number (odd for men)."""

    __slots__ = ("born", "sequence")

    def __init__(self, born: date, sequence: int) -> None:
        self.born, self.sequence = born, sequence

    @property
    def is_man(self) -> bool:
        """Whether the ID number says so."""
        return self.sequence % 2 == 1


class BirthBook:
    """Births of people aged 20 to 65, all different for 16 million places."""

    def __init__(self, chance: Random, today: date) -> None:
        self._latest = date(today.year - _YOUNGEST, 1, 1)
        self._walk = Walk((_OLDEST - _YOUNGEST) * 365 * _SEQUENCES, chance)

    def find(self, place: int) -> Birth:
        """The birth at ``place``."""
        days, sequence = divmod(self._walk.find(place), _SEQUENCES)
        return Birth(self._latest - timedelta(days=days), sequence + 1)


def make_id_number(area: str, birth: Birth) -> str:
    """An 18-character ID number (GB 11643-1999)."""
    first_17 = f"{area}{birth.born:%Y%m%d}{birth.sequence:03d}"
    return first_17 + find_check_digit(first_17)


def make_bank_card(chance: Random) -> str:
    """A card number whose Luhn digit is right, 16 or 19 digits long."""
    issuer, length = chance.choice(_CARD_ISSUERS)
    body = issuer + make_digits(chance, length - len(issuer) - 1)
    return next(body + last for last in _DIGITS if pass_luhn(body + last))


def make_plate(chance: Random, prefix: str) -> str:
    """A plate of ``prefix``: five characters, or six with a D or F in front for a car that runs on electricity."""
    if chance.random() < 0.15:
        return f"{prefix}{chance.choice('DF')}{make_digits(chance, 5)}"
    tail = list(make_digits(chance, 5))
    for place in chance.sample(range(5), chance.choice((0, 1, 1, 2))):
        tail[place] = chance.choice(_PLATE_LETTERS)
    return prefix + "".join(tail)


def make_digits(chance: Random, count: int) -> str:
    """``count`` random digits."""
    return f"{chance.randrange(10**count):0{count}d}"
