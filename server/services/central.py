"""One Central, opened: its settings, database, keys, authority and log key in one bag."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import Engine

from protocol.administration import ConfigurationWrong, DataFolderWrong
from protocol.identifiers import make_identifier
from server.keys.authority import Authority
from server.keys.file_keys import FileKeys
from server.keys.log_key import LogKey
from server.log.pending import keep_deeds
from server.settings import (
    CentralFolder,
    CentralSettings,
    check_settings,
    find_database_url,
    load_settings,
    name_log,
    save_settings,
)
from server.store.database import Schema, find_schema, migrate, open_database
from server.store.privileges import grant_service, read_role, require_owner, require_service


@dataclass(frozen=True)
class Central:
    """What every service needs. ``node`` is this node's device id in the trail."""

    place: CentralFolder
    settings: CentralSettings
    engine: Engine
    keys: FileKeys
    authority: Authority
    log_key: LogKey

    @property
    def node(self) -> str:
        """This node's name in the trail."""
        return self.settings.node


def open_central(folder: Path) -> Central:
    """Open a data folder that ``init`` made; DataFolderWrong when something is missing or of another version."""
    settings = load_settings(folder)
    place = CentralFolder(folder)
    authority, log_key, keys = Authority(place), LogKey(place.log_key, settings.origin), FileKeys(place.keys)
    engine = open_database(find_database_url(folder, settings))
    if _require_schema(folder, engine) is Schema.OLDER:
        raise DataFolderWrong(
            folder=str(folder),
            reason="its database is of an older version",
            remedy="Run 'veildesk-central init --upgrade' with this version, after a backup.",
        )
    keep_deeds(engine)
    return Central(place, settings, engine, keys, authority, log_key)


def make_central(
    folder: Path, *, host: str, port: int, hosts: tuple[str, ...], url: str, database: str, owner: str = ""
) -> Central:
    """Make a data folder: CA, certificates, keys, database.

    ``owner`` is the database's address as the role that makes and owns the tables; it is not kept. The role in
    ``database`` then can add to the trail, and nothing more.
    DataFolderWrong for a folder that holds anything, ConfigurationWrong for settings that cannot be or a database that
    is a Central's already. What fails leaves no file behind.
    """
    made_here = not folder.exists()
    _require_empty(folder)
    settings = CentralSettings(
        node=make_identifier(), origin="", host=host, port=port, hosts=hosts, url=url, database=database
    )
    check_settings(settings)
    settings = msgspec.structs.replace(settings, origin=name_log(settings))
    tables = _Tables(find_database_url(folder, settings), owner)
    if find_schema(tables.engine) is not Schema.NONE:
        raise ConfigurationWrong(setting="database", reason="it is a Central's already; name an empty one")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        folder.chmod(0o700)
        _fill(CentralFolder(folder), hosts)
        tables.make()
        if CentralFolder(folder).database.exists():
            CentralFolder(folder).database.chmod(0o600)
        save_settings(folder, settings)
    except BaseException:
        _empty(folder, remove=made_here)
        raise
    finally:
        tables.engine.dispose()
    return open_central(folder)


def _require_empty(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    theirs = CentralFolder(folder).settings_file.exists()
    raise DataFolderWrong(
        folder=str(folder),
        reason="it is a Central's already" if theirs else "it is not empty",
        remedy="Choose an empty folder, or one that is not there yet, with --data.",
    )


def _fill(place: CentralFolder, hosts: tuple[str, ...]) -> None:
    FileKeys.create(place.keys)
    Authority.create(place).issue_server(hosts)
    LogKey.create(place.log_key)


def _empty(folder: Path, *, remove: bool) -> None:
    for file in folder.iterdir():
        file.unlink()
    if remove:
        folder.rmdir()


def upgrade_central(folder: Path, owner: str = "") -> None:
    """Bring the database of a data folder up to this version; ``owner`` as :func:`make_central` has it."""
    tables = _Tables(find_database_url(folder, load_settings(folder)), owner)
    if _require_schema(folder, tables.engine) is Schema.OLDER:
        require_owner(tables.engine)
    tables.make()
    tables.engine.dispose()


class _Tables:
    """The tables of the database at ``url``, opened by ``owner``'s address where one is given."""

    def __init__(self, url: str, owner: str) -> None:
        self._service = read_role(url, owner) if owner else ""
        self.engine = open_database(owner or url)

    def make(self) -> None:
        """Bring them up to this version, and give the role that serves what it needs, if it is another one."""
        if self._service:
            with self.engine.begin() as connection:
                require_service(connection, self._service)
        migrate(self.engine)
        if self._service:
            with self.engine.begin() as connection:
                grant_service(connection, self._service)


def _require_schema(folder: Path, engine: Engine) -> Schema:
    """The schema that can be worked with or upgraded; an empty database is never taken for one."""
    schema = find_schema(engine)
    if schema is Schema.NONE:
        raise DataFolderWrong(
            folder=str(folder),
            reason="its database is missing, or holds no Central",
            remedy="Restore your backup of the database, or correct 'database' in central.toml.",
        )
    if schema is Schema.NEWER:
        raise DataFolderWrong(
            folder=str(folder),
            reason="its database is of a newer version of Veildesk",
            remedy="Install that version again, or restore the backup from before it.",
        )
    return schema
