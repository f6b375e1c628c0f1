"""One Veildesk a desk folder: a second start brings the first window to the front (D8)."""

from __future__ import annotations

import getpass
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500
_CALL = b"show\n"


class SingleInstance(QObject):
    """``called`` when another start wants this one's window. The name is this user's own, and only he may connect."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name_instance(folder)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Be the first, or call the first and return False."""
        if self._call_first():
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self.name):
            QLocalServer.removeServer(self.name)  # left by one that was killed: nobody answered above
            server.listen(self.name)
        server.newConnection.connect(self._answer)
        self._server = server
        return True

    def release(self) -> None:
        """Let another be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _call_first(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self.name)
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
    place = sha256(f"{getpass.getuser()}\n{folder.resolve()}".encode()).hexdigest()[:24]
    return f"veildesk-{place}"
