"""One Veildesk a desk folder: a second start brings the first window to the front (D8).

A lock in the folder says who is first, so that the first window waits for no socket; it is listened at a moment later.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

LOCK = "instance.lock"
_OWNER_ONLY = 0o700
_PATIENCE_MS = 500
_TRIES, _PAUSE_S = 6, 0.25
_CALL = b"show\n"


class SingleInstance(QObject):
    """``called`` when another start wants this one's window. The name is this user's own, and only he may connect."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # only a process that is gone leaves a lock behind, however old it is
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Be the first, or call the first and return False. A folder that takes no lock stops nobody here: opening the
        desk says then what is wrong with it."""
        with suppress(OSError):
            self._folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        if self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError:
            return True
        for _ in range(_TRIES):
            if self._call_first():
                break
            time.sleep(_PAUSE_S)
        return False

    def listen(self) -> None:
        """Hear other starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None or not self._lock.isLocked():
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = name_instance(self._folder)
        QLocalServer.removeServer(name)  # left by one that was killed: the lock is ours
        server.listen(name)
        server.newConnection.connect(self._answer)
        self._server = server

    def release(self) -> None:
        """Let another be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _call_first(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(name_instance(self._folder))
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(_CALL)
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def _answer(self) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            connection = server.nextPendingConnection()
            connection.disconnected.connect(connection.deleteLater)
            self.called.emit()


def name_instance(folder: Path) -> str:
    """A local socket's name for this user and this desk folder."""
    import getpass
    from hashlib import sha256

    place = sha256(f"{getpass.getuser()}\n{folder.resolve()}".encode()).hexdigest()[:24]
    return f"veildesk-{place}"
