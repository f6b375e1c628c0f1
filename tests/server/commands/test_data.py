"""Sources, campaigns, imports, policy and keys from the console (C3, C4, S1)."""

from __future__ import annotations

import codecs
import json
import os
import re
from hashlib import sha256

import msgspec
import pytest
from sqlalchemy import select

from server.commands.shell import PARTLY
from server.keys.file_keys import FileKeys
from server.services.anomaly_rules import AnomalyPolicy
from server.services.central import open_central
from server.services.importing.reasons import explain
from server.settings import write_private
from server.store.database import read
from server.store.tables import consents
from tests.server.commands.console import run
from tests.server.exports import write_text, write_workbook

CAMPAIGN = """
id = "spring"
title = "Spring"
team = "sales"
script = ["Hello"]
[[purposes]]
id = "marketing"
title = "Marketing call"
fields = ["name", "mobile"]
[[purposes]]
id = "verification"
title = "Identity"
fields = ["mobile", "id_number"]
"""
TO = ("--campaign", "spring", "--source", "S-1")
FACTS = {"kind": "web", "party": "us", "legal-basis": "consent", "approver": "Sun Jing"}
HEADER = ("姓名", "手机号", "授权方式", "授权时间")
GOOD = ("欧阳靖堃", "138 1234 5678", "表单", "2026-03-05")
OTHER = ("欧阳靖堃", "138 1234 5679", "表单", "2026-03-05")


@pytest.fixture(scope="module")
def module_database_url():
    """SQLite's, where ``init`` puts it: what the services do on PostgreSQL has tests of its own."""
    return "sqlite"


@pytest.fixture(scope="module")
def desk(console, tmp_path_factory):
    """A Central with a campaign."""
    file = tmp_path_factory.mktemp("campaign") / "spring.toml"
    file.write_text(CAMPAIGN, "utf-8")
    assert console.done("campaign", "put", file) == "Campaign spring: id_number, mobile, name.\n"
    return console


def spell(facts):
    return [word for name, value in facts.items() for word in (f"--{name}", value)]


def test_good_rows_end_with_0_and_bad_ones_with_3_and_a_report(desk, tmp_path):
    good, mixed = write_text(tmp_path / "good.csv", [HEADER, GOOD]), tmp_path / "mixed.xlsx"
    assert desk.done("import", good, *TO) == "1 stored, 0 known before, 0 refused.\n"
    write_workbook(mixed, [HEADER, GOOD, ("李", "12345", "表单", "2026-03-05")], "more")
    said = desk("import", mixed, *TO)
    assert said.code == PARTLY == 3
    assert said.out.splitlines() == [
        "0 stored, 1 known before, 1 refused.",
        "Only the first of its 2 sheets was read.",
        f"  1 not-a-mobile: {explain('not-a-mobile')[0]}",
        f"Refused rows, with reasons: {mixed}.report.csv",
    ]
    assert "not-a-mobile" in (tmp_path / "mixed.xlsx.report.csv").read_text("utf-8-sig")
    for secret in ("欧阳靖堃", "138 1234 5678", "13812345678", "12345"):
        assert secret not in said.out + said.err


def test_purposes_and_consent_are_stated_for_a_whole_file(desk, tmp_path):
    file = write_text(tmp_path / "plain.csv", [("Mobile",), ("13900000001",)])
    assert desk("import", file, *TO).code == PARTLY  # no consent basis
    stated = ("--consent-how", "paper form", "--consent-at", "2026-03-05", "--consent-wording", "v2")
    assert "1 stored" in desk.done("import", file, *TO, *stated, "--purpose", "marketing", "--assign", "nobody")
    ids = write_text(tmp_path / "ids.csv", [("Mobile", "ID Number"), ("13900000002", "")])
    words = desk.refused("import", ids, *TO, *stated, "--purpose", "marketing")
    assert "does not allow these columns: ID Number" in words
    assert "1 stored" in desk.done("import", ids, *TO, *stated, "--purpose", "verification")


def test_a_day_is_the_companys_wherever_central_stands(desk, tmp_path):
    file = write_text(tmp_path / "day.csv", [("Mobile",), ("13900000071",)])
    stated = ("--consent-how", "a form of that day", "--consent-at", "2026-03-05")
    assert "1 stored" in desk.done("import", file, *TO, *stated, "--purpose", "marketing", "--assign", "nobody")
    with read(open_central(desk.folder).engine) as connection:
        given = select(consents.c.given_at).where(consents.c.how == "a form of that day")
        assert connection.execute(given).scalars().all() == ["2026-03-04T16:00:00.000Z"], "midnight in Shanghai"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--campaign", "summer", "--source", "S-1"), "There is no campaign summer"),
        (("--campaign", "spring", "--source", "S-2"), "The data source S-2 is not registered"),
        ((*TO, "--assign", "nobody.here"), "there is no active agent nobody.here"),
        ((*TO, "--purpose", "credit"), "has no purpose credit; it has marketing, verification"),
        ((*TO, "--consent-how", "form"), "--consent-how and --consent-at go together"),
        ((*TO, "--consent-how", "form", "--consent-at", "2126-01-01"), "it is in the future"),
    ],
)
def test_an_order_that_cannot_be_is_refused_before_anything_is_read(desk, tmp_path, options, words):
    file = write_text(tmp_path / "good.csv", [HEADER, GOOD])
    assert words in desk.refused("import", file, *options)
    assert not (tmp_path / "good.csv.report.csv").exists()


