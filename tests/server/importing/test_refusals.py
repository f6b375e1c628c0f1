"""What an import refuses: columns by name, rows into a report with their reasons, values masked (C3, C4, M1)."""

from __future__ import annotations

import csv
import stat
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from protocol.administration import (
    CampaignRefused,
    ColumnsRefused,
    ConfigurationWrong,
    FileUnreadable,
    ImportStopped,
    SourceRefused,
)
from protocol.events import Act
from protocol.fields import FieldKind
from protocol.validate import Fault
from server.services.importing.checking import RowFault
from server.services.importing.order import state_consent
from server.services.importing.reasons import REASONS
from server.services.registry import revoke_source
from server.store.tables import customers, imports
from tests.docs.pages import ROOT
from tests.server.exports import AGREED, CONSENT, add_campaign, dump, import_file, open_customers, write_text

K = FieldKind
SECRETS = {
    "a mobile": "13812345678",
    "the same, typed": "138-1234-5678",
    "a mobile too short": "1391234567",
    "an ID number": "11010519491231002X",
    "an ID with a wrong check digit": "310101199003071239",
    "a bank card": "6222021234567890123",
    "an address": "上海市浦东新区世纪大道1号东方明珠",
    "an e-mail": "ouyang.secret@mail.example.com",
    "a name": "欧阳靖堃",
    "a plate": "粤BD12348",
    "a WeChat ID": "ouyang_jingkun88",
    "a QQ number": "98765432101",
    "a landline": "0755-87654321",
}
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "utf-32-le")


def count_customers(house, campaign):
    with house.reading() as connection:
        query = select(func.count()).select_from(customers).where(customers.c.campaign == campaign)
        return connection.execute(query).scalar_one()


def read_report(file):
    with file.open(encoding="utf-8-sig", newline="") as text:
        return [tuple(row) for row in csv.reader(text)]


def find_secrets(pieces):
    """Which of the secrets stand in some bytes, and in which encoding."""
    return {
        (what, encoding)
        for what, secret in SECRETS.items()
        for encoding in _ENCODINGS
        for piece in pieces
        if secret.encode(encoding) in piece
    }


@pytest.fixture
def header():
    return ("姓名", "手机号", "身份证号", "地址", *CONSENT)


def test_columns_that_no_purpose_lists_are_refused_by_name_and_nothing_goes_in(house, tmp_path):
    campaign = add_campaign(house, K.NAME, K.MOBILE)
    lines = [("姓名", "手机号", "身份证号", "家庭住址", "婚姻状况", "Salary", *CONSENT)]
    lines += [("张伟", "13812345678", "", "", "", "", *AGREED)]
    with pytest.raises(ColumnsRefused) as refused:
        import_file(house, write_text(tmp_path / "all.csv", lines), campaign)
    assert refused.value.facts["columns"] == "身份证号, 家庭住址, 婚姻状况, Salary"
    assert count_customers(house, campaign) == 0
    assert not list(tmp_path.glob("*.report.csv"))
    event = house.last_event(Act.IMPORT_REFUSED, object_id=campaign)
    assert event.detail == {"source": "S-1", "by": "", "reason": refused.value.problem.value}


def test_columns_of_purposes_that_the_customers_did_not_agree_to_are_refused_too(house, tmp_path):
    lines = [("手机号", "身份证号", *CONSENT), ("13898765432", "11010519491231002X", *AGREED)]
    file = write_text(tmp_path / "narrow.csv", lines)
    with pytest.raises(ColumnsRefused, match="身份证号"):
        import_file(house, file, "spring", purposes=("marketing",))
    with pytest.raises(ConfigurationWrong, match="has no purpose credit"):
        import_file(house, file, "spring", purposes=("credit",))
    assert import_file(house, file, "spring", purposes=("verification",)).stored == 1


def test_a_header_that_could_be_a_customer_is_not_repeated(house, tmp_path):
    campaign = add_campaign(house)
    for name, lines in {
        "none": [("张伟", "13812345678"), ("李强", "13912345679")],
        "half": [("手机号", "13812345678", "\x1b[2J备注\x07"), ("13912345679", "", "")],
    }.items():
        with pytest.raises((FileUnreadable, ColumnsRefused)) as refused:
            import_file(house, write_text(tmp_path / f"{name}.csv", lines), campaign)
        assert "13812345678" not in refused.value.say()
        assert "张伟" not in refused.value.say()
        assert refused.value.say().isprintable()


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (("姓名", "授权方式"), "names no mobile column"),
        (("手机", "联系电话"), "手机 and 联系电话 both mean mobile; keep one of them"),
        (("Mobile", "Tags", "标签"), "Tags and 标签 both mean tags"),
    ],
)
def test_a_header_that_is_not_clear_says_why(house, tmp_path, titles, words):
    with pytest.raises(FileUnreadable, match=words):
        import_file(house, write_text(tmp_path / "unclear.csv", [titles, ("1", "2", "3")]), add_campaign(house))


