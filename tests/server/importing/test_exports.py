"""Customers come in from what CRMs really export, each value in its one normal form (C3, S1)."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

import openpyxl
import pytest
from sqlalchemy import func, select

from protocol.administration import ConfigurationWrong
from protocol.cards import CardState
from protocol.fields import FieldKind
from protocol.roles import Role
from server.services.importing.order import EVEN, state_consent
from server.store.tables import card_feed, consents, customers
from tests.server.exports import (
    AGREED,
    CONSENT,
    add_campaign,
    import_file,
    open_customers,
    write_text,
    write_workbook,
)

K = FieldKind
CHINESE = (
    "客户编号", "姓名", "手机号", "身份证号", "联系地址", "电子邮箱", "车牌号", "标签", "备注",
    "授权方式", "授权时间", "授权版本",
)  # fmt: skip
ENGLISH = (
    "Customer ID", "Full Name", "Mobile Phone", "ID Number", "ADDRESS", "E-Mail", "plate_number", "Tags", "Notes",
    "Consent Method", "Consent Date", "Consent Version",
)  # fmt: skip
TYPED = (
    ("C-1", "张　伟", "+86 138-1234-5678", "110105491231002", "北京市朝阳区建国路８８号", "Zhang.Wei@Example.COM",
     "粤b·d12348", "高意向、 首次", "下周再打", "线上表单", "2026/3/5 10:20", "v3"),
    ("C-2", "欧阳·买买提", "１３９１２３４５６７９", "11010519491231002x", "上海市浦东新区世纪大道1号", "", "", "", "",
     "门店签字", "2026年3月5日", ""),
    ("C-3", "𠮷田 㐂", " 0086 137 1234 5680　", "", "", "", "", "", "", "线上表单", "2026-03-05T10:20:30+08:00", ""),
    ("C-4", "John  Smith", "13612345681", "310101 19900307 1230", "", "", "", "", "", "线上表单", "2026.3.5", ""),
)  # fmt: skip
STORED = [
    {
        K.NAME: "张伟",
        K.MOBILE: "13812345678",
        K.ID_NUMBER: "11010519491231002X",
        K.ADDRESS: "北京市朝阳区建国路88号",
        K.EMAIL: "zhang.wei@example.com",
        K.PLATE: "粤BD12348",
    },
    {
        K.NAME: "欧阳·买买提",
        K.MOBILE: "13912345679",
        K.ID_NUMBER: "11010519491231002X",
        K.ADDRESS: "上海市浦东新区世纪大道1号",
    },
    {K.NAME: "𠮷田㐂", K.MOBILE: "13712345680"},
    {K.NAME: "John  Smith", K.MOBILE: "13612345681", K.ID_NUMBER: "310101199003071230"},
]


def read_cards(house, campaign):
    with house.reading() as connection:
        query = select(customers).where(customers.c.campaign == campaign).order_by(customers.c.id)
        return connection.execute(query).all()


@pytest.mark.parametrize("header", [CHINESE, ENGLISH], ids=["Chinese", "English"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_of_each_encoding(house, tmp_path, header, encoding):
    campaign = add_campaign(house)
    result = import_file(house, write_text(tmp_path / "客户.csv", [header, *TYPED], encoding), campaign)
    assert (result.stored, result.known, result.refused, result.report) == (4, 0, 0, None)
    assert open_customers(house, campaign) == STORED


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_semicolons_and_tabs_part_cells_too(house, tmp_path, delimiter):
    campaign = add_campaign(house)
    file = write_text(tmp_path / "export.txt", [CHINESE, *TYPED], "gb18030", delimiter)
    assert import_file(house, file, campaign).stored == 4
    assert open_customers(house, campaign) == STORED


def test_a_workbook_s_first_sheet(house, tmp_path):
    campaign = add_campaign(house)
    result = import_file(house, write_workbook(tmp_path / "客户.xlsx", [CHINESE, *TYPED], "说明", "统计"), campaign)
    assert (result.stored, result.refused) == (4, 0)
    assert result.notes == ("Only the first of its 3 sheets was read.",)
    assert open_customers(house, campaign) == STORED


def test_a_workbook_s_numbers_dates_and_empty_corners(house, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for place, title in enumerate(("Mobile", "Name", "Consent Method", "Consent Date"), start=3):
        sheet.cell(5, place, title)  # the table begins at C5
    for row, mobile in enumerate((13812345678, 13912345679.0, "13712345680"), start=6):
        for place, value in enumerate(
            (mobile, "张伟", "线上表单", datetime.fromisoformat("2026-03-05T10:20")), start=3
        ):
            sheet.cell(row, place, value)
    sheet.cell(9, 3, 12345)
    book.save(tmp_path / "numbers.xlsx")
    campaign = add_campaign(house)
    result = import_file(house, tmp_path / "numbers.xlsx", campaign)
    assert (result.stored, result.refused) == (3, 1)
    assert [values[K.MOBILE] for values in open_customers(house, campaign)] == [
        "13812345678",
        "13912345679",
        "13712345680",
    ]
    assert "\n9,mobile,not-a-mobile" in result.report.read_text("utf-8-sig")  # as the spreadsheet counts rows
    with house.reading() as connection:
        query = select(consents.c.given_at).join(customers).where(customers.c.campaign == campaign)
        given = set(connection.execute(query).scalars())
    assert given == {"2026-03-05T02:20:00.000Z"}  # the company's clock is Shanghai's


def test_what_keeps_a_spreadsheet_from_rounding_a_number_is_no_part_of_it(house, tmp_path):
    campaign = add_campaign(house)
    lines = [
        "手机号,身份证号,授权方式,授权时间",
        '"=""13812345678""","=""11010519491231002X""",表单,2026-03-05',
        "'13912345679,'11010519491231002X,表单,2026-03-05",
        "\t13712345680\u200b,11010519491231002X\u202c,表单,2026-03-05",
    ]
    (tmp_path / "crm.csv").write_text("\r\n".join(lines), "utf-8")
    assert import_file(house, tmp_path / "crm.csv", campaign).stored == 3
    opened = open_customers(house, campaign)
    assert [values[K.MOBILE] for values in opened] == ["13812345678", "13912345679", "13712345680"]
    assert {values[K.ID_NUMBER] for values in opened} == {"11010519491231002X"}


