"""What programs of a session ask its desktop for: pictures of the screen, and streams of it that go on (D4).

After the interfaces of xdg-desktop-portal (Screenshot, ScreenCast, RemoteDesktop and their backends), of GNOME's shell
and compositor, of KWin and of Deepin. What a desktop does at its own keys goes over no bus, and is not seen here.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from threading import Lock

from msgspec import Struct
from msgspec.structs import replace

_PORTAL, _BACKEND, _MUTTER = "org.freedesktop.portal", "org.freedesktop.impl.portal", "org.gnome.Mutter"
_BUS = "org.freedesktop.DBus"
_PICTURES = {
    "org.gnome.Shell.Screenshot": ("Screenshot", "ScreenshotArea", "ScreenshotWindow", "InteractiveScreenshot"),
    "com.deepin.Screenshot": (),
}
"""Interface to members; none stands for all of them."""
_PICTURE_PATHS = ("/org/kde/KWin/ScreenShot2", "/Screenshot")
"""KWin's objects, known by their paths, since KWin answers to a call that names no interface."""
_REQUESTS = {f"{_PORTAL}.Screenshot": "Screenshot", f"{_BACKEND}.Screenshot": "Screenshot"}
"""Pictures that a person may be asked about first, so that they are taken later."""
_STREAMS = {
    f"{_PORTAL}.ScreenCast": ("Start", 0),
    f"{_PORTAL}.RemoteDesktop": ("Start", 0),
    f"{_BACKEND}.ScreenCast": ("Start", 1),
    f"{_BACKEND}.RemoteDesktop": ("Start", 1),
}
"""Interface to the member that begins a stream, and which of its arguments names the session."""
_STREAM_OBJECTS = (f"{_MUTTER}.ScreenCast.Session", f"{_MUTTER}.RemoteDesktop.Session")
"""Here a session is the object that is called."""
_RECORDINGS = {"org.gnome.Shell.Screencast": ("Screencast", "ScreencastArea")}
"""Streams that their program names no session for, into a file: one a program."""
_ENDS = {
    (f"{_PORTAL}.Session", "Closed"),
    (f"{_BACKEND}.Session", "Closed"),
    (f"{_PORTAL}.Request", "Response"),
    *((interface, "Closed") for interface in _STREAM_OBJECTS),
}
_STOPS = {
    (f"{_PORTAL}.Session", "Close"),
    (f"{_BACKEND}.Session", "Close"),
    (f"{_PORTAL}.Request", "Close"),
    *((interface, "Stop") for interface in _STREAM_OBJECTS),
    ("org.gnome.Shell.Screencast", "StopScreencast"),
}

RULES = (
    *(f"type='method_call',interface='{name}'" for name in (*_PICTURES, *_REQUESTS, *_RECORDINGS)),
    *(f"type='method_call',path='{path}'" for path in _PICTURE_PATHS),
    *(f"type='method_call',interface='{name}',member='{member}'" for name, (member, _) in _STREAMS.items()),
    *(f"type='method_call',interface='{name}',member='Start'" for name in _STREAM_OBJECTS),
    *(f"type='signal',interface='{name}',member='{member}'" for name, member in sorted(_ENDS)),
    *(f"type='method_call',interface='{name}',member='{member}'" for name, member in sorted(_STOPS)),
    "type='error'",
)
"""Match rules for BecomeMonitor: a bus on which nobody asks for the screen wakes nobody."""


class Passed(Enum):
    """The kinds of messages that count."""

    CALL = auto()
    SIGNAL = auto()
    ERROR = auto()


class Heard(Struct, frozen=True):
    """A message as it passed. ``sender`` is the bus's word, not to be forged; ``reply_to`` is a call's ``serial``."""

    kind: Passed
    sender: str
    destination: str
    path: str
    interface: str
    member: str
    serial: int = 0
    reply_to: int = 0
    body: tuple[object, ...] = ()


class Asked(Struct, frozen=True):
    """A picture or a stream that ``sender`` asked ``server`` for, in the call ``serial``.

    One that lasts has a ``name``, and goes on until ``ender`` says that it is over, or its sender calls it off.
    """

    sender: str
    server: str
    serial: int
    name: str = ""
    ender: str = ""


