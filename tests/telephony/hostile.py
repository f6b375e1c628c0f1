"""A far end that puts the number it was called by wherever a message has room for it."""

from __future__ import annotations

from tests.leaks.needles import make_needle
from ui.demo.far_caller import CallingFarEnd
from ui.demo.far_end import Headers, Message


class HostileFarEnd(CallingFarEnd):
    """Says its number in each header, phrase, tag and line that there is."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.sent: list[bytes] = []

    def _send(self, start: str, lines: Headers, body: str, peer: tuple[str, int]) -> None:
        self.sent.append("\r\n".join([start, *(f"{name}: {value}" for name, value in lines), body]).encode())
        super()._send(start, lines, body, peer)

    def make_tag(self, number: str) -> str:
        """The tag is the number."""
        return number

    def spell_to(self, message: Message, tag: str) -> str:
        """So are the name and the address."""
        number = message.number
        return f'"{number}" <sip:{number}@{number}.example>;tag={tag or number};x={number}'

    def spell_contact(self, number: str) -> str:
        """And what is called next."""
        return f'"{number}" <sip:{number}@{self.address[0]}:{self.address[1]};n={number}>;n={number}'

    def phrase(self, phrase: str, number: str) -> str:
        """And the words of a status."""
        return f"{phrase} {number[:3]} {number[3:7]} {number[7:]}"

    def add(self, number: str) -> Headers:
        """And everything that somebody may ever have read."""
        uri = f"<sip:{number}@carrier.example>"
        dashed = f"{number[:3]}-{number[3:7]}-{number[7:]}"
        return [
            ("P-Asserted-Identity", f'"{number}" {uri}, <tel:+86{number}>'),
            ("P-Preferred-Identity", uri),
            ("P-Called-Party-ID", uri),
            ("Remote-Party-ID", f'"{dashed}" {uri};party=called'),
            ("History-Info", f"{uri};index=1"),
            ("Diversion", f"{uri};reason=unconditional"),
            ("Reason", f'Q.850;cause=16;text="{number}"'),
            ("Warning", f'399 {number}.example "{number}"'),
            ("Server", f"trunk/{number}"),
            ("User-Agent", f"trunk/{number}"),
            ("Organization", number),
            ("Subject", number),
            ("Call-Info", f"<http://{number}.example/>;purpose=info"),
            ("Alert-Info", f"<http://{number}.example/>"),
            ("Error-Info", f"<sip:{number}@x.example>"),
            ("Reply-To", uri),
            ("Record-Route", f"<sip:{number}@{self.address[0]}:{self.address[1]};lr>"),
            ("X-Number", number),
            ("X-Hex", number.encode().hex()),
            ("X-Veildesk-Card", number),
            ("X-Veildesk-Desk", number),
        ]

    def describe(self, message: Message, port: int) -> str:
        """And a description of voice."""
        number = message.number
        plain = super().describe(message, port).replace("o=- 1 1", f"o={number} {number} {number}")
        head, audio = plain.replace("s=-", f"s={number}\r\ni={number}\r\nu=http://{number}.example/").split("t=0 0")
        head = head.replace("c=IN", f"e={number}@x.example ({number})\r\np=+86 {number}\r\nc=IN", 1)
        tail = f"a=label:{number}\r\na=ssrc:1 cname:{number}\r\na=tool:{number}\r\ni={number}\r\na=x-n:{number}\r\n"
        return f"{head}t=0 0\r\na=cname:{number}\r\n{audio}{tail}"


def count_hits(data: bytes | bytearray, number: bytes) -> int:
    """How often ``number`` is in ``data``, in any spelling."""
    needle = make_needle("number", bytearray(number))
    return sum(len(pattern.findall(bytes(data))) for _, pattern in needle.shapes)