def test_files_that_are_none_are_refused(desk, tmp_path):
    assert "does not exist" in desk.misused("import", tmp_path / "nothing.csv", *TO)
    assert "is a directory" in desk.misused("import", tmp_path, *TO)
    (tmp_path / "picture.xlsx").write_bytes(b"\x89PNG\r\n")
    assert "is not an XLSX workbook" in desk.refused("import", tmp_path / "picture.xlsx", *TO)
    assert "does not match the format" in desk.misused(
        "import", tmp_path / "picture.xlsx", *TO, "--consent-at", "today"
    )


def test_a_report_that_cannot_stand_beside_the_file_stops_the_import(desk, tmp_path):
    file = write_text(tmp_path / "blocked.csv", [HEADER, OTHER])
    (tmp_path / "blocked.csv.report.csv").mkdir()
    assert "blocked.csv.report.csv: Is a directory" in desk.refused("import", file, *TO)


def test_a_file_name_that_is_not_utf_8_is_still_a_file(desk, tmp_path):
    path = tmp_path / os.fsdecode("客户.csv".encode("gb18030"))
    path.write_text("手机号\n12345\n", "utf-8")
    assert desk("import", path, *TO).code == PARTLY
    assert path.with_name(path.name + ".report.csv").exists()


@pytest.mark.parametrize(
    ("source", "words"),
    [("S-1", "source S-1 exists"), ("two words", "source id is not right"), ("x" * 65, "64 at most")],
)
def test_a_source_that_does_not_fit_is_refused(desk, tmp_path, source, words):
    paper = tmp_path / "paper"
    paper.write_text("x")
    assert words in desk.refused("source", "add", source, *spell(FACTS), "--evidence", paper)


def test_a_source_is_registered_with_its_evidence_listed_and_revoked_once(desk, tmp_path):
    paper = tmp_path / "paper"
    paper.write_text("contract")
    for missing in FACTS:
        facts = {**FACTS, missing: " "}
        assert "it is empty" in desk.misused("source", "add", "S-9", *spell(facts), "--evidence", paper)
    assert "does not exist" in desk.misused("source", "add", "S-9", *spell(FACTS), "--evidence", tmp_path / "none")
    said = desk.done("source", "add", "S-9", *spell(FACTS), "--evidence", paper)
    assert said == f"Source S-9 is registered; evidence SHA-256 {sha256(b'contract').hexdigest()}.\n"
    assert desk.done("source", "revoke", "S-9", "--reason", "over") == "Source S-9 is revoked.\n"
    assert "was revoked before" in desk.refused("source", "revoke", "S-9", "--reason", "over")
    assert "it is not registered" in desk.refused("source", "revoke", "S-8", "--reason", "over")
    (line,) = [line for line in desk.done("source", "list").splitlines() if line.startswith("S-9")]
    assert "revoked 2" in line


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "can't decode byte"),
        (b"id = ", "Invalid value"),
        (b"a = " + b"[" * 100_000, "recursion"),
        (b'id = "x"', "missing required field `title`"),
        (CAMPAIGN.replace('"sales"', '"nowhere"').encode(), "there is no team nowhere"),
        (CAMPAIGN.replace('"name"', '"shoe"').encode(), "'shoe' - at `$.purposes[0].fields[0]`"),
        (CAMPAIGN.replace('"spring"', '"two words"').encode(), "campaign id is not right"),
        (CAMPAIGN.replace('"Spring"', '""').encode(), "a campaign is called something"),
        (CAMPAIGN.replace('"Spring"', f'"{"x" * 201}"').encode(), "200 characters at most"),
        (CAMPAIGN.replace("verification", "marketing").encode(), "is there twice"),
        (CAMPAIGN.replace("script", "scripts").encode(), "unknown field `scripts`"),
        (CAMPAIGN.replace("script", "retention_days = 0\nscript").encode(), "not between 1 and"),
    ],
)
def test_a_campaign_that_does_not_fit_is_refused_and_the_old_one_stays(desk, tmp_path, content, words):
    (tmp_path / "campaign.toml").write_bytes(content)
    assert words in desk.refused("campaign", "put", tmp_path / "campaign.toml")
    assert desk.done("campaign", "list").startswith("spring  Spring  team sales  marketing: name, mobile; verification")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[" * 100_000, b"\xff", b'{"frobnicate": 1}', b'{"reveal": {"show_s": 0}}']
)
def test_a_policy_that_is_none_is_refused_and_the_old_one_stays(desk, tmp_path, content):
    (tmp_path / "policy.json").write_bytes(content)
    before = desk.done("policy", "show")
    assert "policy.json is not right" in desk.refused("policy", "set", tmp_path / "policy.json")
    assert desk.done("policy", "show") == before


