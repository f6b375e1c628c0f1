"""Clients that are not our desks, or not the desk that they say: the real Central gives each nothing (T1, A5, A6).

The hostile servers are in ``test_hostile_tls.py``; more of both doors in ``tests/server/api``.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from protocol.roles import Role
from server.services.devices import revoke_device
from tests.leaks.hostile_clients import AT_SIGNATURE, AT_TLS, CARDS, Scene
from tests.leaks.trials import Trials
from tests.real_central import RealCentral, start_bare_central
from tests.server.api.wire import assert_refused, make_wire

PATIENCE_S = 60


@pytest.fixture
def scene(real_central: RealCentral, tmp_path: Path) -> Scene:
    """An agent with customers, and another desk."""
    person = real_central.add_person(Role.AGENT)
    real_central.give_cards(person, 2)
    victim = make_wire(real_central, tmp_path / "victim", "victim").sign_in(person)
    return Scene(victim, make_wire(real_central, tmp_path / "thief", "thief"), tmp_path)


def count_cards(scene: Scene, data: bytes) -> int:
    """How many of the victim's customers are in it."""
    assert scene.victim.person
    return sum(card.encode() in data for card in scene.victim.central.find_cards(scene.victim.person))


def test_the_good_twin_of_the_hostile_clients_gets_its_cards(scene: Scene) -> None:
    assert count_cards(scene, scene.victim.ask("GET", CARDS).body) == 2
    assert count_cards(scene, scene.knock(scene.victim.make_context())) == 2
    for bits in (0, 2048):
        assert scene.knock(scene.forge(bits=bits)) != b"", "what is forged otherwise is good"


@pytest.mark.parametrize("name", AT_TLS)
def test_a_hostile_client_does_not_get_past_tls(name: str, scene: Scene, trials: Trials) -> None:
    got = scene.knock(AT_TLS[name](scene))
    trials.note("TLS", f"a client: {name}", len(got), "a signed request of an agent's; bytes that came back")
    assert got == b""


@pytest.mark.parametrize("name", AT_SIGNATURE)
def test_a_desk_with_what_belongs_to_another_gets_a_refusal_and_no_card(
    name: str, scene: Scene, trials: Trials
) -> None:
    refusal, try_it = AT_SIGNATURE[name]
    answer = try_it(scene)
    found = count_cards(scene, answer.body)
    trials.note("TLS", f"a client: {name}", found, "an enrolled desk's TLS; cards that came back")
    assert found == 0
    assert_refused(answer, refusal)


def test_a_revoked_certificate_does_not_get_past_tls(tmp_path: Path, trials: Trials) -> None:
    central = start_bare_central(tmp_path / "watchful", revocations_every_s=1)
    try:
        lost = make_wire(central, tmp_path, "lost")
        scene = Scene(lost, lost, tmp_path)
        assert scene.knock(lost.make_context()) != b"", "it answers at first, if only by a refusal"
        with central.writing() as connection:
            revoke_device(connection, central.books, lost.device, "lost")
        limit = time.monotonic() + PATIENCE_S
        while got := scene.knock(lost.make_context()):
            assert time.monotonic() < limit, "within a minute"
            time.sleep(0.1)
        kept = make_wire(central, tmp_path, "kept")
        assert Scene(kept, kept, tmp_path).knock(kept.make_context()) != b"", "the others' still do"
    finally:
        central.close()
    trials.note("TLS", "a client: a revoked certificate", len(got), "a signed request; bytes that came back")
