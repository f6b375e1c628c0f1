"""Who calls, by what a trunk says: mobiles and landlines in every spelling that carriers use, and nothing else (D1)."""

from __future__ import annotations

import pytest

pytest.importorskip("sippy")

from sippy.SipRequest import SipRequest

from protocol.incoming import CALLER_BYTES
from server.pbx.doorman import read_caller


def invite(user: str, header: str = "P-Asserted-Identity") -> SipRequest:
    """A trunk's INVITE by which ``user`` calls."""
    lines = [
        "INVITE sip:4000@192.0.2.5 SIP/2.0",
        "Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1",
        "From: <sip:anonymous@192.0.2.10>;tag=1" if header != "From" else f"From: <sip:{user}@192.0.2.10>;tag=1",
        "To: <sip:4000@192.0.2.5>",
        "Call-ID: 1@192.0.2.10",
        "CSeq: 1 INVITE",
    ]
    if header != "From":
        lines.append(f"{header}: <sip:{user}@192.0.2.10>")
    return SipRequest("\r\n".join([*lines, "", ""]))


@pytest.mark.parametrize("header", ["P-Asserted-Identity", "From"])
@pytest.mark.parametrize(
    ("user", "form"),
    [
        ("13800138000", "13800138000"),
        ("013800138000", "13800138000"),
        ("+8613800138000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("075526543210", "0755-26543210"),
        ("0755-26543210", "0755-26543210"),
        ("+8675526543210", "0755-26543210"),
        ("+86075526543210", "0755-26543210"),
        ("008675526543210", "0755-26543210"),
        ("8675526543210", "0755-26543210"),
        ("01065432109", "010-65432109"),
        ("+861065432109", "010-65432109"),
        ("03712654321", "0371-2654321"),
    ],
)
def test_a_number_is_read_however_it_is_written(user: str, form: str, header: str) -> None:
    assert read_caller(invite(user, header)) == form.encode().ljust(CALLER_BYTES)


@pytest.mark.parametrize("user", ["anonymous", "26543210", "75526543210", "95588", "+12125550123", "0755265432109"])
def test_what_is_no_number_of_a_customers_is_nobody(user: str) -> None:
    """A landline without its area code, a service's number, another country's."""
    assert read_caller(invite(user)) == b" " * CALLER_BYTES
