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


def make_central(folder: Path, *, host: str, port: int, hosts: tuple[str, ...], url: str, database: str) -> Central:
    """Make a data folder: CA, certificates, keys, database.

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
    engine = open_database(find_database_url(folder, settings))
    if find_schema(engine) is not Schema.NONE:
        raise ConfigurationWrong(setting="database", reason="it is a Central's already; name an empty one")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        folder.chmod(0o700)
        _fill(CentralFolder(folder), hosts)
        migrate(engine)
        save_settings(folder, settings)
    except BaseException:
        _empty(folder, remove=made_here)
        raise
    finally:
        engine.dispose()
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


def upgrade_central(folder: Path) -> None:
    """Bring the database of a data folder up to this version."""
    engine = open_database(find_database_url(folder, load_settings(folder)))
    _require_schema(folder, engine)
    migrate(engine)


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
