"""Which telephone a desk has now: built as policy says, laid down when nobody may call (T2)."""

from __future__ import annotations

from threading import RLock, Thread
from typing import TYPE_CHECKING

from app.session_state import SessionState
from app.telephony.account import make_account
from app.telephony.port import SoundDevices
from app.telephony.states import Standing
from protocol.call_refusals import PhoneNotReady
from protocol.roles import Role
from protocol.telephones import PhoneMode, PhoneRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.session import SessionKeeper
    from app.telephony.port import Listener, PhoneAccount, Telephone
    from secure_store.device import DeviceIdentity

CALLERS = frozenset({Role.AGENT, Role.SUPERVISOR})
_PATIENCE_S = 10.0


class PhoneLine:
    """Builds and ends telephones; ``telephone`` is one that does nothing while there is none.

    Nobody who holds the switchboard's lock may call it: a telephone that ends waits for its listener.
    """

    def __init__(
        self,
        identity: DeviceIdentity,
        keeper: SessionKeeper,
        make_telephone: Callable[[], Telephone] | None,
        make_table_phone: Callable[[], Telephone],
    ) -> None:
        self._identity, self._keeper, self._make = identity, keeper, make_telephone
        self._make_table_phone = make_table_phone
        self._built = Standing.OFF
        self._changing = RLock()
        self._rule: PhoneRule | None = None
        self._leaving: Thread | None = None
        self.telephone: Telephone = _NoTelephone()
        self.devices: dict[str, str] = {}
        """Through what the person wants to speak and hear, by ``microphone``, ``speaker``, ``ringer``."""
        self.may_leave = True
        """Whether policy lets packets of this desk leave by the present road."""
        self.prefers_table = False
        """Whether the person wants the telephone on his table where policy leaves the choice to him."""

    @property
    def is_up(self) -> bool:
        """Whether there is a telephone."""
        return self._rule is not None

    @property
    def must_change(self) -> bool:
        """Whether the telephone at hand is not the one that policy wants."""
        return self._rule is not None and not self._is_wanted(self._rule)

    def follow(self, listener: Listener) -> Standing:
        """Have what policy wants; how that stands."""
        with self._changing:
            if self.must_change:
                self.lay_down()
            standing = self._judge()
            make = self._make if standing is Standing.SOFTPHONE else self._make_table_phone
            if standing.carries and self._rule is None and make is not None:
                self._wait_for_old()
                self._rule, self._built = self._keeper.policy.phone, standing
                self.telephone = make()
                self.telephone.start(make_account(self._identity, self._rule), listener)
                if self.devices:
                    self.telephone.use_devices(**self.devices)
            return standing

    def lay_down(self) -> None:
        """End the telephone, beside whoever asks: it has its calls to end and to sign off."""
        with self._changing:
            if self._rule is None:
                return
            telephone, self.telephone, self._rule = self.telephone, _NoTelephone(), None
            self._wait_for_old()
            self._leaving = Thread(target=telephone.stop, name="telephone-stop", daemon=True)
            self._leaving.start()

    def close(self) -> None:
        """End it, and wait until it has ended."""
        self.lay_down()
        self._wait_for_old()

    def _wait_for_old(self) -> None:
        """Two of them would sign off each other at the PBX."""
        leaving, self._leaving = self._leaving, None
        if leaving is not None:
            leaving.join(_PATIENCE_S)

    def _is_wanted(self, rule: PhoneRule) -> bool:
        wanted = self._keeper.policy.phone
        same = (wanted.mode, wanted.host, wanted.port) == (rule.mode, rule.host, rule.port)
        return same and self._judge() is self._built

    def _judge(self) -> Standing:
        person, rule = self._keeper.person, self._keeper.policy.phone
        if self._keeper.state not in (SessionState.ACTIVE, SessionState.LOCKED):
            return Standing.OFF
        if person is None or person.role not in CALLERS:
            return Standing.OFF
        if rule.mode is PhoneMode.NONE:
            return Standing.NO_PBX
        at_table = rule.mode is PhoneMode.DESK_PHONE or self.prefers_table
        if not at_table and self._make is None:
            return Standing.NO_ENGINE
        if not self.may_leave:
            return Standing.NO_VPN
        return Standing.DESK_PHONE if at_table else Standing.SOFTPHONE


class _NoTelephone:
    """A hook with nothing on it."""

    def start(self, account: PhoneAccount, listener: Listener) -> None: ...
    def stop(self) -> None: ...
    def dial(self, token: str) -> str:
        raise PhoneNotReady(reason=f"no telephone for a token of {len(token)} characters")

    def answer(self, key: str) -> None: ...
    def hang_up(self, key: str) -> None: ...
    def mute(self, key: str, *, on: bool) -> None: ...
    def hold(self, key: str, *, on: bool) -> None: ...
    def send_tone(self, key: str, tone: str) -> None: ...
    def transfer(self, key: str, to: str) -> None: ...
    def list_devices(self) -> SoundDevices:
        return SoundDevices()

    def use_devices(self, *, microphone: str = "", speaker: str = "", ringer: str = "") -> None: ...
    def begin_test(self) -> None: ...
    def end_test(self) -> None: ...
