"""A customer by his landline, over the real PBX: he is dialled without its hyphen, and known when he calls (D1)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import insert, select, update

from app.telephony.port import Stage
from protocol.fields import FieldKind
from server.keys.records import BlindIndex, derive_index_key
from server.store.tables import blind_index, campaigns, customers, sealed_records
from tests.real_central import RealCentral
from tests.server.sealing import seal_record
from tests.telephony.hostile import count_hits
from tests.telephony.site import PhoneDesk
from ui.demo.far_caller import CallingFarEnd
from ui.demo.pbx import DemoPbx

LINE = "0755-26543210"


def test_a_landline_is_dialled_and_known_when_it_calls(
    make_desk: Callable[..., PhoneDesk], network: CallingFarEnd, pbx: DemoPbx, central: RealCentral
) -> None:
    desk = make_desk(cards=1)
    give_landline(central, desk.cards[0])
    key = desk.dial()
    desk.ear.await_stage(key, Stage.TALKING)
    digits = LINE.replace("-", "")
    assert any(data.startswith(f"INVITE sip:{digits}@".encode()) for data in network.received)
    desk.phone.hang_up(key)
    desk.ear.await_stage(key, Stage.ENDED)
    desk.be_there()
    desk.ear.legs.clear()
    network.call(f"+86{digits.removeprefix('0')}", pbx.trunk_side)
    ringing = desk.ear.await_incoming()
    assert ringing.card == desk.cards[0]
    network.hang_up()
    wire = desk.tap.incoming + desk.tap.outgoing
    assert desk.cards[0].encode() in wire, "the wire was read"
    assert count_hits(wire, digits.encode()) == 0


def give_landline(central: RealCentral, card: str) -> None:
    """A card has nothing but a landline, which whatever its customer agreed to may use."""
    books = central.books
    record = seal_record(books.keys, card, {FieldKind.LANDLINE: LINE})
    stored = {"kek_version": record.kek_version, "wrapped": record.wrapped, "sealed": record.sealed}
    (campaign,) = central.look_up(select(customers.c.campaign).where(customers.c.id == card))[0]
    digest = BlindIndex(derive_index_key(books.keys)).digest(FieldKind.LANDLINE, LINE)
    row = {"campaign": campaign, "field": FieldKind.LANDLINE.value, "digest": digest, "customer": card}
    ((purposes,),) = central.look_up(select(campaigns.c.purposes).where(campaigns.c.id == campaign))
    widened = [purpose | {"fields": [*purpose["fields"], FieldKind.LANDLINE.value]} for purpose in purposes]  # type: ignore[attr-defined]
    with central.writing() as connection:
        connection.execute(update(campaigns).where(campaigns.c.id == campaign).values(purposes=widened))
        connection.execute(update(sealed_records).where(sealed_records.c.customer == card).values(stored))
        connection.execute(insert(blind_index).values(row))
