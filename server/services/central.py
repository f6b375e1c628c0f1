"""One Central, opened: its settings, database, keys, authority and log key in one bag."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import Engine

from protocol.administration import DataFolderWrong
from protocol.identifiers import make_identifier
from server.keys.authority import Authority
from server.keys.file_keys import FileKeys
from server.keys.log_key import LogKey
from server.log.pending import keep_deeds
from server.settings import CentralFolder, CentralSettings, find_database_url, load_settings, name_log, save_settings
from server.store.database import is_current, migrate, open_database


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
    try:
        authority, log_key = Authority(place), LogKey(place.log_key, settings.origin)
    except (OSError, ValueError, TypeError) as error:
        raise DataFolderWrong(
            folder=str(folder), reason=f"a key or certificate cannot be read ({error})", remedy="Restore your backup."
        ) from error
    engine = open_database(find_database_url(folder, settings))
    if not is_current(engine):
        raise DataFolderWrong(
            folder=str(folder),
            reason="its database is of another version",
            remedy="Run 'veildesk-central init --upgrade' with this version, after a backup.",
        )
    keep_deeds(engine)
    return Central(place, settings, engine, FileKeys(place.keys), authority, log_key)


def make_central(folder: Path, *, host: str, port: int, hosts: tuple[str, ...], url: str, database: str) -> Central:
    """Make a data folder: CA, certificates, keys, database. DataFolderWrong when it holds one already."""
    place = CentralFolder(folder)
    if place.settings_file.exists() or place.keys.exists():
        raise DataFolderWrong(
            folder=str(folder), reason="it is a Central's already", remedy="Choose an empty folder with --data."
        )
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    FileKeys.create(place.keys)
    Authority.create(place).issue_server(hosts)
    LogKey.create(place.log_key)
    settings = CentralSettings(
        node=make_identifier(), origin="", host=host, port=port, hosts=hosts, url=url, database=database
    )
    settings = msgspec.structs.replace(settings, origin=name_log(settings))
    engine = open_database(find_database_url(folder, settings))
    migrate(engine)
    engine.dispose()
    save_settings(folder, settings)
    return open_central(folder)


def upgrade_central(folder: Path) -> None:
    """Bring the database of a data folder up to this version."""
    engine = open_database(find_database_url(folder, load_settings(folder)))
    migrate(engine)
