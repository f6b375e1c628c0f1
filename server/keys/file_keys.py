"""Key-encryption keys in a file (S1): versioned, so that they can be rotated; a KMS can stand behind the same words."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Protocol

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct

from protocol.administration import ConfigurationWrong
from server.keys.pem import complain
from server.settings import require_private, write_private

_NONCE = 12


class KeyWrapper(Protocol):
    """Wraps small keys. Every wrapped key remembers nothing; its version is kept beside it."""

    @property
    def current_version(self) -> int:
        """The version that ``wrap`` uses."""

    def wrap(self, key: bytes, aad: bytes) -> tuple[int, bytes]:
        """``key`` encrypted under the current version; the version and the wrapped key."""

    def unwrap(self, version: int, wrapped: bytes, aad: bytes) -> bytes:
        """The key again; ConfigurationWrong when the version is not there or it does not open."""

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for another use, the same every time."""


class _Content(Struct, forbid_unknown_fields=True):
    master: bytes
    current: int
    versions: dict[int, bytes]


class FileKeys:
    """The keys of one data folder. The file is theirs alone: 0600, written whole or not at all.

    Several processes have them open; whoever changes versions must be alone (``rotation`` sees to that), and what
    another process changed is seen by :meth:`refresh`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._load()

    @classmethod
    def create(cls, path: Path) -> FileKeys:
        """Make the first version; FileExistsError where there is a file already."""
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        _save(path, _Content(master=os.urandom(32), current=1, versions={1: os.urandom(32)}))
        return cls(path)

    def refresh(self) -> None:
        """Read the file again when it is another than the one read last."""
        if _find_stamp(self._path) != self._stamp:
            self._load()

    @property
    def current_version(self) -> int:
        """The version that new keys are wrapped under."""
        return self._content.current

    @property
    def versions(self) -> tuple[int, ...]:
        """All versions that still open something."""
        return tuple(sorted(self._content.versions))

    def add_version(self) -> int:
        """Make a new current version; durable before it returns."""
        self.refresh()
        version = max(self._content.versions) + 1
        versions = {**self._content.versions, version: os.urandom(32)}
        self._change(_Content(self._content.master, version, versions))
        return version

    def drop_version(self, version: int) -> None:
        """Destroy a version that wraps nothing any more; the current one stays."""
        self.refresh()
        if version == self.current_version:
            raise ConfigurationWrong(setting=f"key version {version}", reason="it is the current one")
        versions = {number: key for number, key in self._content.versions.items() if number != version}
        self._change(_Content(self._content.master, self._content.current, versions))

    def wrap(self, key: bytes, aad: bytes) -> tuple[int, bytes]:
        """See :class:`KeyWrapper`."""
        version = self.current_version
        nonce = os.urandom(_NONCE)
        return version, nonce + self._ciphers[version].encrypt(nonce, key, _bind(version, aad))

    def unwrap(self, version: int, wrapped: bytes, aad: bytes) -> bytes:
        """See :class:`KeyWrapper`."""
        if version not in self._ciphers:
            self.refresh()
        try:
            return self._ciphers[version].decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _bind(version, aad))
        except (KeyError, InvalidTag, ValueError) as error:
            raise ConfigurationWrong(
                setting=f"key version {version}", reason="it is not in keys.json, or does not open this record"
            ) from error

    def derive(self, purpose: str) -> bytes:
        """See :class:`KeyWrapper`."""
        return HKDF(SHA256(), 32, salt=None, info=b"veildesk central " + purpose.encode()).derive(self._content.master)

    def _change(self, content: _Content) -> None:
        _save(self._path, content)
        self._load()

    def _load(self) -> None:
        stamp = _find_stamp(self._path)
        content = _read(self._path)
        self._ciphers = {version: AESGCM(key) for version, key in content.versions.items()}
        self._content, self._stamp = content, stamp


def _read(path: Path) -> _Content:
    """The content of a key file; DataFolderWrong when it is missing, damaged or open to others."""
    require_private(path)
    try:
        content = msgspec.json.decode(path.read_bytes(), type=_Content)
    except FileNotFoundError as error:
        raise complain(path, "is missing") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise complain(path, "is damaged") from error
    lengths = {len(content.master), *map(len, content.versions.values())}
    if content.current not in content.versions or lengths != {32}:
        raise complain(path, "is damaged")
    return content


def _find_stamp(path: Path) -> tuple[int, int, int]:
    """What tells one version of the file from another: every save makes a new file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return status.st_mtime_ns, status.st_ino, status.st_size


def _bind(version: int, aad: bytes) -> bytes:
    return version.to_bytes(4, "big") + aad


def _save(path: Path, content: _Content) -> None:
    write_private(path, msgspec.json.encode(content))