class Ledger:
    """What goes on at present on one bus. ``find_owner`` turns a name into the unique name behind it, empty if nobody,
    None if that cannot be known. Any thread may call.

    An end counts only from who may bring it about. That somebody is gone is looked up when it matters, so that nobody
    is woken by all that come and go.
    """

    def __init__(self, find_owner: Callable[[str], str | None]) -> None:
        self._find_owner = find_owner
        self._turn = Lock()
        self._going: list[Asked] = []

    def list_going(self) -> list[Asked]:
        """Streams that go on, and pictures that are not taken yet."""
        with self._turn:
            self._drop(lambda asked: self._is_gone(asked.sender) or self._is_gone(asked.server))
            return list(self._going)

    def hear(self, heard: Heard) -> Asked | None:
        """What ``heard`` begins, if it begins anything."""
        with self._turn:
            if heard.kind is not Passed.CALL:
                self._drop(lambda asked: self._is_end(heard, asked))
                return None
            if (heard.interface, heard.member) in _STOPS:
                self._drop(lambda asked: self._is_stop(heard, asked))
                return None
            asked = _find_begun(heard)
            if asked and asked.name:
                self._drop(lambda old: (old.sender, old.server, old.name) == (asked.sender, asked.server, asked.name))
                self._going.append(asked)
            return asked

    def _drop(self, is_over: Callable[[Asked], bool]) -> None:
        self._going = [asked for asked in self._going if not is_over(asked)]

    def _is_stop(self, heard: Heard, asked: Asked) -> bool:
        named = heard.sender if heard.member == "StopScreencast" else heard.path
        return (asked.name, asked.sender) == (named, heard.sender) and self._is_same(heard.destination, asked.server)

    def _is_end(self, heard: Heard, asked: Asked) -> bool:
        if heard.kind is Passed.SIGNAL:
            return asked.name == heard.path and self._is_same(heard.sender, asked.ender)
        is_answer = (heard.destination, heard.reply_to) == (asked.sender, asked.serial)
        return is_answer and (heard.sender == _BUS or self._is_same(heard.sender, asked.server))

    def _is_same(self, name: str, other: str) -> bool:
        return name == other or (self._find_owner(name) or name) == (self._find_owner(other) or other)

    def _is_gone(self, name: str) -> bool:
        """Only of a name that is never given twice: a service under another may be on its way."""
        return name.startswith(":") and self._find_owner(name) == ""


def _find_begun(heard: Heard) -> Asked | None:
    """What a call begins, if anything."""
    interface, member = heard.interface, heard.member
    once = Asked(heard.sender, heard.destination, heard.serial)
    lasting = partial(replace, once, ender=heard.destination)
    if heard.path in _PICTURE_PATHS and not interface.startswith(_BUS):
        return once
    if interface in _PICTURES:
        return once if not _PICTURES[interface] or member in _PICTURES[interface] else None
    if _REQUESTS.get(interface) == member:
        if interface.startswith(_BACKEND):  # the portal in front says when it is over
            return replace(once, name=_read(heard.body, 0), ender=heard.sender)
        return lasting(name=_name_request(heard))
    if interface in _STREAMS and member == _STREAMS[interface][0]:
        return lasting(name=_read(heard.body, _STREAMS[interface][1]))
    if interface in _STREAM_OBJECTS and member == "Start":
        return lasting(name=heard.path)
    return lasting(name=heard.sender) if member in _RECORDINGS.get(interface, ()) else None


def _name_request(heard: Heard) -> str:
    """The path of a picture's request, by which its answer goes (org.freedesktop.portal.Request)."""
    options = heard.body[1] if len(heard.body) > 1 else None
    token = options.get("handle_token") if isinstance(options, dict) else None
    sender = heard.sender.removeprefix(":").replace(".", "_")
    word = token[1] if isinstance(token, tuple) and len(token) == 2 else ""
    return f"/org/freedesktop/portal/desktop/request/{sender}/{word}"


def _read(body: tuple[object, ...], place: int) -> str:
    """A word of a message; one that stands for none where somebody left it out."""
    word = body[place] if len(body) > place else None
    return word if isinstance(word, str) else "?"