def test_quoted_cells_hold_commas_quotes_and_lines(house, tmp_path):
    campaign = add_campaign(house)
    lines = [("手机号", "地址", "授权方式", "授权时间"), ("13812345678", '北京市朝阳区"国贸",\n3号楼', *AGREED)]
    assert import_file(house, write_text(tmp_path / "quoted.csv", lines), campaign).stored == 1
    assert open_customers(house, campaign)[0][K.ADDRESS] == '北京市朝阳区"国贸",\n3号楼'


def test_blank_rows_short_rows_and_trailing_commas_are_no_fault(house, tmp_path):
    campaign = add_campaign(house)
    text = "手机号,授权方式,授权时间,备注,\n\n13812345678,表单,2026-03-05\n,,,,\n13912345679,表单,2026-03-05,,,,\n"
    (tmp_path / "untidy.csv").write_text(text, "utf-8")
    result = import_file(house, tmp_path / "untidy.csv", campaign)
    assert (result.stored, result.refused) == (2, 0)


def test_a_card_shows_masked_values_the_name_first(house, tmp_path):
    campaign = add_campaign(house)
    lines = [("手机号", "备注", "标签", "客户编号", "姓名", "授权方式", "授权时间")]
    lines += [("13812345678", "改打13912345679", "高意向 13712345680", "9-13612345681", "张伟", *AGREED)]
    import_file(house, write_text(tmp_path / "card.csv", lines), campaign)
    (card,) = read_cards(house, campaign)
    assert card.fields == [["name", "张*"], ["mobile", "138****5678"], ["free_text", "改打139****5679"]]
    assert card.tags == ["高意向", "137****5680"]
    assert "13612345681" not in card.external_id
    assert (card.state, card.source, card.assigned_to) == (CardState.NEW.value, "S-1", None)
    assert K.FREE_TEXT not in open_customers(house, campaign)[0]  # a remark is kept masked alone


