"""A ticket survives being copied, and nothing else passes for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.enrolment import EnrolmentTicket, read_ticket, write_ticket
from protocol.keeping import TicketUnreadable

TICKET = EnrolmentTicket(
    url="https://central.example:8443",
    ca="ca",
    code="code",
    certificate="certificate",
    key="key",
    expires_at="2026-11-24T00:00:00.000Z",
)


def test_a_ticket_reads_back():
    assert read_ticket(write_ticket(TICKET)) == TICKET


@given(st.integers(1, 80))
def test_line_breaks_and_spaces_from_a_mail_do_no_harm(width):
    text = write_ticket(TICKET)
    wrapped = "\r\n ".join(text[i : i + width] for i in range(0, len(text), width))
    assert read_ticket(f"  {wrapped}\n") == TICKET


@given(st.text())
def test_other_text_is_no_ticket(text):
    with pytest.raises(TicketUnreadable):
        read_ticket(text)


@pytest.mark.parametrize("cut", [1, 10, 100])
def test_half_a_ticket_is_no_ticket(cut):
    with pytest.raises(TicketUnreadable):
        read_ticket(write_ticket(TICKET)[:-cut])
