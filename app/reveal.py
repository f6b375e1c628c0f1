"""Seeing one value: asked for with a reason, proven, decided, opened once, shown for seconds, gone (D3, S1, A1, A4).

The only place on the desk where a plaintext exists before the secret view paints it, and it exists in a Secret alone.
"""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from threading import Condition, Lock
from time import monotonic
from typing import TYPE_CHECKING
from weakref import WeakSet

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec import structs

from app.backlog import require_delivery
from app.masked_text import mask_reason
from app.proving import proving_beside, wiping
from app.session_state import SessionState
from app.uptime import read_uptime
from protocol.errors import UnexpectedError, VeildeskError
from protocol.events import Act, ObjectKind, Outcome
from protocol.keeping import StoreUnwritable, VaultDamaged
from protocol.reveal_refusals import RevealDenied, RevealExpired, RevealGone, RevealUnreadable
from protocol.reveals import Reveal, RevealRequest, RevealState
from protocol.road import CentralNonsense
from protocol.sealing import SealContext, SealedValue, measure_value, open_value
from secure_store.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.trail import Trail
    from protocol.fields import FieldKind
    from protocol.identifiers import Identifier
    from protocol.inbox import InboxItem

POLL_S = 1.0
"""How often a waiting request is looked at when no notice comes."""
_OVER = {
    RevealState.REFUSED: RevealDenied,
    RevealState.CANCELLED: RevealExpired,
    RevealState.EXPIRED: RevealExpired,
    RevealState.COLLECTED: RevealGone,
}


class CloseReason(StrEnum):
    """Why a shown value went away."""

    TIME_UP = "time-up"
    ASKED = "asked"
    FOCUS_LOST = "focus-lost"
    LOCKED = "locked"
    CARD_LEFT = "card-left"
    FAULT = "fault"
    VPN_LOST = "vpn-lost"
    EXPORT_BLOCKED = "export-blocked"
    """A way out was tried (D5)."""


class RevealHandle:
    """A request under way. ``reveal`` is its latest known state; the one-time key stays inside."""

    __slots__ = ("_key", "_sealed", "reveal")

    def __init__(self, reveal: Reveal, key: X25519PrivateKey) -> None:
        self.reveal = reveal
        self._key: X25519PrivateKey | None = key
        self._sealed: SealedValue | None = None
        self.take(reveal)

    def take(self, reveal: Reveal) -> None:
        """Note a newer state; CentralNonsense when it is of another request. A sealed value moves inside."""
        known = self.reveal
        if (reveal.id, reveal.card, reveal.field) != (known.id, known.card, known.field):
            raise CentralNonsense
        self._sealed = reveal.sealed or self._sealed
        self.reveal = reveal

    @property
    def at_hand(self) -> bool:
        """Whether the sealed value is here already, so that collecting asks nobody."""
        return self._sealed is not None

    def spend(self) -> tuple[X25519PrivateKey, SealedValue]:
        """The key and the sealed value, once; RevealGone after that."""
        key, sealed, self._key, self._sealed = self._key, self._sealed, None, None
        if key is None or sealed is None:
            raise RevealGone
        return key, sealed

    @property
    def spent(self) -> bool:
        """Whether the value has been opened."""
        return self._key is None


class ShownReveal:
    """A value to paint (UTF-8 in ``secret``) and the request it came by. Give it back with RevealService.closed."""

    __slots__ = ("__weakref__", "opened_at", "reveal", "secret")

    def __init__(self, secret: Secret, reveal: Reveal) -> None:
        self.secret, self.reveal = secret, reveal
        self.opened_at = read_uptime()


