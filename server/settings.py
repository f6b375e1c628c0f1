"""Where Central keeps its things and where it listens: ``central.toml`` in its data folder (Z1)."""

from __future__ import annotations

import ipaddress
import os
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import URL

from protocol.administration import ConfigurationWrong, DataFolderWrong

FILE = "central.toml"
FOLDER_VARIABLE = "VEILDESK_CENTRAL_DATA"
_HOST_NAME = re.compile(
    r"(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_\-]*[A-Za-z0-9_])?(?:\.[A-Za-z0-9_\-]{1,63})*", re.ASCII
)


class CentralSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``node``: this node's device id in the trail. ``hosts``: the names and addresses in the server certificate.

    ``database`` is an SQLAlchemy URL; empty means SQLite in the data folder. ``origin`` names the log in its
    checkpoints and never changes, wherever Central moves.
    ``revocations_every_s``: seconds between two looks for revoked desks; a restart of the worker follows, so that
    half a minute keeps the promise of one.
    """

    node: str
    origin: str
    host: str = "127.0.0.1"
    port: int = 8443
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    url: str = ""
    database: str = ""
    revocations_every_s: Annotated[int, Meta(ge=1, le=30)] = 30


class CentralFolder:
    """The files of a data folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def settings_file(self) -> Path:
        """The settings."""
        return self.path / FILE

    @property
    def keys(self) -> Path:
        """Key-encryption keys and everything derived from them; 0600."""
        return self.path / "keys.json"

    @property
    def ca_certificate(self) -> Path:
        """The private CA, PEM."""
        return self.path / "ca.crt"

    @property
    def ca_key(self) -> Path:
        """The private CA's key, PEM; 0600."""
        return self.path / "ca.key"

    @property
    def server_certificate(self) -> Path:
        """Central's certificate, PEM."""
        return self.path / "server.crt"

    @property
    def server_key(self) -> Path:
        """Central's key, PEM; 0600."""
        return self.path / "server.key"

    @property
    def crl(self) -> Path:
        """Revoked client certificates (RFC 5280), PEM."""
        return self.path / "ca.crl"

    @property
    def log_key(self) -> Path:
        """The key that signs the log's checkpoints, PEM; 0600."""
        return self.path / "log.key"

    @property
    def database(self) -> Path:
        """The SQLite database, where no other is set."""
        return self.path / "central.db"


def load_settings(folder: Path) -> CentralSettings:
    """Read the settings; DataFolderWrong where there are none, ConfigurationWrong where they make no sense."""
    place = CentralFolder(folder)
    if not place.settings_file.is_file():
        raise DataFolderWrong(
            folder=str(folder),
            reason="it holds no central.toml",
            remedy="Make it with 'veildesk-central init', or name another one with --data.",
        )
    require_owner(folder)
    try:
        settings = msgspec.convert(tomllib.loads(place.settings_file.read_text("utf-8")), type=CentralSettings)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ConfigurationWrong(setting=str(place.settings_file), reason=str(error)) from error
    check_settings(settings)
    return settings


def require_owner(folder: Path) -> None:
    """DataFolderWrong for whoever does not own ``folder``: what root writes into it, 'serve' could not read."""
    if sys.platform == "win32":
        return
    owner = folder.stat().st_uid
    if owner == os.geteuid():
        return
    name = name_user(owner)
    raise DataFolderWrong(
        folder=str(folder),
        reason=f"it is {name}'s, and this command runs as {name_user()}",
        remedy=f"Run it as {name}: runuser -u {name} -- veildesk-central …, or sudo -u {name} …",
    )


def name_user(number: int | None = None) -> str:
    """The operating system's user of that number, or whoever runs this."""
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "this user")
    import pwd

    wanted = os.geteuid() if number is None else number
    try:
        return pwd.getpwuid(wanted).pw_name
    except KeyError:
        return str(wanted)


def check_settings(settings: CentralSettings) -> None:
    """ConfigurationWrong when Central could not listen or be found as they say."""
    if not 1 <= settings.port <= 65535:
        raise ConfigurationWrong(setting="port", reason="it is not between 1 and 65535")
    if not _is_address(settings.host):
        reason = "it is not an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them"
        raise ConfigurationWrong(setting="host", reason=reason)
    check_hosts(settings.hosts)
    if settings.url and not (settings.url.startswith("https://") and urlsplit(settings.url).hostname):
        raise ConfigurationWrong(setting="url", reason="it is not an https:// URL")


def check_hosts(hosts: Iterable[str]) -> None:
    """ConfigurationWrong when no certificate could name them, or there are none."""
    named = tuple(hosts)
    for host in named:
        if not _is_address(host) and not _HOST_NAME.fullmatch(host):
            reason = f"{host} is neither a host name in ASCII (xn-- for other letters) nor an address"
            raise ConfigurationWrong(setting="hosts", reason=reason)
    if not named:
        raise ConfigurationWrong(setting="hosts", reason="desks need at least one name or address")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def save_settings(folder: Path, settings: CentralSettings) -> None:
    """Write the settings, readable by their owner alone."""
    lines = [f"{name} = {_write_value(value)}" for name, value in msgspec.structs.asdict(settings).items()]
    write_private(CentralFolder(folder).settings_file, ("\n".join(lines) + "\n").encode())


def find_database_url(folder: Path, settings: CentralSettings) -> str:
    """The database to open."""
    if settings.database:
        return settings.database
    return URL.create("sqlite", database=str(CentralFolder(folder).database)).render_as_string()


def find_public_url(settings: CentralSettings) -> str:
    """Where desks reach Central."""
    return settings.url or f"https://{settings.hosts[0]}:{settings.port}"


def list_authorities(settings: CentralSettings) -> frozenset[str]:
    """What a request's Host may say (RFC 9110, 7.2), in lower case: every name that desks know, with its port."""
    public = urlsplit(find_public_url(settings))
    own = {f"[{host}]" if ":" in host else host for host in settings.hosts}
    named = {f"{host}:{settings.port}" for host in own} | ({public.netloc} if public.netloc else set())
    if public.port is None and public.hostname:
        named.add(f"{public.hostname}:443")
    return frozenset(name.lower() for name in named)


def name_log(settings: CentralSettings) -> str:
    """What to call the log of a new Central: its URL without the scheme, as C2SP tlog-checkpoint advises."""
    return f"{find_public_url(settings).removeprefix('https://').rstrip('/')}/log"


def write_private(path: Path, content: bytes) -> None:
    """Write ``content`` whole or not at all, mode 0600 from the first byte, durable when it returns. OSError names the
    file, and nothing is left of it."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:  # Ctrl-C too: what lies there may be half a key
        fresh.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise
    fresh.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the name too, or a power cut brings the old file back
        finally:
            os.close(folder)


def require_private(path: Path) -> None:
    """DataFolderWrong when others than the folder's owner may touch a file that is there."""
    if sys.platform == "win32":
        return
    if not path.exists():
        return
    status, owner = path.stat(), path.parent.stat().st_uid
    if status.st_uid != owner:  # root can read it all the same, and so can whose it is
        reason, remedy = f"its {path.name} is {name_user(status.st_uid)}'s", f"Run: chown {name_user(owner)} {path}"
        raise DataFolderWrong(folder=str(path.parent), reason=reason, remedy=remedy)
    if status.st_mode & 0o077:
        raise DataFolderWrong(
            folder=str(path.parent), reason=f"others may read its {path.name}", remedy=f"Run: chmod 600 {path}"
        )


def _write_value(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_write_value, value)) + "]"
    return str(value) if isinstance(value, int) else msgspec.json.encode(value).decode()
