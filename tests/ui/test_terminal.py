"""At a terminal, an erasure is asked for twice, refused in words, and told in figures (X2)."""

from __future__ import annotations

import io

import pytest

from app.desk import Desk
from secure_store.vault import Vault
from tests.app.conftest import central, desk, identity, signed_in
from tests.app.loopback import LoopbackCentral
from ui.main import INTERRUPTED, main, run
from ui.terminal import NOT_CONFIRMED, REFUSED, enrol_again_at_terminal, erase_at_terminal

__all__ = ["central", "desk", "identity", "signed_in"]


@pytest.fixture
def left(signed_in: Desk) -> Desk:
    """A desk at which somebody has worked."""
    signed_in.keeper.sign_out()
    return signed_in


def erase(desk: Desk, who: LoopbackCentral, *, confirmed: bool) -> int:
    username = who.person.username
    return erase_at_terminal(desk.folder.path, username, lambda _: desk, confirmed=confirmed, language="en")


def test_without_a_yes_nothing_is_erased(left, central, qapp, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert erase(left, central, confirmed=False) == NOT_CONFIRMED
    assert "for ever" in capsys.readouterr().out
    assert Vault.exists(left.folder, central.person.id)


def test_a_yes_erases_and_says_what(left, central, qapp, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert erase(left, central, confirmed=False) == 0
    said = capsys.readouterr().out
    assert "Erased: keys destroyed: 1, files overwritten 3 times: 3," in said
    assert "Its record waits" not in said
    assert not Vault.exists(left.folder, central.person.id)


def test_a_record_that_central_does_not_have_yet_is_told(left, central, qapp, capsys, monkeypatch) -> None:
    monkeypatch.setattr("app.erasing.is_on_record", lambda _: False)
    assert erase(left, central, confirmed=True) == 0
    assert "Its record waits on this desk. Open the desk once, connected to Central." in capsys.readouterr().out


def test_nobody_is_not_asked_about(left, qapp, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    asked = erase_at_terminal(left.folder.path, "nobody", lambda _: left, confirmed=False, language="en")
    said = capsys.readouterr()
    assert (asked, said.out) == (REFUSED, "")
    assert "Nobody called nobody has worked on this desk" in said.err


def test_without_central_the_refusal_says_why(left, central, qapp, capsys) -> None:
    central.stop()
    left.central.reload()
    assert erase(left, central, confirmed=True) == REFUSED
    assert "have not reached Central. Nothing was erased." in capsys.readouterr().err
    assert Vault.exists(left.folder, central.person.id)


def test_a_ticket_on_standard_input_enrols_the_desk_again_and_a_used_or_broken_one_is_refused(
    desk, central, qapp, capsys, monkeypatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("VEILDESK1.rubbish\n" + central.make_ticket() + "\n"))
    monkeypatch.setattr("app.desk.close_desk", lambda _: None)
    codes = [enrol_again_at_terminal(desk.folder.path, lambda _: desk, language="en") for _ in range(2)]
    said = capsys.readouterr()
    assert codes == [REFUSED, 0]
    assert f"{desk.identity.card.name} is enrolled again, until 20" in said.out
    assert "This is not an enrolment ticket." in said.err


class Interrupted(io.StringIO):
    """A terminal at which somebody presses Ctrl-C."""

    def readline(self, _size: int | None = -1) -> str:
        raise KeyboardInterrupt


def test_ctrl_c_at_the_question_erases_nothing_and_leaves_no_traceback(
    left, central, qapp, capsys, monkeypatch
) -> None:
    monkeypatch.setattr("sys.stdin", Interrupted())
    monkeypatch.setattr("ui.main.prepare_desk", lambda _: left)
    monkeypatch.setattr("sys.argv", ["veildesk", "erase", central.person.username, "--data", str(left.folder.path)])
    monkeypatch.setenv("VEILDESK_DESK", str(left.folder.path))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err
    assert Vault.exists(left.folder, central.person.id)


@pytest.mark.parametrize("words", [["erase"], ["nothing"], ["--lang", "fr"]])
def test_words_that_make_no_sense_end_with_usage(words: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        run(words)
    assert ended.value.code == 2
    assert "usage: veildesk" in capsys.readouterr().err
