"""Plays a recorded call: fetches ahead by one piece, plays it in frames of 20 ms, wipes it behind the playhead."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Condition, Thread
from typing import TYPE_CHECKING

from protocol.errors import UnexpectedError, VeildeskError
from protocol.g711 import decode_a_law
from protocol.recording_refusals import ListeningOver
from protocol.recordings import PIECE_SAMPLES, RATE
from secure_store.secret import Secret
from secure_store.wiping import wipe_bytes

if TYPE_CHECKING:
    from app.listening.service import Heard, ListeningService
    from app.listening.sound import Speaker

FRAME = RATE // 50
"""Samples of 20 ms."""
PIECE_S = PIECE_SAMPLES // RATE
_LOUDEST = 32_768
_SAMPLES = tuple(decode_a_law(code) for code in range(256))


@dataclass(frozen=True)
class PlayState:
    """How it stands. ``at_s`` of ``of_s`` seconds; ``level``: the loudest sample of the last frame, 0 to 1. ``error``
    is why it stopped, ``is_over`` that its end was reached."""

    at_s: float
    of_s: float
    level: float = 0.0
    is_playing: bool = False
    is_over: bool = False
    error: VeildeskError | None = None


class Player:
    """Plays one call. ``told`` hears every new state in order, from whichever thread brought it, and must not wait.
    Methods: any thread."""

    def __init__(
        self,
        service: ListeningService,
        heard: Heard,
        open_speaker: Callable[[], Speaker],
        told: Callable[[PlayState], None],
    ) -> None:
        self._service, self._heard, self._open_speaker, self._told = service, heard, open_speaker, told
        self._turn = Condition()
        self._state = PlayState(0.0, float(len(heard.places) * PIECE_S))
        self._at = 0
        self._played: set[int] = set()
        self._closing = ""
        self._fetcher = ThreadPoolExecutor(1, thread_name_prefix="recording")
        self._ahead: tuple[int, Future[Secret]] | None = None
        self._thread = Thread(target=self._run, name="player", daemon=True)

    @property
    def state(self) -> PlayState:
        """How it stands now."""
        return self._state

    def start(self) -> None:
        """Record that it begins (RECORDING_OPENED), and play. SoundMissing, StoreUnwritable: nothing was played."""
        self._speaker = self._open_speaker()
        try:
            self._service.opened(self._heard)
        except BaseException:
            self._speaker.close()
            raise
        self._state = replace(self._state, is_playing=True)
        self._thread.start()

    def toggle(self) -> None:
        """Pause, or go on; from the beginning where the end was reached."""
        with self._turn:
            if self._state.error is not None:
                return
            if self._state.is_over:
                self._at = 0
            self._state = replace(self._state, is_playing=not self._state.is_playing, is_over=False, level=0.0)
            self._turn.notify_all()
            self._told(self._state)

    def skip(self, seconds: int) -> None:
        """Go on so many seconds later, or earlier when they are negative."""
        with self._turn:
            if self._state.error is not None:
                return
            last = len(self._heard.places) * PIECE_SAMPLES - 1
            self._at = max(0, min(last, self._at + seconds * RATE))
            self._state = replace(self._state, at_s=self._at / RATE, is_over=False)
            self._turn.notify_all()
            self._told(self._state)

    def close(self, why: str) -> None:
        """Stop, wipe, and record how much was heard. Safe to call twice; it does not wait."""
        with self._turn:
            first, self._closing = not self._closing, self._closing or why
            self._turn.notify_all()
        if first and not self._thread.is_alive():
            self._finish()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end after :meth:`close`; whether it came."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while self._wait_for_turn():
                self._play_piece(self._at // PIECE_SAMPLES)
        except VeildeskError as error:
            self._fail(error)
        except Exception:
            self._fail(UnexpectedError())
        finally:
            self._speaker.close()
            with self._turn:
                self._turn.wait_for(lambda: bool(self._closing))
            self._finish()

    def _wait_for_turn(self) -> bool:
        """Whether there is something to play; False once it is to close."""
        with self._turn:
            self._turn.wait_for(lambda: bool(self._closing) or self._state.is_playing)
            return not self._closing

    def _play_piece(self, place: int) -> None:
        voice = self._take(place)
        self._fetch_ahead(place + 1)
        frame = array("h", bytes(2 * FRAME))
        try:
            with voice.view() as view:
                while True:
                    if self._heard.is_over:  # the desk locked
                        raise ListeningOver
                    start = self._at - place * PIECE_SAMPLES
                    if self._closing or not self._state.is_playing or not 0 <= start < PIECE_SAMPLES:
                        return
                    codes = view[start : start + FRAME]
                    if not codes:  # the last piece of a recording is shorter
                        self._go_on((place + 1) * PIECE_SAMPLES, place, 0.0)
                        return
                    peak = 0
                    for spot, code in enumerate(codes):  # a slice of the frame would be a copy that nobody wipes
                        frame[spot] = sample = _SAMPLES[code]
                        peak = max(peak, abs(sample))
                    level, count = peak / _LOUDEST, len(codes)
                    codes.release()
                    played = bytearray(memoryview(frame)[:count].cast("B"))
                    try:
                        self._speaker.write(played)
                    finally:
                        wipe_bytes(played)
                    self._go_on(self._at + count, place, level, since=place * PIECE_SAMPLES + start)
        finally:
            frame[:] = array("h", bytes(2 * FRAME))
            voice.wipe()

    def _go_on(self, at: int, place: int, level: float, since: int | None = None) -> None:
        """The playhead moves on to ``at``, unless somebody has moved it meanwhile."""
        with self._turn:
            self._played.add(place)
            if since is not None and self._at != since:
                return
            self._at = at
            is_over = at >= len(self._heard.places) * PIECE_SAMPLES
            self._state = replace(
                self._state,
                at_s=at / RATE,
                level=0.0 if is_over else level,
                is_over=is_over,
                is_playing=self._state.is_playing and not is_over,
            )
            self._told(self._state)

    def _take(self, place: int) -> Secret:
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            if ahead[0] == place:
                return ahead[1].result()
            _let_go(ahead[1])
        return self._service.fetch(self._heard, self._heard.places[place])

    def _fetch_ahead(self, place: int) -> None:
        if place < len(self._heard.places):
            self._ahead = place, self._fetcher.submit(self._service.fetch, self._heard, self._heard.places[place])

    def _fail(self, error: VeildeskError) -> None:
        with self._turn:
            self._state = replace(self._state, is_playing=False, level=0.0, error=error)
            self._told(self._state)

    def _finish(self) -> None:
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            _let_go(ahead[1])
        self._fetcher.shutdown(wait=False, cancel_futures=True)
        error = self._state.error
        why = error.problem.value if error is not None else self._closing
        pieces = sorted(self._played)
        with suppress(VeildeskError):  # a desk that cannot write still stops
            self._service.closed(self._heard, len(pieces) * PIECE_S, (pieces[-1] + 1) * PIECE_S if pieces else 0, why)


def _let_go(fetched: Future[Secret]) -> None:
    """Wipe a piece that nobody hears, now or when it comes."""

    def wipe(done: Future[Secret]) -> None:
        if not done.cancelled() and done.exception() is None:
            done.result().wipe()

    fetched.cancel()
    fetched.add_done_callback(wipe)