def test_cards_go_in_turn_to_the_team_s_agents_and_reach_their_desks(house, tmp_path):
    team, campaign = "west", add_campaign(house, team="west")
    agents = sorted((house.enlist(team=team) for _ in range(3)), key=lambda agent: agent.username)
    house.enlist(Role.SUPERVISOR, team)
    lines = [("手机号", "授权方式", "授权时间"), *((f"1380000{n:04}", *AGREED) for n in range(7))]
    result = import_file(house, write_text(tmp_path / "even.csv", lines), campaign, assign=EVEN)
    assert result.notes == ()
    given = [card.assigned_to for card in read_cards(house, campaign)]
    assert given == [agents[n % 3].id for n in range(7)]
    with house.reading() as connection:
        rows = connection.execute(select(card_feed).order_by(card_feed.c.person, card_feed.c.version)).all()
    fed = {person: len(list(group)) for person, group in groupby(rows, lambda row: row.person)}
    assert [fed[agent.id] for agent in agents] == [3, 2, 2]


def test_many_cards_reach_their_agent(house, tmp_path):
    agent, campaign = house.enlist(), add_campaign(house)
    lines = [("手机号", *CONSENT), *((f"1380000{n:04}", *AGREED) for n in range(60))]
    file = write_text(tmp_path / "many.csv", lines)
    assert import_file(house, file, campaign, assign=agent.username).stored == 60
    with house.reading() as connection:
        query = select(func.count()).where(card_feed.c.person == agent.id, card_feed.c.gone.is_(False))
        assert connection.execute(query).scalar_one() == 60


def test_all_cards_go_to_one_agent_or_nobody(house, tmp_path):
    agent, campaign = house.enlist(), add_campaign(house)
    lines = [("手机号", "授权方式", "授权时间"), ("13812345678", *AGREED)]
    import_file(house, write_text(tmp_path / "one.csv", lines), campaign, assign=agent.username)
    assert [card.assigned_to for card in read_cards(house, campaign)] == [agent.id]
    for name in ("nobody-is-called-this", house.enlist(Role.SUPERVISOR).username):
        with pytest.raises(ConfigurationWrong, match="no active agent"):
            import_file(house, tmp_path / "one.csv", campaign, assign=name)


def test_a_team_without_agents_is_named(house, tmp_path):
    campaign = add_campaign(house, team="head")
    lines = [("手机号", "授权方式", "授权时间"), ("13812345678", *AGREED)]
    result = import_file(house, write_text(tmp_path / "nobody.csv", lines), campaign, assign=EVEN)
    assert result.notes == ("Team head has no active agent: the new cards are nobody's yet.",)
    assert [card.assigned_to for card in read_cards(house, campaign)] == [None]


def test_consent_that_the_file_does_not_hold_is_stated_for_all_of_it(house, tmp_path):
    campaign = add_campaign(house)
    lines = [("手机号", "授权方式", "授权时间"), ("13812345678", "", ""), ("13912345679", *AGREED)]
    file = write_text(tmp_path / "plain.csv", lines)
    consent = state_consent("纸质表单", datetime.fromisoformat("2026-01-02T00:00:00+08:00"), "v2")
    assert import_file(house, file, campaign, consent=consent).stored == 2
    with house.reading() as connection:
        rows = connection.execute(select(consents).join(customers).where(customers.c.campaign == campaign)).all()
    agreed = {(row.how, row.given_at, row.wording, row.purpose) for row in rows}
    assert agreed == {
        ("纸质表单", "2026-01-01T16:00:00.000Z", "v2", "marketing"),
        ("线上表单", "2026-03-05T02:20:00.000Z", "", "marketing"),
    }
