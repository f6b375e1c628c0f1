"""A Central of the tests' own on loopback TLS, which keeps the protocol and can be told to break it, and desks on it.

It stands where the real Central cannot: answering rubbish, half, late, or with somebody else's key. What it checks, it
checks by `protocol` and by the same signature library as the real one.
"""

from __future__ import annotations

import base64
import os
import re
import ssl
import threading
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from http_message_signatures import ContentDigest, HTTPMessageVerifier, algorithms

from app.enrolment import KEY_ID
from protocol.cards import Campaign, Card, CardField, CardPage, CardState, Purpose, SourceRef
from protocol.delivery import DeskHead, EventBatch, Receipt
from protocol.enrolment import DeviceCertificate, EnrolmentTicket, EnrolRequest, Revocations, write_ticket
from protocol.errors import StepUpRequired, VeildeskError
from protocol.events import GENESIS, decode_event, hash_event
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.inbox import InboxItem, InboxPage
from protocol.merkle import hash_leaf
from protocol.problem_details import MEDIA_TYPE, describe_problem
from protocol.proofs import (
    SIGN_IN_ACT,
    UNLOCK_ACT,
    PasswordRecipe,
    check_proof,
    derive_password_key,
    digest_act,
    read_step_up,
)
from protocol.refusals import NotFound, ProofRefused, Replayed, SessionEnded, SignInRefused
from protocol.reveal_refusals import RevealGone
from protocol.reveals import Reveal, RevealRequest, RevealState
from protocol.roles import Role
from protocol.sealing import SealContext, seal_value
from protocol.sessions import (
    DeskPolicy,
    PasswordChange,
    Person,
    Session,
    SignInChallenge,
    SignInProof,
    UnlockProof,
)
from protocol.signing import BASE_COMPONENTS, TAG
from protocol.times import after, now
from protocol.trail import ChainGap
from tests.app.asks import Ask, KnownKeys
from tests.app.authority import Authority, write_key
from tests.app.tls_server import send, serve_tls
from tests.least_costs import make_least_recipe
from tests.memory_log import MemoryLog


