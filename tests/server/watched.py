"""A real Central with people and desks in it, and desks' journals in time as a test wants it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection, delete, insert, select, update

from protocol.delivery import EventBatch, write_head_message
from protocol.events import GENESIS, Act, Deed, ObjectKind, encode_event, hash_event, place_deed
from protocol.identifiers import make_identifier
from protocol.oversight import AccountState, AlertRow, DeviceState
from protocol.proofs import PasswordRecipe
from protocol.roles import Role
from protocol.sessions import Person
from protocol.times import Instant, after
from server.services.accounts import add_team
from server.services.anomaly_rules import AnomalyPolicy
from server.services.callers import Caller, Device
from server.services.central import Central, make_central
from server.services.ingest import CheckedBatch, append_batches, check_batch
from server.services.notices import list_alerts
from server.services.policy import Policy, RevealPolicy
from server.services.policy_setting import set_policy
from server.services.receipts import Draft
from server.store.tables import alerts, devices, inbox, people, sessions
from server.store.watch_tables import watch_counts, watch_streaks
from tests.postgres import divide_roles

ALL_DAY = RevealPolicy(opens="00:00", closes="00:00")
NINE = "2026-10-14T01:00:00.000Z"
"""Nine in the morning at the company's place, on a working day."""


class DeskOf:
    """An enrolled desk whose journal a test writes: acts at any moment, delivered as signed batches."""

    def __init__(self, central: Central, connection: Connection, name: str) -> None:
        self._central, self._key = central, Ed25519PrivateKey.generate()
        self.device = Device(make_identifier(), name, self._raw_key())
        self._seq, self._head = 0, GENESIS
        connection.execute(
            insert(devices).values(
                id=self.device.id,
                name=name,
                platform="test",
                public_key=self.device.public_key,
                state=DeviceState.ENROLLED.value,
                certificate_serial=make_identifier(),
                certificate_until=NINE,
                enrolled_at=NINE,
            )
        )

    def _raw_key(self) -> bytes:
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def deliver(
        self,
        connection: Connection,
        *acts: tuple[str, Act, Instant],
        object_id: str = "",
        detail: dict[str, str] | None = None,
    ) -> None:
        """Deliver acts, each of one person at one moment, in one batch."""
        (draft,) = append_batches(connection, self._central, [self.write(*acts, object_id=object_id, detail=detail)])
        assert isinstance(draft, Draft)

    def write(
        self, *acts: tuple[str, Act, Instant], object_id: str = "", detail: dict[str, str] | None = None
    ) -> CheckedBatch:
        """The batch that :meth:`deliver` delivers."""
        written = []
        first = self._seq + 1
        for actor, act, at in acts:
            self._seq += 1
            deed = Deed(
                act=act,
                actor=actor,
                role=Role.AGENT,
                object_kind=ObjectKind.CARD,
                object_id=object_id or make_identifier(),
                detail=detail or {},
            )
            event = place_deed(
                deed,
                identifier=make_identifier(),
                device=self.device.id,
                seq=self._seq,
                at=at,
                ip="",
                prev=self._head,
            )
            written.append(encode_event(event))
            self._head = hash_event(written[-1])
        message = write_head_message(self.device.id, first, self._seq, self._head)
        batch = EventBatch(
            device=self.device.id,
            first_seq=first,
            events=tuple(map(msgspec.Raw, written)),
            head=self._head,
            signature=self._key.sign(message),
        )
        return check_batch(self.device, batch, "10.8.0.7")