class RevealService:
    """The life of reveals on this desk. Whatever is on show is wiped when the desk locks."""

    def __init__(self, device: Identifier, central: CentralClient, keeper: SessionKeeper, trail: Trail) -> None:
        self._device, self._central, self._keeper, self._trail = device, central, keeper, trail
        self._news = Condition()
        self._shown: WeakSet[ShownReveal] = WeakSet()
        self._closing = Lock()
        self._checks: list[Callable[[], None]] = []
        keeper.on_change(self._hear_state)

    def before_opening(self, check: Callable[[], None]) -> None:
        """Call ``check`` before Central is asked for a value and before one is given out; what it raises refuses."""
        self._checks.append(check)

    @property
    def is_showing(self) -> bool:
        """Whether any value is on show."""
        return len(self._shown) > 0

    def request(
        self,
        card_id: Identifier,
        field: FieldKind,
        purpose: str,
        reason: str,
        password: bytearray,
        code: str = "",
        *,
        break_glass: bool = False,
    ) -> RevealHandle:
        """Ask for one value, REVEAL_REQUESTED durable first. ``password`` is wiped; numbers in ``reason`` are masked.
        That event is delivered with the one of the value's opening, where Central sends the value at once.

        InvalidRequest, RevealDenied, QuotaUsedUp, OutsideHours, ConsentMissing, PurposeRefused, ProofRefused,
        CentralUnreachable, TrailOverdue, … The state afterwards is WAITING, or COLLECTED with the value at hand.
        """
        with wiping(password):
            self._keeper.require_session()
            require_delivery(self._trail.journal.backlog(), self._keeper.policy)
            masked = mask_reason(reason)
            self._trail.record_ahead(
                Act.REVEAL_REQUESTED,
                ObjectKind.CARD,
                card_id,
                field=field,
                purpose=purpose,
                reason=masked,
                break_glass="yes" if break_glass else "no",
            )
            key = X25519PrivateKey.generate()
            body = RevealRequest(
                card=card_id,
                field=field,
                purpose=purpose,
                reason=masked,
                public_key=key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
                break_glass=break_glass,
            )
            try:
                with proving_beside(lambda: self._keeper.make_prover(password, code)) as prove:
                    self._check()
                    reveal = self._central.call_with_proof("POST", "/v1/reveals", Reveal, body, prove)
                if (reveal.card, reveal.field) != (card_id, field):
                    raise CentralNonsense
                handle = RevealHandle(reveal, key)
            except VeildeskError as error:
                self._trail.record_failure(
                    Act.REVEAL_FAILED, ObjectKind.CARD, card_id, error, field=field, stage="request", purpose=purpose
                )
                raise
        if not handle.at_hand:
            self._trail.announce()
        return handle

    def wait(self, handle: RevealHandle, timeout_s: float = 25) -> Reveal:
        """Wait until the request's state or its count of approvals changes, ``timeout_s`` at most; how it stands.

        Raises what keeps it from being known, e.g. CentralUnreachable; call it again then.
        """
        before, deadline = handle.reveal, monotonic() + timeout_s
        if before.state is not RevealState.WAITING:
            return before
        while True:
            handle.take(self._central.call("GET", f"/v1/reveals/{before.id}", Reveal))
            changed = handle.reveal.state is not before.state
            left = deadline - monotonic()
            if changed or handle.reveal.approvals_given != before.approvals_given or left <= 0:
                return handle.reveal
            with self._news:
                self._news.wait(min(POLL_S, left))

    def hear(self, item: InboxItem) -> None:  # noqa: ARG002 - whichever it is, looking is cheap
        """A notice came: whoever waits looks again."""
        with self._news:
            self._news.notify_all()

    def cancel(self, handle: RevealHandle) -> None:
        """Take the request back, REVEAL_CANCELLED durable first. Nothing when it is over already."""
        if handle.spent or handle.reveal.state not in (RevealState.WAITING, RevealState.READY):
            return
        self._record(Act.REVEAL_CANCELLED, handle.reveal)
        handle.take(self._central.call("DELETE", f"/v1/reveals/{handle.reveal.id}", Reveal))

    def collect(self, handle: RevealHandle) -> ShownReveal:
        """Open the value, once. REVEAL_OPENED is durable before this returns, or the value is wiped.

        What :meth:`before_opening` was given may refuse. RevealGone the second time, RevealNotReady, RevealExpired;
        RevealUnreadable when it was not sealed for this request; StoreUnwritable.
        """
        if handle.spent:
            raise RevealGone
        try:
            if not handle.at_hand:
                self._check()
                self._fetch(handle)
            secret = self._open(handle)
        except VeildeskError as error:
            self._trail.record_failure(
                Act.REVEAL_FAILED,
                ObjectKind.REVEAL,
                handle.reveal.id,
                error,
                field=handle.reveal.field,
                stage="collect",
            )
            raise
        try:
            self._record(Act.REVEAL_OPENED, handle.reveal, show_s=str(handle.reveal.show_s))
            shown = ShownReveal(secret, handle.reveal)
            self._shown.add(shown)
            if self._keeper.state is not SessionState.ACTIVE:  # it locked while the value was on its way
                self._hear_state(self._keeper.state)
                raise RevealGone
            self._check()  # from here on a guard is awake
            return shown
        except BaseException:
            secret.wipe()
            raise

    def forgo(self, handle: RevealHandle) -> None:
        """A value that is at hand is not opened, and goes; what was recorded of its request waits for nothing more."""
        if handle.at_hand:
            handle.spend()
            self._trail.announce()

    def closed(self, shown: ShownReveal, reason: CloseReason, shown_ms: int) -> None:
        """Wipe the value, then record how long it was shown and why it went. Nothing the second time."""
        with self._closing:
            first = shown in self._shown  # whoever painted it has wiped it already
            shown.secret.wipe()
            self._shown.discard(shown)
        if first:
            self._record(Act.REVEAL_CLOSED, shown.reveal, reason=reason.value, shown_ms=str(max(0, shown_ms)))

    def close_shown(self, reason: CloseReason) -> None:
        """Wipe whatever is on show, from any thread. Goes through to the end when the journal cannot be written."""
        for shown in tuple(self._shown):
            with suppress(StoreUnwritable, VaultDamaged, UnexpectedError):
                self.closed(shown, reason, int((read_uptime() - shown.opened_at) * 1000))

    def _check(self) -> None:
        for check in self._checks:
            check()

    def _fetch(self, handle: RevealHandle) -> None:
        over = _OVER.get(handle.reveal.state)
        if over:
            raise over
        handle.take(self._central.call("POST", f"/v1/reveals/{handle.reveal.id}/collect", Reveal))
        if not handle.at_hand:
            raise RevealUnreadable

    def _open(self, handle: RevealHandle) -> Secret:
        reveal = handle.reveal
        handle.reveal = structs.replace(reveal, sealed=None)
        key, sealed = handle.spend()
        context = SealContext(
            request=reveal.id,
            card=reveal.card,
            field=reveal.field,
            device=self._device,
            expires_at=reveal.expires_at,
        )
        secret = Secret(measure_value(sealed))
        try:
            with secret.view() as view:
                open_value(sealed, key, context, view)
        except BaseException:
            secret.wipe()
            raise
        return secret

    def _record(self, act: Act, reveal: Reveal, **detail: str) -> None:
        self._trail.record(
            act,
            ObjectKind.REVEAL,
            reveal.id,
            field=reveal.field,
            purpose=reveal.purpose,
            outcome=Outcome.DONE,
            card=reveal.card,
            number=reveal.number,
            **detail,
        )

    def _hear_state(self, state: SessionState) -> None:
        if state is not SessionState.ACTIVE:
            self.close_shown(CloseReason.LOCKED)
