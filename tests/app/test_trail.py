"""What is asked of Central is durable before it is asked, and is delivered when that disturbs nothing (D7)."""

from __future__ import annotations

import pytest

from app.trail import Trail
from protocol.events import Act, ObjectKind
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.refusals import NotFound
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring


@pytest.fixture
def trail(keyring_daemon: None, tmp_path):
    """A desk's trail, and how often somebody was told of a new event."""
    desk = make_identifier()
    journal = Journal.open(DeskFolder(tmp_path / "desk").make(), desk, DeviceKeyring(desk=desk))
    made, told = Trail(journal), []
    made.on_recorded(lambda: told.append(1))
    yield made, told
    journal.close()


def test_what_is_followed_by_another_event_is_on_disk_at_once_and_told_with_it(trail):
    made, told = trail
    with made.asking(Act.CALL_ASKED, ObjectKind.CARD, "card", is_followed=True):
        assert made.journal.waiting() == 1
    assert told == []
    made.record(Act.CALL_DIALLED)
    assert told == [1]


def test_what_nothing_followed_after_all_is_told_when_its_writer_says_so(trail):
    made, told = trail
    made.record_ahead(Act.REVEAL_REQUESTED, ObjectKind.CARD, "card", field=FieldKind.MOBILE, purpose="marketing")
    assert made.journal.waiting() == 1
    assert told == []
    made.announce()
    assert told == [1]


def test_what_is_refused_is_told_at_once(trail):
    made, told = trail
    with pytest.raises(NotFound), made.asking(Act.CALL_ASKED, ObjectKind.CARD, "card", is_followed=True):
        raise NotFound
    assert told == [1]
    assert made.journal.waiting() == 2


def test_what_stands_alone_is_told_at_once(trail):
    made, told = trail
    with made.asking(Act.MISSED_SEEN, ObjectKind.NONE, ""):
        assert told == [1]