def test_bad_rows_are_reported_with_number_column_and_reason_and_good_ones_go_in(house, tmp_path, header):
    tomorrow = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}"
    lines = [
        header,
        ("张伟", "13812345678", "11010519491231002X", "北京市朝阳区", *AGREED),  # 2: good
        ("李强", "1381234567", "", "", *AGREED),
        ("王芳", "12812345678", "", "", *AGREED),
        ("赵磊", "", "", "", *AGREED),
        ("孙静", "13912345679", "310101199003071239", "", *AGREED),
        ("周妍", "13912345679", "310101199002301230", "", *AGREED),
        ("钱多", "13912345679", "990101199003071230", "", *AGREED),
        ("吴刚", "13912345679", "1.10105194912E+17", "", *AGREED),
        ("郑爽", "13912345679", "", "12345", *AGREED),
        ("冯", "13912345679", "", "", "", ""),
        ("陈", "13912345679", "", "", "线上表单", ""),
        ("褚", "13912345679", "", "", "线上表单", "昨天"),
        ("卫", "13912345679", "", "", "线上表单", tomorrow),
        ("蒋", "13912345679", "", "", "线上表单", "1999-12-31"),
        ("张伟", "+86 138 1234 5678", "", "", *AGREED),
        ("12345", "13912345679", "", "", *AGREED),
        ("沈", "13912345679", "", "", *AGREED, "多余"),
        ("韩", "13912345679", "", "宁" * 401, *AGREED),
        ("杨", "13912345679", "", "", *AGREED),  # 20: good
    ]
    campaign = add_campaign(house)
    file = write_text(tmp_path / "customers.csv", lines)
    result = import_file(house, file, campaign)
    assert (result.stored, result.known, result.refused) == (2, 0, 17)
    assert result.report == tmp_path / "customers.csv.report.csv"
    rows = read_report(result.report)
    assert rows[0] == ("row", "column", "reason", "masked value", "what to do", "说明")
    assert [row[4:] for row in rows[1:]] == [REASONS[row[2]] for row in rows[1:]]
    assert sorted((row[:4] for row in rows[1:]), key=lambda row: int(row[0])) == [
        ("3", "mobile", "not-a-mobile", "****"),
        ("4", "mobile", "not-a-mobile", "****"),
        ("5", "mobile", "no-mobile", ""),
        ("6", "id_number", "wrong-check-digit", "310101********1239"),
        ("7", "id_number", "impossible-birth-date", "310101********1230"),
        ("8", "id_number", "unknown-region", "990101********1230"),
        ("9", "id_number", "digits-lost-by-a-spreadsheet", "****"),
        ("10", "address", "not-an-address", "****"),
        ("11", "consent", "no-consent-basis", ""),
        ("12", "consent", "no-consent-basis", ""),
        ("13", "consent", "consent-date-unreadable", ""),
        ("14", "consent", "consent-in-future", ""),
        ("15", "consent", "consent-date-unreadable", ""),
        ("16", "mobile", "duplicate", "138****5678"),
        ("17", "name", "not-a-name", "****"),
        ("18", "", "more-cells-than-columns", ""),
        ("19", "address", "too-long", "****"),
    ]
    assert stat.S_IMODE(result.report.stat().st_mode) == 0o600
    assert [values[K.MOBILE] for values in open_customers(house, campaign)] == ["13812345678", "13912345679"]
    detail = house.last_event(Act.IMPORT_FINISHED, object_id=campaign).detail
    assert (detail["rows_good"], detail["rows_known"], detail["rows_bad"]) == ("2", "0", "17")


@pytest.mark.parametrize("page", ["admin.md", "admin.zh-CN.md"])
def test_each_reason_of_a_report_is_explained_in_it_and_in_the_guide(page):
    assert set(REASONS) == {*Fault, *RowFault}
    language = 0 if page == "admin.md" else 1
    guide = (ROOT / "docs" / "guides" / page).read_text("utf-8")
    assert [reason for reason, words in REASONS.items() if f"| `{reason}` | {words[language]} |" not in guide] == []


