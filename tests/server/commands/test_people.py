"""Teams, accounts and desks from the console: one-time passwords once, every refusal in words (U1)."""

from __future__ import annotations

import json
import re

import click
import pytest
from sqlalchemy import select

from protocol.enrolment import read_ticket
from protocol.events import decode_event
from protocol.oversight import AccountState
from server.cli import main
from server.commands import shell
from server.commands.shell import refusing, whoami
from server.services.accounts import find_person, set_state
from server.services.central import open_central
from server.services.notices import list_alerts
from server.settings import name_user
from server.store.blobs import read_blob
from server.store.database import read
from server.store.tables import events, metadata
from tests.server.commands.console import give

PASSWORD = re.compile(r"one-time password +(\S+)")
SECRET = re.compile(r"secret=([A-Z2-7]+)")
CAMPAIGN = """
id = "named"
title = "Named"
team = "named"
script = ["Hello"]
[[purposes]]
id = "marketing"
title = "Marketing call"
fields = ["mobile"]
"""


def read_secrets(printed):
    (password,), (secret,) = PASSWORD.findall(printed), SECRET.findall(printed)
    return password, secret


def dump(console):
    central = open_central(console.folder)
    with read(central.engine) as connection:
        text = "\n".join(str(row) for table in metadata.sorted_tables for row in connection.execute(table.select()))
    central.engine.dispose()
    return text


def test_a_one_time_password_is_shown_once_and_a_reset_makes_another(console):
    first = read_secrets(
        console.done("user", "add", "zhang.min", "--name", "张敏", "--role", "agent", "--team", "sales")
    )
    second = read_secrets(console.done("user", "reset", "zhang.min"))
    assert first[0] != second[0]
    assert first[1] != second[1]
    kept = dump(console) + console.done("user", "list") + console.done("user", "list")
    assert "zhang.min" in kept
    assert not [secret for secret in (*first, *second) if secret in kept]


_REFUSED = (
    (
        ("user", "add", "li.qiang", "--name", "李", "--role", "agent", "--team", "sales"),
        "username li.qiang is taken",
    ),
    (
        ("user", "add", "Li Q", "--name", "李", "--role", "agent", "--team", "sales"),
        "username is not right: use a-z",
    ),
    (("user", "add", "x" * 65, "--name", "李", "--role", "agent", "--team", "sales"), "64 at most"),
    (("user", "add", "new", "--name", "李", "--role", "agent", "--team", "nowhere"), "there is no team nowhere"),
    (("user", "reset", "nobody"), "there is no account nobody"),
    (("user", "freeze", "nobody", "--reason", "x"), "there is no account nobody"),
    (("team", "add", "sales", "Sales"), "team sales exists"),
    (("team", "add", "two words", "Sales"), "team id is not right: use letters"),
    (("team", "add", "x" * 65, "Sales"), "64 at most"),
    (("team", "add", "below", "Below", "--parent", "nowhere"), "there is no team nowhere"),
    (("device", "revoke", "nothing", "--reason", "x"), "there is no desk nothing, or it is revoked already"),
)


def test_what_does_not_fit_is_refused_in_one_sentence_and_nothing_changes(console):
    before = dump(console)
    for words, said in _REFUSED:
        assert said in console.refused(*words), words
    assert dump(console) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("user", "add", "new", "--role", "agent", "--team", "sales"), "Missing option '--name'"),
        (("user", "add", "new", "--name", " ", "--role", "agent", "--team", "sales"), "it is empty"),
        (("user", "add", "new", "--name", "名" * 201, "--role", "agent", "--team", "sales"), "longer than 200"),
        (("user", "add", "new", "--name", "\udcff", "--role", "agent", "--team", "sales"), "it is not UTF-8"),
        (("user", "add", "new", "--name", "李", "--role", "king", "--team", "sales"), "'king' is not one of"),
        (("user", "freeze", "li.qiang"), "Missing option '--reason'"),
        (("user", "freeze", "li.qiang", "--reason", "x" * 2001), "longer than 200"),
        (("enroll", "--name", ""), "it is empty"),
        (("enroll", "--name", "x" * 65), "longer than 64"),
        (("team", "add", "new", ""), "it is empty"),
    ],
)
def test_words_that_nobody_could_mean_are_wrong_use(console, words, said):
    assert said in console.misused(*words)


def read_state(console):
    (line,) = [line for line in console.done("user", "list").splitlines() if "sun.jing" in line]
    return line.split()[4]


