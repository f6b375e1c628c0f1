"""What a desk must not be or do: each is refused with its own problem type and sentences; none hints at what exists."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.cards import CardFilter, Section
from app.central import CentralCall
from app.desk import Desk
from app.session import SessionState
from protocol.errors import VeildeskError
from protocol.events import Act
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.keeping import VaultDamaged, VaultForeign
from protocol.problem_details import Problem, restore_error
from protocol.problems import ProblemType
from protocol.refusals import DeviceRefused, Forbidden, NotFound, Replayed, SessionEnded, SignInRefused
from protocol.reveals import Reveal
from protocol.roles import Role
from protocol.sessions import Session
from server.services.devices import revoke_device
from server.services.transactions import writing
from tests.e2e.desks import CallCentre, Seat, list_kept
from tests.real_central import RealCentral
from tests.shop import Shop, spell
from tests.waiting import wait_for
from ui.demo.central import DemoPerson
from ui.demo.tourist import Tourist, TourStopped


@pytest.fixture(scope="module")
def shop(quick_central: RealCentral, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Two desks without windows."""
    made = Shop(quick_central, tmp_path_factory.mktemp("shop"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def here(shop: Shop) -> Desk:
    """A desk with somebody new at it, with cards of his own."""
    desk = shop.desk("desk-31")
    sit_down(shop, desk, cards=2)
    return desk


@pytest.fixture(scope="module")
def there(shop: Shop) -> Desk:
    """Another desk, with a colleague."""
    desk = shop.desk("desk-32")
    sit_down(shop, desk, cards=1)
    return desk


@pytest.fixture(scope="module")
def desk(centre: CallCentre) -> Tourist:
    """A desk with windows, nobody at it."""
    return centre.enrol_desk("desk-33")


def sit_down(shop: Shop, desk: Desk, cards: int = 0) -> DemoPerson:
    """A new agent signs in."""
    central = shop.central
    assert isinstance(central, RealCentral)
    person = central.add_person(Role.AGENT)
    central.give_cards(person, cards)
    shop.let_in(desk, person)
    wait_for(lambda: desk.cards.count() == cards)
    return person


def tell(desk: Tourist, person: DemoPerson) -> str:
    """What the sign-in window says when it refuses."""
    with pytest.raises(TourStopped) as stopped:
        desk.sign_in(person)
    return stopped.value.facts["reason"]


def test_a_wrong_password_and_an_unknown_name_are_told_alike(centre: CallCentre, desk: Tourist) -> None:
    person = centre.hire(Role.AGENT)
    wrong = msgspec.structs.replace(person, password="not his password")
    unknown = msgspec.structs.replace(person, username="nobody.at.all")
    assert tell(desk, wrong) == tell(desk, unknown) == SignInRefused().say()
    failed = [event for event in centre.deliver(Seat(desk, person)) if event.act is Act.SIGNIN_FAILED]
    assert [event.detail["problem"] for event in failed[-2:]] == [ProblemType.SIGN_IN_REFUSED.value] * 2
    assert [event.actor for event in failed[-2:]] == ["", ""]


def leave(centre: CallCentre, seat: Seat) -> Path:
    """Sign out; where the vault is."""
    person = seat.desk.desk.keeper.person
    assert person
    seat.desk.window.sign_out()
    centre.wait(lambda: seat.desk.conductor.window is None, "signed out")
    return seat.desk.desk.folder.vault(person.id)


def read_vault(vault: Path) -> dict[str, bytes]:
    """Every file of a vault but its lock."""
    return {file.name: file.read_bytes() for file in vault.iterdir() if file.suffix != ".lock"}


def test_a_vault_cut_short_or_from_another_desk_is_told_and_left_as_it_is(centre: CallCentre, desk: Tourist) -> None:
    first = centre.sit_down(desk, centre.hire(Role.AGENT))
    vault = leave(centre, first)
    other = centre.sit_down(centre.enrol_desk("desk-35"), first.person)
    elsewhere = leave(centre, other)

    shutil.move(vault, vault.with_name("kept-for-later"))
    shutil.copytree(elsewhere, vault)
    before = read_vault(vault)
    centre.central.forget_codes()
    assert tell(first.desk, first.person) == VaultForeign().say()
    assert read_vault(vault) == before

    shutil.rmtree(vault)
    shutil.move(vault.with_name("kept-for-later"), vault)
    database = max(vault.iterdir(), key=lambda file: file.stat().st_size)
    database.write_bytes(database.read_bytes()[:-5000])
    before = read_vault(vault)
    centre.central.forget_codes()
    assert tell(first.desk, first.person).startswith("Your vault on this desk is damaged: ")
    assert read_vault(vault) == before
    assert first.desk.desk.keeper.state is SessionState.SIGNED_OUT
    problems = [event.detail["problem"] for event in centre.deliver(first) if event.act is Act.SIGNIN_FAILED]
    assert problems[-2:] == [VaultForeign.problem.value, VaultDamaged.problem.value]


def test_a_request_played_again_is_taken_once(here: Desk) -> None:
    road = here.central._find_road()
    asked = road._sign("GET", "/v1/session", b"", {"Authorization": f"Bearer {here.central._token}"})
    with road._borrow_pool() as pool:
        assert pool.urlopen("GET", "/v1/session", headers=asked.headers, timeout=60).status == 200
        again = pool.urlopen("GET", "/v1/session", headers=asked.headers, timeout=60)
    error = restore_error(msgspec.json.decode(again.data, type=Problem))
    assert isinstance(error, Replayed)
    here.keeper.refresh()
    assert here.keeper.state is SessionState.ACTIVE


def refuse(desk: Desk, method: str, path: str, error: type[VeildeskError]) -> VeildeskError:
    """What Central answers with."""
    with pytest.raises(error) as told:
        desk.central.call(method, path, Reveal)
    return told.value


def test_other_people_s_things_are_not_there(shop: Shop, here: Desk, there: Desk) -> None:
    central = shop.central
    assert isinstance(central, RealCentral)
    foreign = there.cards.first_rows(CardFilter(), Section.DUE, 1)[0].id
    told = []
    for card in (foreign, make_identifier()):
        with pytest.raises(NotFound) as never:
            here.cards.open_card(card)
        with pytest.raises(NotFound) as refused:
            here.reveals.request(card, FieldKind.MOBILE, "marketing", "curious", bytearray(b"any password at all"))
        told.append((never.value.say(), refused.value.say(), refuse(here, "GET", f"/v1/cards/{card}", NotFound).say()))
    assert told[0] == told[1]
    refuse(here, "GET", f"/v1/reveals/{make_identifier()}", NotFound)
    with pytest.raises(Forbidden):
        here.approvals.pending()
    wait_for(lambda: here.trail.journal.waiting() == 0)
    tried = [event.object_id for event in list_kept(central, here.identity.card.id) if event.act is Act.REVEAL_FAILED]
    assert foreign in tried


def test_a_token_taken_to_another_desk_opens_nothing_and_is_over(shop: Shop, there: Desk) -> None:
    here = shop.desk("desk-34")
    sit_down(shop, here)
    own = there.central._token
    there.central.set_token(here.central._token)
    try:
        with pytest.raises(SessionEnded):
            there.central._ask_once(CentralCall("GET", "/v1/session", b"", timeout_s=20), Session)
    finally:
        there.central.set_token(own)
    with pytest.raises(SessionEnded):
        here.keeper.refresh()
    assert here.keeper.state is SessionState.SIGNED_OUT
    there.keeper.refresh()
    assert there.keeper.state is SessionState.ACTIVE


def test_a_revoked_desk_is_told_and_nobody_works_there_any_more(centre: CallCentre) -> None:
    seat = centre.begin("desk-39", Role.AGENT, cards=1)
    books = centre.central.books
    with writing(books.engine) as connection:
        revoke_device(connection, books, seat.device, "lost on a train")
    centre.wait(lambda: seat.desk.conductor.window is None, "the window is gone")
    assert seat.banner == DeviceRefused().say()
    assert seat.desk.desk.keeper.vault is None
    centre.central.forget_codes()
    assert tell(seat.desk, seat.person) == DeviceRefused().say()
    with pytest.raises(DeviceRefused):
        seat.desk.desk.keeper.sign_in_offline(seat.person.username, spell(seat.person))
