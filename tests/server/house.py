"""A small company at a real Central: people who prove their password, desks with keys, customers with sealed values.

Passwords are the Ed25519 keys that Argon2id would make of them, so that nobody waits for it. Time passes by moving
instants in the database into the past.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Barrier
from typing import Any, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, insert, select, update

from protocol.cards import CardState, Purpose
from protocol.errors import StepUpRequired, VeildeskError
from protocol.events import Event, decode_event
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.masking import mask
from protocol.oversight import AccountState, DeviceState
from protocol.proofs import (
    SIGN_IN_ACT,
    PasswordRecipe,
    prove_password,
)
from protocol.reveals import RevealRequest
from protocol.roles import Role
from protocol.sessions import Session, SignInProof
from protocol.times import after, now
from server.keys.totp import TotpKeys, make_secret
from server.services.accounts import add_team
from server.services.callers import Caller, Device, find_caller
from server.services.cards import touch_card
from server.services.central import Central
from server.services.policy import Policy, RevealPolicy
from server.services.policy_setting import set_policy
from server.services.registry import CampaignPlan, Source, add_source, put_campaign
from server.services.signin import sign_in, start_sign_in
from server.services.transactions import writing
from server.store.database import read
from server.store.tables import alerts, consents, customers, events, inbox, people, sealed_records
from server.store.tables import devices as device_table
from server.store.tables import sessions as session_table
from tests.server.sealing import seal_record
from tests.server.seats import Account, Desk, Seat, write_key, write_proof

Done = TypeVar("Done")
Call = Callable[[Connection, Central, Caller], Done]
"""What a service does for a caller, in a transaction."""
VALUES = {FieldKind.NAME: "欧阳娜娜", FieldKind.MOBILE: "13812345678", FieldKind.ID_NUMBER: "11010519491231002X"}
PURPOSES = (
    Purpose(id="marketing", title="营销外呼", fields=(FieldKind.NAME, FieldKind.MOBILE)),
    Purpose(id="verification", title="身份核验", fields=(FieldKind.NAME, FieldKind.MOBILE, FieldKind.ID_NUMBER)),
)
ANY_HOUR = RevealPolicy(opens="00:00", closes="00:00", daily_quota=1000)


@dataclass
class House:
    """The company. Teams: ``east`` and ``west`` below ``head``."""

    central: Central
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def furnish(self) -> House:
        """Teams, a source and a campaign; reveals at any hour."""
        with self.writing() as connection:
            for team, title, parent in (("head", "总部", None), ("east", "东组", "head"), ("west", "西组", "head")):
                add_team(connection, self.central.node, team, title, parent)
            self._add_source(connection, "S-1")
        self.furnish_campaigns()
        self.set_policy()
        return self

    def furnish_campaigns(self) -> None:
        """The campaigns as they were at first."""
        with self.writing() as connection:
            for campaign, team in (("spring", "east"), ("autumn", "west")):
                plan = CampaignPlan(id=campaign, title="春季回访", team=team, purposes=PURPOSES, script=("您好",))
                put_campaign(connection, self.central.node, plan)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction, as a route opens one."""
        with writing(self.central.engine) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads."""
        with read(self.central.engine) as connection:
            yield connection

    def set_policy(self, reveal: RevealPolicy = ANY_HOUR, **desk: Any) -> int:
        """Put a policy in force."""
        policy = Policy(reveal=reveal)
        policy = msgspec.structs.replace(policy, desk=msgspec.structs.replace(policy.desk, **desk))
        with self.writing() as connection:
            return set_policy(connection, self.central.node, policy, "test")

    def any_hour(self, **rules: Any) -> RevealPolicy:
        """Rules for reveals that ask for no hour."""
        return msgspec.structs.replace(ANY_HOUR, **rules)

    def name(self, stem: str) -> str:
        """A name that nothing else has."""
        return f"{stem}-{next(self._numbers)}"

    def enlist(self, role: Role = Role.AGENT, team: str = "east", *, must_change: bool = False) -> Account:
        """A new account."""
        key, secret = Ed25519PrivateKey.generate(), make_secret()
        account = Account(make_identifier(), self.name(role.value), role, key, secret)
        with self.writing() as connection:
            connection.execute(
                insert(people).values(
                    id=account.id,
                    username=account.username,
                    name=f"员工 {account.username}",
                    role=role.value,
                    team=team,
                    state=AccountState.ACTIVE.value,
                    recipe=msgspec.to_builtins(PasswordRecipe(salt=os.urandom(16))),
                    public_key=write_key(key),
                    must_change_password=must_change,
                    totp_secret=TotpKeys(self.central.keys).seal(account.id, secret),
                    created_at=now(),
                )
            )
        return account

    def place_desk(self) -> Desk:
        """A new enrolled desk."""
        key, device = Ed25519PrivateKey.generate(), make_identifier()
        name = self.name("desk")
        with self.writing() as connection:
            connection.execute(
                insert(device_table).values(
                    id=device,
                    name=name,
                    platform="linux",
                    public_key=write_key(key),
                    state=DeviceState.ENROLLED.value,
                    certificate_serial="00",
                    certificate_until=after(now(), days=90),
                    enrolled_at=now(),
                )
            )
        return Desk(Device(device, name, write_key(key)), key)

    def seat(self, role: Role = Role.AGENT, team: str = "east", *, must_change: bool = False) -> Seat:
        """Somebody new, signed in at a new desk."""
        return self.sign_in(self.enlist(role, team, must_change=must_change), self.place_desk())

    def sign_in(self, account: Account, desk: Desk) -> Seat:
        """Sign in rightly, with a code that counts as new."""
        self.age(people, account.id, totp_step=0)
        return Seat(account, desk, self.try_sign_in(account, desk).token)

    def try_sign_in(
        self,
        account: Account,
        desk: Desk,
        *,
        username: str | None = None,
        key: Ed25519PrivateKey | None = None,
        code: str | None = None,
        challenge: bytes | None = None,
    ) -> Session:
        """Sign in with whatever is named in place of what is right."""
        name = account.username if username is None else username
        if challenge is None:
            challenge = self.ask_challenge(name, desk)
        proof = SignInProof(
            username=name,
            challenge=challenge,
            signature=prove_password(key or account.key, challenge, name, desk.id, SIGN_IN_ACT),
            code=account.code() if code is None else code,
        )
        with self.writing() as connection:
            return sign_in(connection, self.central, desk.device, proof, "10.8.0.7")

    def ask_challenge(self, username: str, desk: Desk) -> bytes:
        """A challenge to sign in with."""
        with self.reading() as connection:
            return start_sign_in(connection, self.central, desk.device, username).challenge

    def find(self, seat: Seat, *, awake: bool = True) -> Caller:
        """Who ``seat`` is to Central now; raises what a request of his would meet."""
        with self.reading() as connection:
            return find_caller(connection, seat.request(), awake=awake)

    def act(
        self,
        seat: Seat,
        call: Call[Done],
        *,
        path: str = "/v1/act",
        body: bytes = b"",
    ) -> Done:
        """Carry out what needs no proof."""
        return self._call(seat, call, path, body, "")

    def prove(
        self,
        seat: Seat,
        call: Call[Done],
        *,
        path: str = "/v1/act",
        body: bytes = b"",
        code: str | None = None,
    ) -> Done:
        """Carry out what needs a proof: asked once for the challenge, then with the proof."""
        challenge = self.ask_proof(seat, call, path=path, body=body)
        return self._call(seat, call, path, body, write_proof(seat, challenge, path, body, code=code))

    def ask_proof(
        self,
        seat: Seat,
        call: Call[Any],
        *,
        path: str = "/v1/act",
        body: bytes = b"",
    ) -> bytes:
        """The challenge that Central asks a proof for."""
        try:
            self._call(seat, call, path, body, "")
        except StepUpRequired as wanted:
            return base64.b64decode(wanted.challenge)
        raise AssertionError("it was done without a proof")

    def send_proof(self, seat: Seat, call: Call[Done], step_up: str, *, path: str, body: bytes) -> Done:
        """Carry out with a ``Step-Up`` header of one's own making."""
        return self._call(seat, call, path, body, step_up)

    def _call(self, seat: Seat, call: Call[Done], path: str, body: bytes, step_up: str) -> Done:
        request = msgspec.structs.replace(seat.request("POST", path, body), step_up=step_up)
        with self.writing() as connection:
            return call(connection, self.central, find_caller(connection, request))

    def add_card(self, holder: Account | None, *, source: str = "S-1", campaign: str = "spring") -> str:
        """A customer who agreed to every purpose, with all of ``VALUES``."""
        card = make_identifier()
        sealed = seal_record(self.central.keys, card, VALUES)
        with self.writing() as connection:
            connection.execute(
                insert(customers).values(
                    id=card,
                    campaign=campaign,
                    source=source,
                    assigned_to=holder.id if holder else None,
                    state=CardState.NEW.value,
                    fields=[[kind.value, mask(kind, value)] for kind, value in VALUES.items()],
                    tags=["高意向"],
                    imported_at=now(),
                    retain_until=after(now(), days=365),
                )
            )
            connection.execute(
                insert(sealed_records).values(
                    customer=card, kek_version=sealed.kek_version, wrapped=sealed.wrapped, sealed=sealed.sealed
                )
            )
            connection.execute(
                insert(consents),
                [
                    {"customer": card, "purpose": item.id, "given_at": now(), "wording": "v1", "how": "线上表单"}
                    for item in PURPOSES
                ],
            )
            touch_card(connection, card)
        return card

    def add_source(self) -> str:
        """A new registered source."""
        name = self.name("S")
        with self.writing() as connection:
            self._add_source(connection, name)
        return name

    def _add_source(self, connection: Connection, name: str) -> None:
        source = Source(
            id=name, kind="线上表单", party="官网", legal_basis="同意", evidence_sha256="0" * 64, approver="孙静"
        )
        add_source(connection, self.central.node, source)

    def withdraw(self, card: str) -> None:
        """The customer takes his consent back."""
        with self.writing() as connection:
            connection.execute(update(consents).where(consents.c.customer == card).values(withdrawn_at=now()))

    def age(self, table: Any, identifier: str, **values: Any) -> None:
        """Change a row as time or somebody else would have."""
        with self.writing() as connection:
            changed = connection.execute(update(table).where(table.c.id == identifier).values(**values))
            assert changed.rowcount == 1

    def age_session(self, seat: Seat, **values: Any) -> None:
        """Change a session as time would have."""
        self.age(session_table, self.find(seat, awake=False).session, **values)

    def last_event(self, act: str, **wanted: str) -> Event:
        """The newest event of an act whose fields are as ``wanted``; fails when there is none."""
        with self.reading() as connection:
            rows = connection.execute(
                select(events.c.bytes).where(events.c.act == act).order_by(events.c.log_index.desc())
            ).scalars()
            for row in rows:
                event = decode_event(bytes(row))
                if all(getattr(event, name) == value for name, value in wanted.items()):
                    return event
        raise AssertionError(f"there is no event {act} {wanted}")

    def notices(self, account: Account) -> list[tuple[str, str]]:
        """Kind and subject of every notice in a person's inbox, oldest first."""
        with self.reading() as connection:
            rows = connection.execute(select(inbox).where(inbox.c.person == account.id).order_by(inbox.c.seq))
            return [(row.kind, row.ref) for row in rows]

    def alerts(self, kind: str, about: str) -> list[dict[str, str]]:
        """The facts of every alert of a kind about something."""
        with self.reading() as connection:
            query = select(alerts.c.facts).where(alerts.c.kind == kind, alerts.c.about == about)
            return list(connection.execute(query.order_by(alerts.c.seq)).scalars())


def ask_for(
    card: str,
    *,
    kind: FieldKind = FieldKind.MOBILE,
    purpose: str = "marketing",
    reason: str = "核对回访号码",
    key: bytes | None = None,
    break_glass: bool = False,
) -> RevealRequest:
    """A request to see a value."""
    return RevealRequest(
        card=card,
        field=kind,
        purpose=purpose,
        reason=reason,
        public_key=write_key(X25519PrivateKey.generate()) if key is None else key,
        break_glass=break_glass,
    )


def run_at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run calls at the same moment; their results, or the refusals they met."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return call()
        except VeildeskError as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
