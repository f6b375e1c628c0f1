"""The exchange: takes what desks and the trunk begin, asks Central, joins desk and trunk."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import msgspec
from sippy.Core.EventDispatcher import ED2
from sippy.SipConf import SipConf
from sippy.SipTransactionManager import SipTransactionManager
from sippy.Time.Timeout import Timeout
from sippy.Udp_server import Udp_server, Udp_server_opts

from protocol.calls import Token
from protocol.errors import VeildeskError
from protocol.identifiers import Identifier
from protocol.joining import JoinRoute
from protocol.passing import PASSING
from protocol.road import OutsideVpn
from server.pbx.answers import NOT_NOW, OUT_OF_ORDER, REFUSED
from server.pbx.bridge import Bridge
from server.pbx.doorman import ROAD_FAULTS, Doorman
from server.pbx.handing import Handing
from server.pbx.incoming import TrunkCalls
from server.pbx.joining import Joins
from server.pbx.media import MediaRelay
from server.pbx.place import PbxPlace
from server.pbx.plan import Plan
from server.pbx.routing import Found, find_route
from server.pbx.table_words import TableWords
from server.pbx.tables import Tables
from server.pbx.watch import VoiceWatch
from server.witness.road import Road

DESK_HEADER = "x-veildesk-desk"
"""In which Kamailio says whose certificate the calling desk showed."""
_REFRESH_S = 3600.0
_ASKED_AT_ONCE = 16
"""Questions to Central that are under way together."""
_CALLER = re.compile(r"^\+?\d{3,15}$|^anonymous$")


class _InOrder(Udp_server_opts):  # type: ignore[misc]
    """One thread that receives and one that sends. Of several, as sippy would have them, one overtakes another: the BYE
    of who hangs up as he answers came before his 200, was refused, and his call went on without him."""

    nworkers = 1


class _Transactions(SipTransactionManager):  # type: ignore[misc]
    model_udp_server = (Udp_server, _InOrder)


class Exchange:
    """All calls. Built and run on one thread, sippy's; Central is asked by others."""

    def __init__(self, plan: Plan, place: PbxPlace) -> None:
        if not _CALLER.match(plan.caller):
            raise ValueError("the caller's number has digits alone, or is 'anonymous'")
        self._plan, self._pbx = plan, place.card.id
        self._road: Road = place.open_road()
        self._relay, self._watch = MediaRelay(plan.media), VoiceWatch(plan.media)
        self._askers = ThreadPoolExecutor(_ASKED_AT_ONCE, thread_name_prefix="central")
        self._bridges: set[Bridge] = set()
        self._joins = Joins(self._relay, place.open_road, self._askers, self._bridges)
        SipConf.my_uaname = "veildesk"
        SipConf.autoconvert_tel_url = True  # a trunk may say by one who calls
        self._config: dict[str, Any] = {
            "_sip_address": plan.here[0],
            "_sip_port": plan.here[1],
            "_sip_logger": _Silence(),
        }
        doorman = Doorman(self._road, self._pbx)
        words = TableWords(place.open_road)
        self._handing = Handing(plan, doorman, self._askers, self._bridges, self._joins, words)
        self._tables = Tables(
            self._config,
            self._relay,
            self._watch,
            plan,
            place,
            self._askers,
            self._bridges,
            self._handing,
            self._joins,
            words,
        )
        self._trunk = TrunkCalls(
            self._config,
            self._relay,
            self._watch,
            plan,
            doorman,
            self._askers,
            self._bridges,
            self._handing,
            words,
        )
        self._place = place
        self._refresh()
        self._hourly = Timeout(self._refresh, _REFRESH_S, -1)
        self._config["_sip_tm"] = _Transactions(self._config, self._take)

    def run(self) -> None:
        """Serve until :meth:`stop`."""
        self._tables.start()
        ED2.loop()

    def stop(self) -> None:
        """End every call, then the loop. From any thread, or a signal's handler."""
        ED2.callFromThread(self._stop)

    def _refresh(self) -> None:
        """Look, on another thread, after the certificate that the PBX shows Central."""

        def refresh() -> None:
            with suppress(VeildeskError, OSError):  # there are 30 days to try it again
                self._place.refresh(self._road)

        self._askers.submit(refresh)

    def _stop(self) -> None:
        self._hourly.cancel()
        self._joins.stop()
        self._tables.stop()
        for bridge in tuple(self._bridges):
            bridge.hang_up()
        self._askers.shutdown(wait=False, cancel_futures=True)
        self._road.close()
        self._relay.close()
        self._watch.close()
        ED2.breakLoop()

    def _take(self, request: Any, transaction: Any) -> Any:
        """A request outside of any call, by sippy's convention: an answer, or what takes it further."""
        method = request.getMethod()
        if method == "OPTIONS":
            return (request.genResponse(200, "OK"), None, None)
        if method != "INVITE" or request.getHFBody("to").getTag() is not None:
            return (request.genResponse(481, "Call/Transaction Does Not Exist"), None, None)
        source = tuple(request.getSource())
        if source == self._plan.desks:
            return self._take_from_desk(request, transaction)
        if source == self._plan.trunk:
            return self._trunk.take(request, transaction)
        return (request.genResponse(*REFUSED), None, None)

    def _take_from_desk(self, request: Any, transaction: Any) -> Any:
        try:
            desk = msgspec.convert(str(request.getHFBody(DESK_HEADER)), Identifier)
            token = msgspec.convert(request.getRURI().username, Token)
        except (msgspec.ValidationError, IndexError, KeyError, AttributeError):
            return (request.genResponse(*REFUSED), None, None)
        bridge = Bridge(self._config, self._relay, self._watch, self._handing.note_end, sealed=True)
        bridge.on_try = lambda made: self._ask(made, token, desk)
        self._bridges.add(bridge)
        return bridge.begin(request, transaction)

    def _ask(self, bridge: Bridge, token: str, desk: str) -> None:
        """Ask Central, on another thread, whom ``token`` is for."""

        def ask() -> None:
            try:
                found = find_route(self._road, self._pbx, token, desk)
            except ROAD_FAULTS:
                ED2.callFromThread(bridge.refuse, OUT_OF_ORDER)
            except PASSING:
                ED2.callFromThread(bridge.refuse, NOT_NOW)
            except OutsideVpn:
                ED2.callFromThread(bridge.refuse, OUT_OF_ORDER)
            except VeildeskError:
                ED2.callFromThread(bridge.refuse, REFUSED)
            except Exception:  # whatever it is, the desk is told, and no trace of it is written
                ED2.callFromThread(bridge.refuse, OUT_OF_ORDER)
            else:
                ED2.callFromThread(self._join if isinstance(found, JoinRoute) else self._call, bridge, found)

        self._askers.submit(ask)

    def _call(self, bridge: Bridge, found: Found) -> None:
        """Call the number at the trunk. sippy needs it as text; the buffer it came in is wiped."""
        plan = self._plan
        bridge.on_handed_over = lambda made, place: self._handing.hand_over(made, place, found.card)
        bridge.call(plan.trunk, plan.caller, found.number.decode("ascii"), plan.ring_s, name=found.call)
        found.number[:] = bytes(len(found.number))

    def _join(self, bridge: Bridge, route: JoinRoute) -> None:
        self._joins.take(bridge, route)


class _Silence:
    """A log for sippy, which would write whole messages, that keeps nothing."""

    def write(self, *_: object, **__: object) -> None:
        """Drop it."""
