"""A real desk at work without a Central: a real vault and journal, masked cards put in as sync would."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.desk import Desk
from app.people import PersonHere
from protocol.cards import (
    Campaign,
    Card,
    CardField,
    CardPage,
    CardState,
    Consent,
    Disposition,
    HistoryEntry,
    Purpose,
    SourceRef,
)
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.masking import mask
from protocol.roles import Role
from protocol.sessions import DeskPolicy, Person
from protocol.times import format_instant
from secure_store.card_cache import CardCache
from secure_store.device import DeviceCard, DeviceIdentity
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.vault import Vault
from tests.memory_log import MemoryLog
from ui.main import join_desk

CAMPAIGN = Campaign(
    id="home-2026",
    title="秋季家装回访",
    purposes=(
        Purpose(id="marketing", title="营销回访", fields=(FieldKind.NAME, FieldKind.MOBILE, FieldKind.ADDRESS)),
        Purpose(id="contract", title="合同核实", fields=(FieldKind.NAME, FieldKind.MOBILE, FieldKind.ID_NUMBER)),
    ),
    script=(
        "您好，这里是安居家装客服中心，我是工号 1024。本次通话可能会录音，用于服务质量检查，保存一年。您是否同意继续？",
        "请问您之前咨询的全屋装修，目前进展到哪一步了？",
        "我们本月有免费量房和设计方案，您看什么时间方便？",
        "感谢您的时间，稍后我们会按您的要求联系您。",
    ),
)
PASSWORD = b"synthetic horse"
_TAGS = ("装修", "二次跟进", "高意向", "老客户", "新房")
_STATES = (CardState.NEW, CardState.RETRY, CardState.CALLBACK, CardState.NEW, CardState.DONE, CardState.STOPPED)


def make_cards(count: int) -> tuple[Card, ...]:
    """Masked cards of synthetic people, in every state of the queue."""
    from server.demo.people import generate_people

    now = datetime.now(UTC)
    return tuple(_make_card(place, person, now) for place, person in enumerate(islice(generate_people(count), count)))


def _make_card(place: int, person: object, now: datetime) -> Card:
    state = _STATES[place % len(_STATES)]
    values = {kind: getattr(person, kind.value, "") for kind in FieldKind}
    shown = (FieldKind.NAME, FieldKind.MOBILE, FieldKind.ID_NUMBER, FieldKind.ADDRESS, FieldKind.PLATE, FieldKind.EMAIL)
    fields = tuple(CardField(kind, mask(kind, values[kind])) for kind in shown if values[kind])
    due = None
    if state is CardState.RETRY:
        due = now - timedelta(minutes=7 * (place % 9 + 1))
    elif state is CardState.CALLBACK:
        due = now + timedelta(minutes=11 * (place % 400 - 40))
    history = (
        (
            HistoryEntry(at=_ago(now, days=4, hours=2), by="李娜", disposition=Disposition.NO_ANSWER),
            HistoryEntry(at=_ago(now, days=12), by="张敏", disposition=Disposition.CALLBACK, note="想看样板间"),
        )
        if state is not CardState.NEW or place % 2
        else ()
    )
    return Card(
        id=make_identifier(),
        version=1,
        campaign=CAMPAIGN.id,
        state=state,
        fields=fields,
        tags=tuple(dict.fromkeys((_TAGS[place % 5], _TAGS[place * 3 % 5]))),
        consents=(
            Consent(purpose="marketing", given_at="2026-08-02T03:20:00.000Z", wording="v3", how="网页表单"),
            *(
                (
                    Consent(
                        purpose="contract",
                        given_at="2026-08-02T03:20:00.000Z",
                        wording="v3",
                        how="网页表单",
                        withdrawn_at="2026-10-11T03:20:00.000Z",
                    ),
                )
                if place % 3 == 1
                else ()
            ),
        ),
        source=SourceRef(id="S-0042", kind="网页表单", party="安居家装官网"),
        history=history,
        due_at=format_instant(due) if due else None,
        retain_until=format_instant(now + timedelta(days=212 - place % 200)),
    )


def _ago(now: datetime, **span: int) -> str:
    return format_instant(now - timedelta(**span))


def make_working_desk(
    folder: DeskFolder,
    keyring: DeviceKeyring,
    *,
    cards: int = 60,
    role: Role = Role.AGENT,
    person: Person | None = None,
) -> Desk:
    """Somebody at work on his cards, offline, since no Central runs here; 张敏 unless it is ``person``."""
    device = make_identifier()
    card = DeviceCard(
        id=device,
        name="A-17",
        central="https://127.0.0.1:9",
        log_key=MemoryLog().vkey,
        expires_at=date.max.isoformat(),
    )
    identity = DeviceIdentity(folder.device, card, Ed25519PrivateKey.generate(), keyring)
    person = person or Person(id=make_identifier(), username="zhangmin", name="张敏", role=role, team="三组")
    with Vault.create(folder, person.id, device, bytearray(PASSWORD), keyring) as vault:
        cache = CardCache(vault)
        cache.put_campaigns([CAMPAIGN])
        made = make_cards(cards)
        for start in range(0, len(made), 1000):
            chunk = made[start : start + 1000]
            cache.apply_page(CardPage(cards=chunk, gone=(), cursor=start + len(chunk), more=False))
        desk = join_desk(folder, identity, keyring)
        desk.keeper._shelf.remember(vault, person, DeskPolicy())
    desk.keeper.people.remember(PersonHere(id=person.id, username=person.username, name=person.name))
    desk.keeper.sign_in_offline(person.username, bytearray(PASSWORD))
    return desk