def test_an_account_is_unlocked_frozen_and_closed_and_what_others_decided_stays(console):
    """The console opens what wrong proofs locked; what security froze, security opens, and what is closed stays so."""
    console.done("user", "add", "sun.jing", "--name", "孙静", "--role", "agent", "--team", "sales")
    central = open_central(console.folder)
    with central.engine.begin() as connection:
        person = find_person(connection, "sun.jing").id
        set_state(connection, central.node, person, AccountState.LOCKED, "five wrong proofs")
    central.engine.dispose()
    reason = ("sun.jing", "--reason", "test")
    assert console.done("user", "unlock", *reason) == "sun.jing is active.\n"
    assert "sun.jing is active; nothing needs doing" in console.refused("user", "unlock", *reason)
    console.done("user", "freeze", *reason)
    assert "sun.jing is frozen; security unfreezes an account at a desk" in console.refused("user", "unlock", *reason)
    console.done("user", "reset", "sun.jing")
    assert read_state(console) == "frozen"
    console.done("user", "disable", *reason)
    for command in ("unlock", "freeze", "disable"):
        assert "sun.jing is disabled; that is for good" in console.refused("user", command, *reason)
    assert read_state(console) == "disabled"


def test_a_list_shows_names_as_they_are_each_on_one_line(console):
    strange = "[bold]王[/] [link=x]芳"
    console.done("user", "add", "wang.fang", "--name", strange, "--role", "supervisor", "--team", "sales")
    console.done("team", "add", "x" * 64, "名" * 200)
    listed = console.done("user", "list").splitlines()
    assert strange in next(line for line in listed if line.startswith("wang.fang"))
    assert len(console.done("team", "list").splitlines()) == 1 + 3


def test_a_ticket_is_the_only_thing_on_standard_output(console):
    said = console("enroll", "--name", "前台 7")
    assert said.code == 0
    assert "Ticket for 前台 7, good until" in said.err
    ticket = read_ticket(said.out.strip())
    assert ticket.url == "https://localhost:8443"
    quiet = console("enroll", "--name", "desk-8", "--quiet")
    assert quiet.err == ""
    assert read_ticket(quiet.out.strip()).code != ticket.code
    assert ticket.code not in dump(console)


def test_what_nobody_foresaw_is_one_line_with_its_place_and_without_a_value(console, monkeypatch):
    def stumble(*_):
        raise KeyError("13812345678")

    monkeypatch.setattr("server.commands.people.find_person", stumble)
    line = console.refused("user", "freeze", "li.qiang", "--reason", "x")
    assert re.fullmatch(r"Something unexpected happened: KeyError in commands/people\.py, line \d+\. .*\n", line)
    assert "138" not in line


def test_an_interrupt_and_a_reader_that_went_away_are_not_refusals():
    for error in (KeyboardInterrupt, BrokenPipeError):
        with pytest.raises(error), refusing():
            raise error


def test_the_record_names_who_gave_the_command_and_always_the_account_that_did(console, monkeypatch):
    monkeypatch.delenv("SUDO_USER", raising=False)
    monkeypatch.setenv("USER", "sun.jing")
    assert whoami() == name_user(), "a variable that everybody may set puts nobody in his place"
    monkeypatch.setenv("SUDO_USER", "zhao.lei")
    assert whoami() == f"zhao.lei as {name_user()}"
    monkeypatch.setenv("SUDO_USER", "zhao.lei" * 20)
    assert whoami().endswith(f" as {name_user()}")
    assert len(whoami()) == 64


def test_who_logged_in_stands_above_what_variables_say(tmp_path, monkeypatch):
    monkeypatch.setenv("SUDO_USER", "sun.jing")
    monkeypatch.setattr(shell, "_LOGIN", tmp_path / "loginuid")
    (tmp_path / "loginuid").write_text("1")
    assert whoami() == f"{name_user(1)} as {name_user()}"
    (tmp_path / "loginuid").write_text(str(2**32 - 1))
    assert whoami() == f"sun.jing as {name_user()}"


def test_whoever_changes_anything_by_a_command_is_named_in_the_trail(console, tmp_path, monkeypatch):
    monkeypatch.setenv("SUDO_USER", "zhao.lei")
    (tmp_path / "contract.pdf").write_bytes(b"signed")
    (tmp_path / "spring.toml").write_text(CAMPAIGN, "utf-8")
    facts = ("--kind", "web", "--party", "us", "--legal-basis", "consent", "--approver", "Sun Jing")
    commands = (
        ("team", "add", "named", "Named"),
        ("user", "add", "named", "--name", "Named", "--role", "agent", "--team", "named"),
        ("user", "reset", "named"),
        ("user", "disable", "named", "--reason", "left"),
        ("source", "add", "S-named", *facts, "--evidence", tmp_path / "contract.pdf"),
        ("campaign", "put", tmp_path / "spring.toml"),
        ("source", "revoke", "S-named", "--reason", "over"),
        ("keys", "rotate"),
        ("enroll", "--name", "named"),
        (
            "pbx-certificate",
            "--host",
            "pbx.named",
            "--certificate",
            tmp_path / "pbx.crt",
            "--key",
            tmp_path / "pbx.key",
        ),
        ("certificate-renew", "--revoke"),
    )
    for command in commands:
        console.done(*command)
    with read(open_central(console.folder).engine) as connection:
        rows = connection.execute(select(events.c.bytes).order_by(events.c.log_index.desc()).limit(len(commands)))
        told = [decode_event(read_blob(row.bytes)) for row in rows]
    assert [event.act for event in told if "zhao.lei" not in "".join((event.actor, *event.detail.values()))] == []
    assert told[0].detail["by"] == f"zhao.lei as {name_user()}"
    issued = [
        (event.detail["of"], event.detail.get("hosts", "")) for event in told if event.act == "certificate.issued"
    ]
    assert issued[1:] == [("Central", ""), ("PBX", "pbx.named")]
    assert issued[0][0] == "Central"