@pytest.mark.parametrize(
    ("policy", "choices"),
    [
        ({"reveal": {"verdicts": {"agent": {"mobile": "maybe"}}}}, "allow, approve, deny"),
        ({"reveal": {"verdicts": {"boss": {}}}}, "agent, supervisor, inspector"),
        ({"reveal": {"verdicts": {"agent": {"phone": "allow"}}}}, "name, mobile, landline"),
        ({"posture": {"must_hold": ["disk", "disc"]}}, "disk, swap, core-files"),
        ({"desk": {"phone": {"mode": "brick"}}}, "none, softphone, desk-phone"),
    ],
)
def test_a_word_that_is_none_of_the_choices_is_refused_with_them(desk, tmp_path, policy, choices):
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    assert f"it may be {choices}" in desk.refused("policy", "set", tmp_path / "policy.json")
    (tmp_path / "campaign.toml").write_bytes(CAMPAIGN.replace('"name"', '"shoe"').encode())
    assert "it may be name, mobile, landline" in desk.refused("campaign", "put", tmp_path / "campaign.toml")


def test_a_terminal_that_knows_no_chinese_still_shows_its_tables(desk, monkeypatch):
    desk.done("team", "add", "east", "外呼三组")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    said = run("team", "list", data=desk.folder)
    assert (said.code, said.err) == (0, "")
    assert r"\u5916\u547c\u4e09\u7ec4" in said.out


def test_a_new_policy_says_what_it_changes_so_that_nothing_goes_back_unseen(desk, tmp_path):
    file = tmp_path / "policy.json"
    for body in ({"reveal": {"daily_quota": 7}}, {"trail": {"keep_days": 400}}):
        file.write_text(json.dumps(body))
        said = desk.done("policy", "set", file).splitlines()
    assert any(line.startswith("  reveal.daily_quota: 7 -> ") for line in said)
    assert any(line.startswith("  trail.keep_days: ") and line.endswith(" -> 400") for line in said)
    assert not any("version:" in line for line in said)


def test_a_policy_that_is_seldom_meant_is_in_force_and_asked_about(desk, tmp_path):
    file = tmp_path / "policy.json"
    night = {"calls": {"hours": {"opens": "20:00", "closes": "09:00"}}, "posture": {"must_hold": ["usb-guard"]}}
    file.write_bytes(codecs.BOM_UTF8 + json.dumps({**night, "reveal": {"opens": "08:00", "closes": "08:00"}}).encode())
    asked = [line for line in desk.done("policy", "set", file).splitlines() if line.startswith("Did you mean this? ")]
    assert [line.split()[4] for line in asked] == ["calls,", "reveal:", "posture.must_hold:"]
    rule = msgspec.to_builtins(AnomalyPolicy().bulk_views)
    file.write_text(json.dumps({"anomalies": {"bulk_views": {**rule, "acts": []}}}))
    assert "anomalies.bulk_views.acts is not right: it counts nothing" in desk.refused("policy", "set", file)
    file.write_text(json.dumps({"anomalies": {"bulk_views": {**rule, "action": "off"}}}))
    assert "nobody watches bulk_views" in desk.done("policy", "set", file)


def test_the_policy_that_is_shown_can_be_changed_and_put_in_force(desk, tmp_path):
    policy = json.loads(desk.done("policy", "show"))
    policy["reveal"]["daily_quota"] = 7
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    assert "is in force" in desk.done("policy", "set", tmp_path / "policy.json")
    assert json.loads(desk.done("policy", "show"))["reveal"]["daily_quota"] == 7
    policy["reveal"]["time_zone"] = "Mars/Phobos"
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    assert "there is no such time zone" in desk.refused("policy", "set", tmp_path / "policy.json")


def test_keys_are_rotated_listed_and_to_be_backed_up(desk, tmp_path):
    desk("import", write_text(tmp_path / "one.csv", [HEADER, OTHER]), *TO)
    before = desk.done("keys", "list")
    assert before.endswith("  current\n")
    said = desk.done("keys", "rotate")
    version = int(before.split()[0]) + 1
    assert said.endswith(f"records are under version {version}. Back up keys.json.\n")
    assert desk.done("keys", "list") == f"{version}  current\n"
    assert "0 refused" in desk.done("import", tmp_path / "one.csv", *TO)