class LoopbackCentral:
    """Keeps the protocol for one agent with a few cards. ``spoil`` may write the next answers itself."""

    def __init__(self, folder: Path) -> None:
        self.authority, self.log = Authority(), MemoryLog()
        self.devices: dict[str, Any] = {}
        self.password, self.code = os.urandom(9).hex(), "123456"
        self.recipe = make_least_recipe()
        self.public = self._public(self.password, self.recipe)
        self.person = Person(id=make_identifier(), username="zhangmin", name="张敏", role=Role.AGENT, team="3")
        self.policy, self.must_change = DeskPolicy(), False
        self.tokens: set[str] = set()
        self.challenges: set[bytes] = set()
        self.wants_code = "no"
        self.campaign = Campaign(
            id=make_identifier(),
            title="装修回访",
            purposes=(Purpose(id="follow-up", title="回访", fields=(FieldKind.NAME, FieldKind.MOBILE)),),
        )
        self.cards = {card.id: card for card in (self._make_card(n) for n in range(1, 6))}
        self.events: dict[str, list[bytes]] = {}
        self.value = bytearray(f"139{int.from_bytes(os.urandom(4), 'big') % 10**8:08d}".encode())
        self.reveals: dict[str, tuple[Reveal, RevealRequest, str]] = {}
        self.allow = True
        self.inbox: list[InboxItem] = []
        self.asked: list[Ask] = []
        self.nonces: set[str] = set()
        self.spoil: Callable[[BaseHTTPRequestHandler, Ask, bytes], bool] | None = None
        self._start(folder)

    @staticmethod
    def _public(password: str, recipe: PasswordRecipe) -> bytes:
        key = derive_password_key(bytearray(password.encode()), recipe).public_key()
        return key.public_bytes(Encoding.Raw, PublicFormat.Raw)

    def _make_card(self, number: int) -> Card:
        return Card(
            id=make_identifier(),
            version=number,
            campaign=self.campaign.id,
            state=CardState.NEW,
            fields=(CardField(FieldKind.NAME, "陈**"), CardField(FieldKind.MOBILE, f"138****{number:04d}")),
            source=SourceRef(id="S-1", kind="web", party="us"),
        )

    def _start(self, folder: Path) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate, key_file = folder / "server.crt", folder / "server.key"
        certificate.write_text(self.authority.issue(key.public_key(), address="127.0.0.1"))
        key_file.write_bytes(write_key(key))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(certificate, key_file)
        context.load_verify_locations(cadata=self.authority.pem)
        context.verify_mode = ssl.CERT_REQUIRED
        self.server = serve_tls(context, self._make_door())
        self.url = f"https://127.0.0.1:{self.server.server_address[1]}"

    def _make_door(self) -> type[BaseHTTPRequestHandler]:
        central = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                ask = Ask(self.command, central.url + self.path, self.headers, body)
                central.asked.append(ask)
                status, kind, content = central.handle(ask)
                if central.spoil and central.spoil(self, ask, content):
                    return
                send(self, status, kind, content)

            do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

        return Door

    def stop(self) -> None:
        """Go down."""
        self.server.shutdown()
        self.server.server_close()

    def handle(self, ask: Ask) -> tuple[int, str, bytes]:
        """Status, media type and body of the answer."""
        try:
            device = self._check_signature(ask)
            answer = self._route(ask, device)
        except VeildeskError as error:
            return error.status, MEDIA_TYPE, msgspec.json.encode(describe_problem(error))
        return (204, "", b"") if answer is None else (200, "application/json", msgspec.json.encode(answer))

    def _check_signature(self, ask: Ask) -> str:
        known = dict(self.devices)
        if ask.path == "/v1/enrol":
            request = x509.load_pem_x509_csr(ask.read(EnrolRequest).csr.encode())
            known[KEY_ID] = request.public_key()
        verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=KnownKeys(known))
        need = [*BASE_COMPONENTS, *(n for n in ("authorization", "step-up") if ask.headers.get(n))]
        (result,) = verifier.verify(ask, expect_tag=TAG, require_components=need, max_age=timedelta(seconds=60))
        ContentDigest.verify(ask.headers["Content-Digest"], ask.body)
        nonce = result.parameters["nonce"]
        if nonce in self.nonces:
            raise Replayed
        self.nonces.add(nonce)
        return result.parameters["keyid"]

    def _route(self, ask: Ask, device: str) -> Any:
        for (method, pattern), act in self._routes().items():
            found = re.fullmatch(pattern, ask.path)
            if method == ask.method and found:
                return act(ask, device, *found.groups())
        raise NotFound

    def _routes(self) -> dict[tuple[str, str], Callable[..., Any]]:
        return {
            ("POST", "/v1/enrol"): self.enrol,
            ("GET", "/v1/revocations"): lambda *_: Revocations(revocations=self.authority.list_revoked()),
            ("POST", "/v1/session/challenge"): lambda *_: self._challenge(),
            ("POST", "/v1/session"): self.sign_in,
            ("GET", "/v1/session"): lambda ask, _: self._session(ask),
            ("DELETE", "/v1/session"): lambda *_: self.tokens.clear(),
            ("POST", "/v1/session/unlock-challenge"): lambda *_: self._challenge(),
            ("POST", "/v1/session/unlock"): self.unlock,
            ("PUT", "/v1/password"): self.change_password,
            ("GET", "/v1/campaigns"): lambda ask, _: self._signed_in(ask) and (self.campaign,),
            ("GET", "/v1/cards"): self.list_cards,
            ("POST", "/v1/events"): self.take_events,
            ("GET", "/v1/events/head"): self._head,
            ("POST", "/v1/reveals"): self.request_reveal,
            ("GET", "/v1/reveals/([^/]+)"): lambda *found: self.reveals[found[2]][0],
            ("POST", "/v1/reveals/([^/]+)/collect"): self.collect,
            ("GET", "/v1/inbox"): self.read_inbox,
        }

    def make_ticket(self) -> str:
        """A ticket for a desk."""
        key = ec.generate_private_key(ec.SECP256R1())
        ticket = EnrolmentTicket(
            url=self.url,
            ca=self.authority.pem,
            code="once",
            certificate=self.authority.issue(key.public_key()),
            key=write_key(key).decode(),
            expires_at=after(now(), minutes=15),
        )
        return write_ticket(ticket)

    def enrol(self, ask: Ask, _: str) -> DeviceCertificate:
        request = ask.read(EnrolRequest)
        key = x509.load_pem_x509_csr(request.csr.encode()).public_key()
        device = next((known for known, its in self.devices.items() if its == key), "") or make_identifier()
        self.devices[device] = key
        return DeviceCertificate(
            device=device,
            device_name=request.device_name,
            certificate=self.authority.issue(key),
            ca=self.authority.pem,
            log_key=self.log.vkey,
            expires_at=after(now(), days=90),
        )

    def _challenge(self) -> SignInChallenge:
        challenge = os.urandom(32)
        self.challenges.add(challenge)
        return SignInChallenge(challenge=challenge, recipe=self.recipe)

    def _spend(self, challenge: bytes) -> bool:
        known = challenge in self.challenges
        self.challenges.discard(challenge)
        return known

    def sign_in(self, ask: Ask, device: str) -> Session:
        proof = ask.read(SignInProof)
        good = self._spend(proof.challenge) and proof.code == self.code
        if not good or not check_proof(
            self.public, proof.signature, proof.challenge, proof.username, device, SIGN_IN_ACT
        ):
            raise SignInRefused
        token = os.urandom(16).hex()
        self.tokens.add(token)
        return self._write_session(token)

    def _write_session(self, token: str = "") -> Session:
        return Session(
            token=token,
            person=self.person,
            policy=self.policy,
            recipe=self.recipe,
            expires_at=after(now(), hours=12),
            must_change_password=self.must_change,
        )

    def _signed_in(self, ask: Ask) -> bool:
        if (ask.headers.get("Authorization") or "").removeprefix("Bearer ") not in self.tokens:
            raise SessionEnded
        return True

    def _session(self, ask: Ask) -> Session:
        self._signed_in(ask)
        return self._write_session()

    def unlock(self, ask: Ask, device: str) -> Session:
        self._signed_in(ask)
        proof = ask.read(UnlockProof)
        known = self._spend(proof.challenge)
        if not known or not check_proof(
            self.public, proof.signature, proof.challenge, self.person.username, device, UNLOCK_ACT
        ):
            raise ProofRefused
        return self._write_session()

    def _step_up(self, ask: Ask, device: str) -> None:
        self._signed_in(ask)
        header = ask.headers.get("Step-Up")
        if not header:
            wanted, challenge = StepUpRequired(code=self.wants_code), os.urandom(32)
            self.challenges.add(challenge)
            wanted.challenge = base64.b64encode(challenge).decode()
            raise wanted
        proof, act = read_step_up(header), digest_act(ask.method, ask.full_path, ask.body)
        known = self._spend(proof.challenge)
        if not known or not check_proof(
            self.public, proof.signature, proof.challenge, self.person.username, device, act
        ):
            raise ProofRefused

    def change_password(self, ask: Ask, device: str) -> None:
        self._step_up(ask, device)
        change = ask.read(PasswordChange)
        self.recipe, self.public, self.must_change = change.recipe, change.public_key, False

    def set_password(self, password: str) -> None:
        """As if it had been changed on another desk."""
        self.recipe = make_least_recipe()
        self.password, self.public = password, self._public(password, self.recipe)

    def list_cards(self, ask: Ask, _: str) -> CardPage:
        self._signed_in(ask)
        start = int(re.search(r"after=(\d+)", ask.full_path).group(1))  # type: ignore[union-attr]
        cards = tuple(sorted((c for c in self.cards.values() if c.version > start), key=lambda c: c.version))
        page = cards[:3]
        cursor = page[-1].version if page else start
        return CardPage(cards=page, gone=(), cursor=cursor, more=len(cards) > 3)

    def _head(self, ask: Ask, device: str) -> DeskHead:
        kept = self.events.get(device, [])
        asked = re.search(r"log_size=(\d+)", ask.full_path)
        log_size = int(asked.group(1)) if asked else 0
        head = hash_event(kept[-1]) if kept else GENESIS
        return DeskHead(next_seq=len(kept) + 1, head=head, log=self.log.view(log_size))

    def take_events(self, ask: Ask, device: str) -> Receipt:
        batch, kept = ask.read(EventBatch), self.events.setdefault(device, [])
        if batch.first_seq > len(kept) + 1:
            raise ChainGap(next_seq=str(len(kept) + 1))
        for place, raw in enumerate(batch.events):
            data, seq = bytes(raw), batch.first_seq + place
            assert decode_event(data).prev == (hash_event(kept[seq - 2]) if seq > 1 else GENESIS)
            if seq > len(kept):
                kept.append(data)
                self.log.add(data)
            assert kept[seq - 1] == data
        indexes = [self.log.leaves.index(hash_leaf(bytes(raw))) for raw in batch.events]
        return self.log.receipt(batch.first_seq, indexes, batch.log_size)

    def request_reveal(self, ask: Ask, device: str) -> Reveal:
        self._step_up(ask, device)
        request = ask.read(RevealRequest)
        reveal = Reveal(
            id=make_identifier(),
            number="R-1",
            card=request.card,
            field=request.field,
            purpose=request.purpose,
            state=RevealState.COLLECTED if self.allow else RevealState.WAITING,
            made_at=now(),
            expires_at=after(now(), minutes=5),
            show_s=15,
            approvals_needed=0 if self.allow else 1,
        )
        self.reveals[reveal.id] = (reveal, request, device)
        return self._seal(reveal, request, device) if self.allow else reveal

    def approve(self, id_: str) -> None:
        """As if a supervisor had said yes."""
        reveal, request, device = self.reveals[id_]
        ready = msgspec.structs.replace(reveal, state=RevealState.READY, approvals_given=1)
        self.reveals[id_] = (ready, request, device)

    def _seal(self, reveal: Reveal, request: RevealRequest, device: str) -> Reveal:
        context = SealContext(
            request=reveal.id, card=reveal.card, field=reveal.field, device=device, expires_at=reveal.expires_at
        )
        sealed = seal_value(self.value, request.public_key, context)
        return msgspec.structs.replace(reveal, state=RevealState.COLLECTED, sealed=sealed)

    def collect(self, ask: Ask, device: str, id_: str) -> Reveal:
        reveal, request, _ = self.reveals[id_]
        if reveal.state is not RevealState.READY:
            raise RevealGone
        given = self._seal(reveal, request, device)
        self.reveals[id_] = (msgspec.structs.replace(given, sealed=None), request, device)
        return given

    def read_inbox(self, ask: Ask, _: str) -> InboxPage:
        self._signed_in(ask)
        start = int(re.search(r"after=(\d+)", ask.full_path).group(1))  # type: ignore[union-attr]
        items = tuple(item for item in self.inbox if item.seq > start)
        if not items:
            threading.Event().wait(0.05)
        return InboxPage(items=items, next=items[-1].seq if items else start)
