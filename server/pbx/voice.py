"""What of a session's description (SDP, RFC 8866) a call needs, read strictly and written anew.

Nothing of the text that came in goes on: not a name, an address, a mail, a phone line or an attribute of the other
side's choosing.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace

_AUDIO = re.compile(r"m=audio (\d{1,5}) (RTP/S?AVP) ([\d ]{1,64})")
_ADDRESS = re.compile(r"c=IN IP([46]) (\S{1,45})")
_EVENTS = re.compile(r"a=rtpmap:(\d{2,3}) telephone-event/8000", re.IGNORECASE)
_CRYPTO = re.compile(r"a=(crypto:\d{1,3} AES_CM_128_HMAC_SHA1_80 inline:[A-Za-z0-9+/]{40})(?:\||$)")
_DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
ANSWERS = {"sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}
"""What to answer to an offer's direction other than both (RFC 3264, 6.1)."""
_CODECS = {0: "PCMU/8000", 8: "PCMA/8000"}
"""G.711, which every trunk carries (RFC 3551)."""
_FIRST_DYNAMIC, _LAST_DYNAMIC = 96, 127
_LONGEST = 16_384


class VoiceUnusable(ValueError):
    """A description of no voice that we carry."""


@dataclass(frozen=True)
class Voice:
    """One stream of voice. ``codecs`` are static payload types, ``events`` that of telephone events or None."""

    address: str
    port: int
    protocol: str
    codecs: tuple[int, ...]
    events: int | None = None
    direction: str = "sendrecv"
    cryptos: tuple[str, ...] = ()

    def allow(self, offered: Voice) -> Voice:
        """This answer, with only what was offered in it; VoiceUnusable when nothing is left."""
        codecs = tuple(codec for codec in self.codecs if codec in offered.codecs)
        if not codecs:
            raise VoiceUnusable("nothing that was offered")
        return replace(self, codecs=codecs, events=offered.events if self.events == offered.events else None)


def read_voice(text: str) -> Voice:
    """The one stream of voice that ``text`` describes; VoiceUnusable when there is none, or more than we carry."""
    if len(text) > _LONGEST:
        raise VoiceUnusable("too long")
    lines = text.splitlines()
    found = [match for line in lines if (match := _AUDIO.fullmatch(line.strip()))]
    addresses = [match for line in lines if (match := _ADDRESS.fullmatch(line.strip()))]
    if len(found) != 1 or not addresses:
        raise VoiceUnusable("not one stream of voice")
    offered = [int(word) for word in found[0][3].split()]
    events = [int(match[1]) for line in lines if (match := _EVENTS.fullmatch(line.strip()))]
    named = [line.strip()[2:] for line in lines if line.strip()[2:] in _DIRECTIONS and line.startswith("a=")]
    codecs = tuple(dict.fromkeys(codec for codec in offered if codec in _CODECS))
    if not codecs:
        raise VoiceUnusable("no codec that we carry")
    return Voice(
        address=_check_address(addresses[-1]),
        port=int(found[0][1]),
        protocol=found[0][2],
        codecs=codecs,
        events=next((kind for kind in events if _FIRST_DYNAMIC <= kind <= _LAST_DYNAMIC and kind in offered), None),
        direction=named[-1] if named else "sendrecv",
        cryptos=tuple(match[1] for line in lines if (match := _CRYPTO.match(line.strip()))),
    )


def write_voice(voice: Voice, session: int, version: int) -> str:
    """``voice`` in our own words; ``session`` and ``version`` are the numbers of the origin line."""
    kind = "IP6" if ":" in voice.address else "IP4"
    formats = [*voice.codecs, *([voice.events] if voice.events else [])]
    lines = [
        "v=0",
        f"o=- {session} {version} IN {kind} {voice.address}",
        "s=-",
        f"c=IN {kind} {voice.address}",
        "t=0 0",
        f"m=audio {voice.port} {voice.protocol} {' '.join(map(str, formats))}",
        *(f"a=rtpmap:{codec} {_CODECS[codec]}" for codec in voice.codecs),
    ]
    if voice.events:
        lines += [f"a=rtpmap:{voice.events} telephone-event/8000", f"a=fmtp:{voice.events} 0-15"]
    lines += [f"a={crypto}" for crypto in voice.cryptos]
    lines += ["a=ptime:20", f"a={voice.direction}", ""]
    return "\r\n".join(lines)


def _check_address(match: re.Match[str]) -> str:
    try:
        return str(ipaddress.ip_address(match[2]))
    except ValueError as error:
        raise VoiceUnusable("no address") from error
