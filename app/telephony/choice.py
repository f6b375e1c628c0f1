"""What the person calls over and through what he speaks and hears: this computer or the telephone on his table (D1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.telephony.states import Standing
from protocol.table_calls import TablePhone as OwnPhone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.central import CentralClient
    from app.telephony.phone_line import PhoneLine
    from app.telephony.port import SoundDevices
    from app.telephony.states import PhoneState
    from app.telephony.switchboard import Switchboard


class PhoneChoice:
    """``follow`` has the telephone that is wanted by then. Acts off the GUI thread; ``state`` from any."""

    def __init__(self, central: CentralClient, board: Switchboard, line: PhoneLine, follow: Callable[[], None]) -> None:
        self._central, self._board, self._line, self._follow = central, board, line, follow

    @property
    def state(self) -> PhoneState:
        """How everything stands."""
        return self._board.state

    def look_at_sound(self) -> SoundDevices | None:
        """The sound devices that the telephone found latest; None without a telephone, or with one that has its own."""
        if not self._line.is_up or self.state.standing is Standing.DESK_PHONE:
            return None
        found = self._line.telephone.list_devices()
        with self._board.mutex:
            if found != self.state.sound:
                self._board.publish(sound=found)
        return found

    def use_devices(self, **devices: str) -> None:
        """Speak and hear through these (``microphone``, ``speaker``, ``ringer``) from now on; an empty name changes
        nothing."""
        self._line.devices.update({name: device for name, device in devices.items() if device})
        self._line.telephone.use_devices(**self._line.devices)

    @property
    def devices(self) -> dict[str, str]:
        """What :meth:`use_devices` was given."""
        return dict(self._line.devices)

    def find_own_phone(self) -> str | None:
        """The telephone on a table that is bound to the person, by its extension; what Central raises."""
        return self._central.call("GET", "/v1/tables/mine", OwnPhone).extension

    @property
    def prefers_table(self) -> bool:
        """Whether the person wants it where policy leaves the choice to him."""
        return self._line.prefers_table

    def prefer_table(self, *, on: bool) -> None:
        """Call over the telephone on the table from now on, where there is one, or from this computer again; a call
        that is on ends. What Central raises."""
        wanted = on and self.find_own_phone() is not None
        if wanted != self._line.prefers_table:
            self._line.prefers_table = wanted
            self._follow()

    def test_microphone(self, *, on: bool) -> None:
        """Open it outside of a call, so that :meth:`on_level` hears how loud it is; close it again."""
        if on:
            self._line.telephone.begin_test()
        else:
            self._line.telephone.end_test()

    def on_level(self, listener: Callable[[float], None]) -> None:
        """Call ``listener`` with the microphone's peak, 0 to 1, while a test runs."""
        self._board.on_level(listener)

    def forget_level(self, listener: Callable[[float], None]) -> None:
        """``listener`` wants to hear no more."""
        self._board.forget_level(listener)
