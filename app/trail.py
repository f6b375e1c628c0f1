"""What this desk writes into its journal, in the name of who is signed in (D7).

The rule of order: an event is durable on disk, then Central is asked, then the screen changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import structs

from app.endings import OUT_OF_REACH
from protocol.errors import VeildeskError
from protocol.events import Act, Deed, Event, ObjectKind, Outcome
from protocol.fields import FieldKind
from protocol.problems import ProblemType
from protocol.sessions import Person
from secure_store.journal import Journal


class Trail:
    """Records deeds with their actor. Any thread. StoreUnwritable from every method means: do not do the act."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._person: Person | None = None
        self._listeners: list[Callable[[], None]] = []

    @property
    def journal(self) -> Journal:
        """The journal behind."""
        return self._journal

    def set_person(self, person: Person | None) -> None:
        """Whose deeds these are from now on."""
        self._person = person

    def clear_person(self, person: Person | None) -> None:
        """``person``'s deeds are over, unless somebody else's have begun."""
        if self._person is person:
            self._person = None

    def on_recorded(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` (from any thread) after each event: the sync loop wakes by it."""
        self._listeners.append(listener)

    def record(
        self,
        act: Act,
        kind: ObjectKind = ObjectKind.NONE,
        object_id: str = "",
        *,
        field: FieldKind | None = None,
        purpose: str = "",
        outcome: Outcome = Outcome.DONE,
        **detail: str,
    ) -> Event:
        """Write an event; it is durable when this returns."""
        deed = Deed(
            act=act,
            object_kind=kind,
            object_id=object_id,
            field=field.value if field else "",
            purpose=purpose,
            outcome=outcome,
            detail=detail,
        )
        return self._append(deed)

    def record_ahead(
        self, act: Act, kind: ObjectKind, object_id: str, *, field: FieldKind, purpose: str, **detail: str
    ) -> Event:
        """As :meth:`record`, where another event follows once Central agreed: see ``is_followed`` of :meth:`asking`.
        It is for the caller to :meth:`announce` it when nothing follows after all."""
        return self._write(
            Deed(act=act, object_kind=kind, object_id=object_id, field=field.value, purpose=purpose, detail=detail)
        )

    def announce(self) -> None:
        """Let what waits be delivered, as after every event that nothing follows."""
        for listener in tuple(self._listeners):
            listener()

    def record_facts(
        self, act: Act, kind: ObjectKind, object_id: str, facts: dict[str, str], outcome: Outcome = Outcome.DONE
    ) -> Event:
        """Write an event whose facts are at hand as they are."""
        return self._append(Deed(act=act, object_kind=kind, object_id=object_id, outcome=outcome, detail=facts))

    def record_failure(
        self,
        act: Act,
        kind: ObjectKind,
        object_id: str,
        error: VeildeskError,
        *,
        field: FieldKind | None = None,
        **detail: str,
    ) -> Event:
        """Write that ``act`` came to nothing, and by which problem: REFUSED, or FAILED when nobody decided."""
        return self.record(
            act, kind, object_id, field=field, outcome=_judge(error), problem=error.problem.value, **detail
        )

    @contextmanager
    def asking(
        self, act: Act, kind: ObjectKind, object_id: str, *, is_followed: bool = False, **detail: str
    ) -> Iterator[Event]:
        """Record that ``act`` is asked of Central, before the block asks; a refusal in the block is recorded too.

        The first event says ``stage: asked``; Central's own chain says whether it came to pass. ``is_followed``: once
        Central agreed, another event follows at once, and this one is delivered with it: its delivery would compete
        with the question at Central, and with that event's way to the disk.
        """
        asked = Deed(act=act, object_kind=kind, object_id=object_id, detail={"stage": "asked", **detail})
        event = self._write(asked) if is_followed else self._append(asked)
        try:
            yield event
        except VeildeskError as error:
            self.record_failure(act, kind, object_id, error, asked=event.id)
            raise

    def _append(self, deed: Deed) -> Event:
        event = self._write(deed)
        self.announce()
        return event

    def _write(self, deed: Deed) -> Event:
        person = self._person
        if person is not None:
            deed = structs.replace(deed, actor=person.id, role=person.role)
        return self._journal.append(deed)


def _judge(error: VeildeskError) -> Outcome:
    undecided = isinstance(error, OUT_OF_REACH) or error.problem is ProblemType.UNEXPECTED
    return Outcome.FAILED if undecided else Outcome.REFUSED