def test_keys_of_an_older_backup_are_refused_and_nothing_is_rotated_or_imported_with_them(desk, tmp_path):
    """The number of a version that was made anew is the same, and its key is another: all would count as rotated."""
    customers = write_text(tmp_path / "one.csv", [HEADER, OTHER])
    desk("import", customers, *TO)
    file = desk.folder / "keys.json"
    older = file.read_bytes()
    desk.done("keys", "rotate")
    newest = file.read_bytes()
    write_private(file, older)
    for command in (("keys", "rotate"), ("import", customers, *TO), ("serve",)):
        said = desk.refused(*command)
        assert "keys.json is not right: it does not open records under version" in said
        assert "put the newest one back" in said
    assert file.read_bytes() == older
    said = desk("doctor")
    assert said.code == 1
    assert "put the newest one back" in said.out
    write_private(file, newest)
    assert "0 refused" in desk.done("import", customers, *TO)


def test_an_interrupted_rotation_is_told_until_it_is_done(desk, tmp_path):
    desk("import", write_text(tmp_path / "one.csv", [HEADER, OTHER]), *TO)
    keys = FileKeys(desk.folder / "keys.json")
    old, new = keys.current_version, keys.add_version()
    *versions, told = desk.done("keys", "list").splitlines()
    assert versions == [str(old), f"{new}  current"]
    records = re.fullmatch(r"A rotation is not done: (\d+ records?) to go\. Say 'keys rotate' again.*", told)[1]
    assert f"{records} under an old version" in " ".join(desk("doctor").out.split())
    said = desk.done("keys", "rotate")
    assert said == f"All {records} are under version {new}; 0 of them were before this call. Back up keys.json.\n"
    assert desk.done("keys", "list") == f"{new}  current\n"


def test_a_do_not_call_list_keeps_its_numbers_out_of_imports_and_can_be_dropped(desk, tmp_path):
    wishes = write_text(tmp_path / "wishes.csv", [("手机号",), ("139 0000 0021",), ("nobody",)])
    said = desk("dnc", "import", wishes, "--list", "regulator")
    assert said.code == PARTLY
    assert said.out.splitlines() == [
        "1 number added to regulator, 0 known before; 0 customers stopped.",
        "1 row holds no telephone number: 3",
    ]
    customers = write_text(tmp_path / "customers.csv", [HEADER, ("李四", "13900000021", "表单", "2026-03-05")])
    said = desk("import", customers, *TO)
    assert said.code == PARTLY
    assert said.out.startswith("0 stored, 0 known before, 1 refused.")
    report = (tmp_path / "customers.csv.report.csv").read_text("utf-8-sig")
    assert report.splitlines()[1].startswith("2,mobile,do-not-call,139****0021,The number is on a do-not-call list.")
    assert desk.done("dnc", "list").split()[3:5] == ["regulator", "1"]
    assert desk.done("dnc", "drop", "regulator", "--reason", "taken by mistake").startswith("List regulator is dropped")
    assert desk.done("import", customers, *TO) == "1 stored, 0 known before, 0 refused.\n"
    assert "see 'veildesk-central dnc list'" in desk.refused("dnc", "drop", "regulator", "--reason", "again")


def test_a_policy_with_a_name_that_nobody_knows_is_refused_by_that_name(desk, tmp_path):
    file = tmp_path / "policy.json"
    before = desk.done("policy", "show")
    for where, wrong in (("desk", {"cosignatures_neded": 2}), ("desk.vpn", {"requird": True}), ("", {"desks": {}})):
        inner = wrong
        for name in reversed(where.split(".") if where else []):
            inner = {name: inner}
        file.write_text(json.dumps(inner), "utf-8")
        assert next(iter(wrong)) in desk.refused("policy", "set", file)
    assert desk.done("policy", "show") == before
    file.write_text(before, "utf-8")
    assert "nothing in it is different" in desk.done("policy", "set", file)


def test_cards_are_said_to_be_nobodys_only_where_there_are_any(desk, tmp_path):
    desk.done("team", "add", "empty", "Empty")
    file = tmp_path / "empty.toml"
    file.write_text(CAMPAIGN.replace('"spring"', '"nobodys"').replace('"sales"', '"empty"'), "utf-8")
    desk.done("campaign", "put", file)
    rows, to = write_text(tmp_path / "rows.csv", [HEADER, GOOD]), ("--campaign", "nobodys", "--source", "S-1")
    assert "nobody's yet" in desk.done("import", rows, *to)
    assert desk.done("import", rows, *to) == "0 stored, 1 known before, 0 refused.\n"