class Company:
    """A Central and who works there: two teams of sales, and those who oversee them."""

    def __init__(self, folder: Path, database: str) -> None:
        self.central = make_central(
            folder, host="127.0.0.1", port=8443, hosts=("localhost",), url="", **divide_roles(database)
        )
        self.engine = self.central.engine
        with self.engine.begin() as connection:
            for team, parent in (("sales", None), ("team-1", "sales"), ("team-2", "sales"), ("office", None)):
                add_team(connection, self.central.node, team, team, parent)
        self.agent = self.hire("li.qiang", "李强", Role.AGENT, "team-1")
        self.colleague = self.hire("zhang.min", "张敏", Role.AGENT, "team-2")
        self.leader = self.hire("wang.fang", "王芳", Role.SUPERVISOR, "team-1")
        self.security = self.hire("sun.jing", "孙静", Role.SECURITY, "office")
        self.privacy = self.hire("zhou.yan", "周妍", Role.PRIVACY, "office")
        self.begin_anew()

    def begin_anew(self) -> None:
        """The next test: nothing counted, nobody told, everybody at work; the trail goes on."""
        with self.engine.begin() as connection:
            for table in (watch_counts, watch_streaks, alerts, inbox, sessions):
                connection.execute(delete(table))
            connection.execute(update(people).values(state=AccountState.ACTIVE.value))
            set_policy(connection, self.central.node, Policy(reveal=ALL_DAY), "test")

    def hire(self, username: str, name: str, role: Role, team: str) -> Person:
        """Somebody with an account; deriving a password takes longer than these tests have."""
        person = Person(id=make_identifier(), username=username, name=name, role=role, team=team)
        with self.engine.begin() as connection:
            connection.execute(
                insert(people).values(
                    id=person.id,
                    username=username,
                    name=name,
                    role=role.value,
                    team=team,
                    state="active",
                    recipe=msgspec.to_builtins(PasswordRecipe(salt=os.urandom(16))),
                    public_key=os.urandom(32),
                    must_change_password=False,
                    totp_secret=b"",
                    created_at=NINE,
                )
            )
        return person

    def desk(self, name: str = "desk-07", *, of: Person | None = None) -> DeskOf:
        """A desk at which ``of`` (the agent, where none is named) has a session."""
        with self.engine.begin() as connection:
            made = DeskOf(self.central, connection, name)
        self.open_session(made, of or self.agent)
        return made

    def open_session(self, desk: DeskOf, person: Person) -> str:
        """A session of ``person`` at ``desk``; its identifier."""
        session = make_identifier()
        with self.engine.begin() as connection:
            connection.execute(
                insert(sessions).values(
                    id=session,
                    token_hash=session,
                    person=person.id,
                    device=desk.device.id,
                    opened_at=NINE,
                    active_at=NINE,
                    expires_at=after(NINE, days=3650),
                )
            )
        return session

    def caller(self, person: Person, desk: DeskOf, ip: str = "10.8.0.7") -> Caller:
        """``person`` asking from ``desk``."""
        return Caller(
            device=desk.device,
            session=self.open_session(desk, person),
            person=person,
            team_id=person.team,
            must_change_password=False,
            password_key=bytes(32),
            wrong_proofs=0,
            expires_at=after(NINE, days=3650),
            idle_s=0,
            policy=Policy(reveal=ALL_DAY),
            ip=ip,
            method="GET",
            path="/v1/cards/x",
            body=b"",
            step_up="",
        )

    def alerts(self) -> list[AlertRow]:
        """The alerts, oldest first."""
        with self.engine.connect() as connection:
            return list(reversed(list_alerts(connection)))

    def state(self, person: Person) -> str:
        """How an account stands."""
        with self.engine.connect() as connection:
            return str(connection.execute(select(people.c.state).where(people.c.id == person.id)).scalar_one())

    def sessions(self, person: Person) -> int:
        """How many sessions of a person are open."""
        query = select(sessions.c.id).where(sessions.c.person == person.id, sessions.c.ended_at.is_(None))
        with self.engine.connect() as connection:
            return len(connection.execute(query).all())

    def set_rules(self, **rules: object) -> None:
        """Put other anomaly rules in force."""
        with self.engine.begin() as connection:
            set_policy(connection, self.central.node, Policy(reveal=ALL_DAY, anomalies=AnomalyPolicy(**rules)), "test")  # type: ignore[arg-type]


def at(*, hours: float = 0, minutes: float = 0, seconds: float = 0) -> Instant:
    """A moment after nine o'clock."""
    return after(NINE, hours=hours, minutes=minutes, seconds=seconds)
