"""What Central hears of a telephone on a table that says more than it needs to (U2)."""

from __future__ import annotations

from protocol.identifiers import make_identifier
from protocol.table_calls import TableStage, TableTold
from server.pbx.rung import Rung


def test_a_telephone_that_says_a_thousand_times_that_it_rings_is_told_of_once() -> None:
    told: list[TableTold] = []
    rung = Rung(make_identifier(), told.append, is_placed=True)
    for stage in (TableStage.TABLE, TableStage.FAR, TableStage.TABLE):
        for _ in range(1000):
            rung.go_on(stage)
    assert [word.stage for word in told] == [TableStage.TABLE, TableStage.FAR]
