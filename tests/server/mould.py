"""Centrals poured from one that was made: the steps of the schema are walked once a session, not once a module."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
from sqlalchemy import make_url

from protocol.identifiers import make_identifier
from server.services.central import Central, make_central, open_central
from server.settings import save_settings
from tests.postgres import PostgresServer, divide_roles

_DATABASE = "central.db"


class Mould:
    """An empty Central in ``folder`` that is never worked with, on ``server`` or, where there is none, on SQLite."""

    def __init__(self, folder: Path, server: PostgresServer | None) -> None:
        self._folder, self._server = folder, server
        self._name = server.make_database() if server else ""
        url = server.url(self._name) if server else f"sqlite:///{folder.parent / _DATABASE}"
        made = make_central(folder, host="127.0.0.1", port=8443, hosts=("127.0.0.1",), url="", **divide_roles(url))
        made.engine.dispose()
        self._settings = made.settings

    def pour(self, folder: Path, url: str) -> Central:
        """A Central in ``folder``, a node of its own, whose database is the empty one at ``url``."""
        shutil.copytree(self._folder, folder, dirs_exist_ok=True)
        name = str(make_url(url).database)
        if self._server:
            self._server.drop_database(name)
            self._server.make_database(name, like=self._name)
        else:
            shutil.copyfile(self._folder.parent / _DATABASE, name)
        database = divide_roles(url)["database"]
        save_settings(folder, msgspec.structs.replace(self._settings, node=make_identifier(), database=database))
        return open_central(folder)