LOOKS = {
    *("audit verify", "campaign list", "device list", "device posture", "dnc list", "doctor", "extension list"),
    *("keys list", "policy show", "scheme show", "source list", "team list", "user list"),
}
"""They change nothing and show no customer."""
ON_RECORD = {
    *("audit export", "audit prune", "campaign put", "certificate-renew", "device revoke", "dnc drop", "dnc import"),
    *("enroll", "extension bind", "extension take-back", "import", "init", "keys rotate", "pbx-certificate"),
    *("policy set", "recording destroy", "scheme put", "source add", "source revoke", "team add", "user add"),
    *("user disable", "user freeze", "user reset", "user unlock", "watermark read"),
}
"""They leave an event; see here, and the tests of each."""
ELSEWHERE = {"audit witness", "demo-seed", "serve"}
"""On a machine of its own; before there is anybody; what is served is on record request by request."""


def list_commands(group, above=()):
    for name, command in group.commands.items():
        path = (*above, name)
        yield from list_commands(command, path) if isinstance(command, click.Group) else [" ".join(path)]


def test_of_every_command_it_is_said_whether_it_leaves_an_event():
    assert sorted(list_commands(main)) == sorted(LOOKS | ON_RECORD | ELSEWHERE)


def test_the_doctor_speaks_to_people_and_to_monitors(console):
    said = console("doctor")
    assert (said.code, said.err) == (0, "")
    assert {"keys.json", "ca.crt", "server.crt", "database", "trail"} <= set(said.out.split())
    lines = [json.loads(line) for line in console.done("doctor", "--json").splitlines()]
    assert [line["advice"] for line in lines if line["advice"]] == []
    assert give("audit", "verify", data=console.folder).code == 0


def list_alert_facts(console):
    central = open_central(console.folder)
    with read(central.engine) as connection:
        told = [(row.kind, row.facts["who"], row.facts["change"]) for row in list_alerts(connection)]
    central.engine.dispose()
    return [fact for fact in told[::-1] if not fact[1].startswith("wang.")]


def test_security_hears_of_commands_that_give_or_take_what_watches_and_approves(console):
    for username, role in (("an.agent", "agent"), ("a.watcher", "security"), ("an.approver", "supervisor")):
        console.done("user", "add", username, "--name", "钱多", "--role", role, "--team", "sales")
        console.done("user", "reset", username)
        console.done("user", "freeze", username, "--reason", "left")
    assert list_alert_facts(console) == [
        ("account-by-command", "a.watcher", "made"),
        ("account-by-command", "a.watcher", "reset"),
        ("account-by-command", "a.watcher", "frozen"),
        ("account-by-command", "an.approver", "made"),
        ("account-by-command", "an.approver", "reset"),
    ]


BROKEN = "\udcff"
"""A byte that is no UTF-8, as a shell hands it over."""


@pytest.mark.parametrize(
    "words",
    [
        ("team", "add", "t", "T", "--parent", BROKEN),
        ("user", "reset", BROKEN),
        ("source", "revoke", BROKEN, "--reason", "r"),
        ("dnc", "drop", BROKEN, "--reason", "r"),
        ("device", "revoke", BROKEN, "--reason", "r"),
        ("recording", "destroy", BROKEN, "--reason", "r"),
        ("scheme", "show", "--campaign", BROKEN),
        ("audit", "export", "nowhere", "--person", BROKEN, "--purpose", "p", "--recipient", "r"),
        ("pbx-certificate", "--host", BROKEN, "--certificate", "a", "--key", "b"),
    ],
)
def test_words_that_are_not_utf_8_are_refused_as_such(console, words):
    assert "it is not UTF-8" in console.misused(*words)


@pytest.mark.parametrize("host", ["客服.example", "a b", "", "*.example"])
def test_a_pbx_gets_no_certificate_for_what_is_no_host(console, tmp_path, host):
    files = ("--certificate", tmp_path / "pbx.crt", "--key", tmp_path / "pbx.key")
    assert "is neither a host name" in console.refused("pbx-certificate", "--host", host, *files)
    assert not list(tmp_path.iterdir())
    one = ("--certificate", tmp_path / "one", "--key", tmp_path / "one")
    assert "are two files" in console.misused("pbx-certificate", "--host", "pbx.example", *one)
    assert not list(tmp_path.iterdir())
