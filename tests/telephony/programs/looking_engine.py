"""The engine as the desk starts it, which writes into the file LOOKED again and again, one a line, the far port of each
of its connections over TCP and whether Nagle's algorithm is off there."""

import contextlib
import os
import pathlib
import runpy
import socket
import threading

_LOOKED = pathlib.Path(os.environ["LOOKED"])


def look():
    for entry in pathlib.Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError), socket.socket(fileno=int(entry.name)) as opened:
            try:
                if opened.family == socket.AF_INET and opened.type == socket.SOCK_STREAM:
                    prompt = opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
                    yield f"{opened.getpeername()[1]} {int(bool(prompt))}\n"
            finally:
                opened.detach()


def keep_looking():
    while not threading.Event().wait(0.05):
        with _LOOKED.open("a") as file:
            file.writelines(look())


threading.Thread(target=keep_looking, daemon=True).start()
runpy.run_module("app.telephony.engine", run_name="__main__")
