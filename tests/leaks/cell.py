"""Two users who exist only here, in a mount namespace that ends with the test (mount_namespaces(7)).

Their passwd, resolver and name service are files of ours, bound over the machine's; an interpreter or a checkout that
lies where only root may go is shown to them at the same path.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import randrange
from typing import Any

_REPOSITORY = Path(__file__).resolve().parents[2]
_RESOLVER = "nameserver {dns}\noptions timeout:1 attempts:1\n"
_PARTING_S = 5.0
_SWITCH = "passwd: files\ngroup: files\nhosts: dns\n"


@dataclass(frozen=True)
class User:
    """A user of the cell; ``home`` is his alone."""

    name: str
    uid: int
    home: Path

    @property
    def env(self) -> dict[str, str]:
        """What a session of his starts with."""
        return {
            "HOME": str(self.home),
            "USER": self.name,
            "LANG": "C.UTF-8",
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "XDG_RUNTIME_DIR": str(self.home / "run"),
            "PYTHONPATH": str(_REPOSITORY),
        }


class Cell:
    """The namespace. ``dns``: the address of the only name server that those within can ask."""

    def __init__(self, dns: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="veildesk-cell-"))
        self._folder.chmod(0o711)
        first = 2 * randrange(50_000, 500_000)  # nobody's, in another run beside this one either
        self.agent, self.other = self._make_user("agent", first), self._make_user("other", first + 1)
        (self._folder / "stage").mkdir()
        lines = [*self._bind_files(dns), *_open_paths(self._folder / "stage", (Path(sys.base_prefix), _REPOSITORY))]
        script = "\n".join(("set -e", *lines, "echo ready", "exec sleep infinity"))
        words = ["unshare", "--mount", "--propagation", "private", "sh", "-c", script]
        self._holder = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        assert self._holder.stdout
        assert self._holder.stdout.readline() == "ready\n", "the mount namespace was not made"

    def start(
        self, user: User, words: Sequence[str], env: Mapping[str, str] = {}, *, alone: bool = False, **options: Any
    ) -> subprocess.Popen[str]:
        """Start a program as a user, ``alone`` in a network of its own; the process that is returned is the program
        itself."""
        inside = ["nsenter", f"--mount=/proc/{self._holder.pid}/ns/mnt", f"--wdns={user.home}"]
        if alone:
            inside = [*inside, "unshare", "--net"]
        become = ["setpriv", f"--reuid={user.uid}", f"--regid={user.uid}", "--clear-groups", "--inh-caps=-all"]
        settings = [f"{name}={value}" for name, value in {**user.env, **env}.items()]
        return subprocess.Popen([*inside, *become, "env", "-i", *settings, *words], text=True, **options)

    def run(self, user: User, words: Sequence[str], env: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
        """Run a program as a user to its end, a minute at most."""
        process = self.start(
            user, words, env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            output, _ = process.communicate(timeout=60)
        finally:
            process.kill()
        return subprocess.CompletedProcess(list(words), process.returncode, output)

    def close(self) -> None:
        """End the namespace, and the users with all they have: what their buses started, too. They are told to end
        before they are made to: a bus takes its socket with it then."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            limit = time.monotonic() + _PARTING_S
            while (left := self._list_processes()) and time.monotonic() < limit:
                for process in left:
                    with suppress(OSError):
                        os.kill(process, how)
                time.sleep(0.05)
        self._holder.kill()
        self._holder.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _list_processes(self) -> list[int]:
        """What the users have running."""
        uids, found = {str(user.uid) for user in (self.agent, self.other)}, []
        for status in Path("/proc").glob("[0-9]*/status"):
            with suppress(OSError):
                words = dict(line.partition(":\t")[::2] for line in status.read_text("utf-8", "replace").splitlines())
                if words["Uid"].split()[0] in uids and words["State"][0] not in "ZX":
                    found.append(int(status.parent.name))
        return found

    def _make_user(self, name: str, uid: int) -> User:
        user = User(f"veildesk-{name}", uid, self._folder / name)
        for folder in (user.home, user.home / "run"):
            folder.mkdir(mode=0o700)
            os.chown(folder, uid, uid)
        return user

    def _bind_files(self, dns: str) -> Iterator[str]:
        people = "".join(
            f"{user.name}:x:{user.uid}:{user.uid}::{user.home}:/bin/sh\n" for user in (self.agent, self.other)
        )
        groups = "".join(f"{user.name}:x:{user.uid}:\n" for user in (self.agent, self.other))
        for place, text in (
            ("passwd", Path("/etc/passwd").read_text("utf-8") + people),
            ("group", Path("/etc/group").read_text("utf-8") + groups),
            ("resolv.conf", _RESOLVER.format(dns=dns)),
            ("nsswitch.conf", _SWITCH),
        ):
            file = self._folder / place
            file.write_text(text, "utf-8")
            file.chmod(0o644)
            yield f"mount --bind {shlex.quote(str(file))} /etc/{place}"


def _open_paths(stage: Path, paths: Sequence[Path]) -> Iterator[str]:
    """Shell lines that lay an open folder over each closed one, with the wanted paths in it as they were."""
    hold = shlex.quote(str(stage))
    closed: dict[Path, list[Path]] = {}
    for path in paths:
        barrier = next((one for one in reversed(path.parents) if not one.stat().st_mode & 0o001), None)
        if barrier is not None:
            closed.setdefault(barrier, []).append(path)
    for barrier, wanted in closed.items():
        over = shlex.quote(str(barrier))
        yield f"mount --rbind {over} {hold}"
        yield f"mount -t tmpfs -o mode=755 none {over}"
        for path in wanted:
            place = shlex.quote(str(path))
            yield f"mkdir -p {place}"
            yield f"mount --rbind {hold}/{shlex.quote(str(path.relative_to(barrier)))} {place}"
        yield f"umount -l {hold}"