def test_a_row_with_a_broken_quotation_mark_is_the_only_one_lost(house, tmp_path):
    text = '手机号,姓名,授权方式,授权时间\n13812345678,"张伟,表单,2026-03-05\n13912345679,李强,表单,2026-03-05\n'
    text += '13712345680,"王"芳,表单,2026-03-05\n13612345681,赵磊,表单,2026-03-05\n'
    (tmp_path / "quotes.csv").write_text(text, "utf-8")
    campaign = add_campaign(house)
    result = import_file(house, tmp_path / "quotes.csv", campaign)
    assert (result.stored, result.refused) == (2, 2)
    assert {row[2] for row in read_report(result.report)[1:]} == {"broken-quotes-or-cells"}
    assert [values[K.MOBILE] for values in open_customers(house, campaign)] == ["13912345679", "13612345681"]


def test_no_plaintext_stands_in_the_report_or_in_the_database_in_any_encoding(house, tmp_path):
    """Read as bytes: SQLite's file, its log and every value of every row, and the report."""
    s = SECRETS
    header = (
        "姓名",
        "手机号",
        "身份证号",
        "地址",
        "邮箱",
        "车牌号",
        "微信号",
        "QQ号",
        "银行卡号",
        "固定电话",
        "备注",
        "标签",
        "编号",
    )
    remark = f"改打{s['a mobile']}或{s['a landline']},身份证{s['an ID number']},邮箱{s['an e-mail']}"
    whole = (
        s["a name"], s["the same, typed"], s["an ID number"], s["an address"], s["an e-mail"], s["a plate"],
        s["a WeChat ID"], s["a QQ number"], "", s["a landline"], remark, s["a mobile"], f"C{s['an ID number']}",
    )  # fmt: skip
    bad = [list(whole) for _ in range(4)]
    bad[0][1] = s["a mobile too short"]
    bad[1][2] = s["an ID with a wrong check digit"]
    bad[2][8] = s["a bank card"]
    bad[3][5] = s["a name"]  # a value in a column of another kind
    lines = [(*header, *CONSENT), (*whole, *AGREED), *((*row, *AGREED) for row in bad), (*whole, *AGREED)]
    campaign = add_campaign(house)
    file = write_text(tmp_path / "秘密.csv", lines, "gb18030")
    result = import_file(house, file, campaign)
    assert (result.stored, result.refused) == (1, 5)
    assert open_customers(house, campaign)[0][K.NAME] == s["a name"]  # it is there, under its key
    report, *pieces = result.report.read_bytes(), *dump(house)
    assert b"138****5678" in report
    assert any(b"138****5678" in piece for piece in pieces)
    assert {what for what, _ in find_secrets([file.read_bytes()])} == set(SECRETS)
    assert find_secrets([report, *pieces]) == set()


def test_a_source_must_be_registered_and_not_revoked(house, tmp_path):
    file = write_text(tmp_path / "one.csv", [("手机号", *CONSENT), ("13812345678", *AGREED)])
    campaign, source = add_campaign(house), house.add_source()
    with pytest.raises(SourceRefused):
        import_file(house, file, campaign, source="S-unknown")
    with house.writing() as connection:
        revoke_source(connection, house.central.node, source, "contract ended")
        with pytest.raises(ConfigurationWrong, match="not registered, or was revoked before"):
            revoke_source(connection, house.central.node, source, "again")
    with pytest.raises(SourceRefused):
        import_file(house, file, campaign, source=source)
    with pytest.raises(CampaignRefused, match="no campaign summer"):
        import_file(house, file, "summer")
    assert count_customers(house, campaign) == 0
    with house.reading() as connection:
        assert not connection.execute(select(imports.c.id).where(imports.c.campaign == campaign)).all()


def test_a_source_revoked_in_the_middle_stops_the_import_and_what_went_in_before_stays(house, tmp_path, monkeypatch):
    monkeypatch.setattr("server.services.importing.run.BATCH", 10)
    campaign, source = add_campaign(house), house.add_source()
    lines = [("手机号", *CONSENT), *((f"1380000{n:04}", *AGREED) for n in range(35))]
    file = write_text(tmp_path / "revoked.csv", lines)

    def revoke(read, _share):
        if read > 20:
            with house.writing() as connection:
                revoke_source(connection, house.central.node, source, "complaint")

    with pytest.raises(ImportStopped, match=r"stopped after row 21: The data source .* is revoked"):
        import_file(house, file, campaign, source=source, progress=revoke)
    assert count_customers(house, campaign) == 20


@pytest.mark.parametrize(
    ("how", "days", "wording", "words"),
    [
        (" ", -1, "", "consent-how"),
        ("表" * 81, -1, "", "consent-how"),
        ("表单", 1, "", "in the future"),
        ("表单", -1, "v" * 65, "consent-wording"),
    ],
)
def test_consent_stated_for_a_whole_file_must_be_possible(how, days, wording, words):
    with pytest.raises(ConfigurationWrong, match=words):
        state_consent(how, datetime.now(UTC) + timedelta(days=days), wording)
