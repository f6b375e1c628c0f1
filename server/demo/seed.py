"""A whole demo Central: teams, people, sources, campaigns, synthetic customers (Z1)."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from msgspec import Struct

from protocol.cards import Purpose
from protocol.fields import FieldKind
from protocol.roles import Role
from protocol.sessions import DeskPolicy
from protocol.vpn import VpnRule
from server.demo.calls import seed_calls
from server.demo.people import write_csv
from server.services.accounts import add_person, add_team
from server.services.central import Central, make_central
from server.services.importing.order import ImportOrder
from server.services.importing.run import run_import
from server.services.policy import Policy, RevealPolicy
from server.services.policy_setting import set_policy
from server.services.registry import CampaignPlan, Source, add_source, put_campaign

_TEAMS = (("operations", "运营中心", None), ("team-3", "外呼三组", "operations"), ("oversight", "合规与安全", None))
_PEOPLE = (
    ("zhang.min", "张敏", Role.AGENT, "team-3"),
    ("li.qiang", "李强", Role.AGENT, "team-3"),
    ("wang.fang", "王芳", Role.SUPERVISOR, "team-3"),
    ("chen.gang", "陈刚", Role.SUPERVISOR, "operations"),
    ("zhao.lei", "赵磊", Role.INSPECTOR, "oversight"),
    ("sun.jing", "孙静", Role.SECURITY, "oversight"),
    ("zhou.yan", "周妍", Role.PRIVACY, "oversight"),
    ("admin", "管理员", Role.ADMIN, "oversight"),
)
_SCRIPT = (
    "您好，我是本公司的客户顾问。这次来电是想了解您的装修意向，只占用您两分钟。",
    "您的手机号来自您填写的线上表单，仅用于本次业务沟通和需求跟进，最长保存一年，您可以随时要求删除。",
    "本次通话可能会录音，录音仅用于服务质量监控，您是否同意？",
    "请问您近期是否有装修计划？预计在什么时间开始？",
    "我为您登记回访时间。感谢您的接听，再见。",
)
_K = FieldKind
_PURPOSES = (
    Purpose(id="marketing", title="营销外呼", fields=(_K.NAME, _K.MOBILE, _K.ADDRESS, _K.EMAIL, _K.PLATE)),
    Purpose(id="verification", title="身份核验", fields=(_K.NAME, _K.MOBILE, _K.ID_NUMBER)),
)


class DemoAccount(Struct, frozen=True, kw_only=True):
    """Somebody of the demo; everybody may know the password."""

    username: str
    name: str
    role: Role
    password: str
    totp_secret: str


def seed_demo(folder: Path, *, customers: int, port: int = 8443, calls: int = 0) -> tuple[DemoAccount, ...]:
    """Make the demo in an empty ``folder``, with so many past calls; who can sign in."""
    hosts = ("localhost", "127.0.0.1")
    central = make_central(
        folder, host="127.0.0.1", port=port, hosts=hosts, url=f"https://localhost:{port}", database=""
    )
    with central.engine.begin() as connection:
        for team, title, parent in _TEAMS:
            add_team(connection, central.node, team, title, parent)
    accounts = tuple(_add_account(central, *person) for person in _PEOPLE)
    with central.engine.begin() as connection:
        evidence = hashlib.sha256(b"demo").hexdigest()
        for source, kind, party in (("S-0042", "线上表单", "官网留资"), ("S-0057", "合作方共享", "家居商城")):
            add_source(
                connection,
                central.node,
                Source(
                    id=source,
                    kind=kind,
                    party=party,
                    legal_basis="客户同意",
                    evidence_sha256=evidence,
                    approver="孙静",
                ),
            )
        for campaign, title in (("autumn-renovation", "秋季装修回访"), ("member-care", "会员关怀")):
            put_campaign(
                connection,
                central.node,
                CampaignPlan(
                    id=campaign, title=title, team="team-3", purposes=_PURPOSES, script=_SCRIPT, retention_days=365
                ),
            )
        # The demo runs at any hour; a company sets its own.
        desk = DeskPolicy(vpn=VpnRule(required=True, loopback=True))  # all of it runs on one machine
        policy = Policy(reveal=RevealPolicy(opens="00:00", closes="00:00"), desk=desk)
        set_policy(connection, central.node, policy, "demo")
    _import_customers(central, "autumn-renovation", "S-0042", customers * 4 // 5, seed=2026)
    _import_customers(central, "member-care", "S-0057", customers - customers * 4 // 5, seed=2027)
    if calls:
        seed_calls(central, calls)
    central.engine.dispose()
    return accounts


def _add_account(central: Central, username: str, name: str, role: Role, team: str) -> DemoAccount:
    password = f"demo {username} veildesk"
    with central.engine.begin() as connection:
        account = add_person(
            connection,
            central.keys,
            central.node,
            username=username,
            name=name,
            role=role,
            team=team,
            password=password,
        )
    return DemoAccount(username=username, name=name, role=role, password=password, totp_secret=account.totp_secret)


def _import_customers(central: Central, campaign: str, source: str, count: int, *, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "customers.csv"
        write_csv(file, count, seed=seed, encoding="gb18030")
        run_import(central.engine, central.keys, central.node, ImportOrder(file=file, campaign=campaign, source=source))
