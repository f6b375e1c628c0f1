"""All that a window may call, in one bag, and how it starts and stops. Built in ``ui/main.py``."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from app.enrolment import read_platform
from app.eventpush import push_events, refuse_set_back
from app.reveal import CloseReason
from app.telephony.lost_calls import record_lost_calls
from protocol.errors import VeildeskError
from protocol.events import Act, ObjectKind
from protocol.inbox import InboxItem, InboxKind

if TYPE_CHECKING:
    from app.approvals import ApprovalService
    from app.cards import CardService
    from app.central import CentralClient
    from app.guards.sentry import Sentry
    from app.guards.sighting import Guard
    from app.inbox import InboxListener
    from app.inspecting import InspectionService
    from app.listening.service import ListeningService
    from app.outcomes import OutcomeService
    from app.oversight import OversightService
    from app.posture.watch import PostureWatch
    from app.reveal import RevealService
    from app.session import SessionKeeper
    from app.sync import SyncLoop
    from app.team import TeamService
    from app.telephony.service import CallService
    from app.trail import Trail
    from app.trail_search import TrailSearchService
    from app.vpn import VpnGuard, VpnState
    from secure_store.device import DeviceIdentity
    from secure_store.folder import DeskFolder
    from secure_store.keyring_store import DeviceKeyring


class Desk(Struct, frozen=True, dict=True):
    """An enrolled desk, joined together."""

    folder: DeskFolder
    identity: DeviceIdentity
    keyring: DeviceKeyring
    central: CentralClient
    trail: Trail
    keeper: SessionKeeper
    cards: CardService
    outcomes: OutcomeService
    reveals: RevealService
    calls: CallService
    approvals: ApprovalService
    oversight: OversightService
    team: TeamService
    searches: TrailSearchService
    inspections: InspectionService
    sync: SyncLoop
    inbox: InboxListener
    sentry: Sentry
    vpn: VpnGuard
    guards: tuple[Guard, ...] = ()
    posture: PostureWatch | None = None

    @cached_property
    def listening(self) -> ListeningService:
        """Recorded calls; made when somebody asks for one."""
        from app.listening.service import ListeningService

        return ListeningService(self.identity.card.id, self.central, self.keeper, self.trail)


FIRST_ROUND_S = 2.0
"""After the start: the road to Central takes its time to load, and somebody may be waiting for his window just now."""
_WAKING = frozenset(
    {InboxKind.CARDS_CHANGED, InboxKind.CALL_MISSED, InboxKind.CONSENT_WITHDRAWN, InboxKind.POLICY_CHANGED}
)


def start_desk(desk: Desk, version: str) -> None:
    """Record how calls ended that a kill cut off, and DESK_STARTED; then let the loops run.

    StoreUnwritable means: this desk does not start; JournalSetBack: its journal is an older copy, and Central was told
    if it could be reached.
    """
    _refuse_older_copy(desk)
    record_lost_calls(desk.trail)
    desk.trail.record(
        Act.DESK_STARTED, ObjectKind.DEVICE, desk.identity.card.id, version=version, platform=read_platform()
    )

    def hear(item: InboxItem) -> None:
        desk.reveals.hear(item)
        desk.calls.hear(item)
        if item.kind in _WAKING:
            desk.sync.wake()

    for guard in desk.guards:
        guard.start(desk.sentry)
    desk.vpn.on_change(RoadLog(desk).hear)
    desk.vpn.on_change(desk.calls.hear_road)
    desk.sync.on_cards_changed(desk.calls.hear_cards)
    desk.sync.on_status(lambda _: desk.calls.look_at_missed())
    desk.keeper.on_change(desk.team.hear_state)
    desk.outcomes.before_recording(desk.calls.check_storing)
    desk.vpn.start()
    desk.inbox.on_item(hear)
    if desk.posture:
        desk.posture.on_told(desk.sync.wake)
        desk.posture.start()
    desk.sync.start(rest_s=FIRST_ROUND_S)
    desk.inbox.start()


class RoadLog:
    """What follows when the VPN goes and comes back: values close first, then it is on record, then work goes on."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._was_allowed = desk, True

    def hear(self, state: VpnState) -> None:
        """The road changed, or what policy says of it."""
        if state.is_allowed == self._was_allowed:
            return
        self._was_allowed = state.is_allowed
        desk, device = self._desk, self._desk.identity.card.id
        if not state.is_allowed:
            desk.reveals.close_shown(CloseReason.VPN_LOST)
            desk.central.reload()  # no connection outlives its road
        act = Act.VPN_REGAINED if state.is_allowed else Act.VPN_LOST
        with suppress(VeildeskError):  # a desk that cannot write still closes
            desk.trail.record(act, ObjectKind.DEVICE, device, interface=state.interface or "-", road=state.road.value)
        desk.sync.wake()


def _refuse_older_copy(desk: Desk) -> None:
    error = desk.trail.journal.set_back()
    if error is None:
        return
    try:
        refuse_set_back(desk.trail.journal, error)
    finally:
        with suppress(VeildeskError):  # the fork that this shows is the report
            push_events(desk.identity, desk.central, desk.trail.journal)


def stop_desk(desk: Desk) -> None:
    """Sign out, record DESK_STOPPED, stop the loops, close the files. Goes through to the end, whatever fails."""
    desk.inbox.stop()
    for guard in desk.guards:
        guard.stop()
    if desk.posture:
        desk.posture.stop()
    desk.keeper.sign_out()
    desk.calls.close()
    desk.vpn.stop()
    with suppress(VeildeskError):  # a desk that cannot write still stops
        desk.trail.record(Act.DESK_STOPPED, ObjectKind.DEVICE, desk.identity.card.id)
    desk.sync.stop(timeout_s=5)
    close_desk(desk)


def close_desk(desk: Desk) -> None:
    """Close the connections and files of a desk whose loops do not run."""
    desk.central.close()
    desk.trail.journal.close()
