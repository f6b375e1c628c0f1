"""What one desk was shown and could not believe, security hears of (A7)."""

from __future__ import annotations

from protocol.events import Act, Deed, Outcome
from server.services.notices import MOST_FROM_ONE
from tests.server.house import House
from tests.server.log.desks import Chain, deliver


def test_a_desk_that_was_shown_another_log_is_told_to_security(house: House) -> None:
    chain, other = Chain(house.place_desk()), Chain(house.place_desk())
    refused = Deed(act=Act.LOG_REFUSED, outcome=Outcome.REFUSED, detail={"reason": "it has shrunk"})
    deliver(house, chain, chain.write_batch(1, refused))
    name = chain.desk.device.name
    assert house.alerts("log-refused", name) == [{"desk": chain.desk.id}]
    deliver(house, chain, chain.write_batch(50, refused))
    assert len(house.alerts("log-refused", name)) == MOST_FROM_ONE, "it cannot bury other alerts under its own"
    deliver(house, other, other.write_batch(1, refused))
    assert len(house.alerts("log-refused", other.desk.device.name)) == 1
