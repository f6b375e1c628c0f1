"""A screen reader's eyes (AT-SPI 2): every word that one application shows to it, one a line in JSON.

Runs under the system's Python, which has gi. Word: what the application is called.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - only after the version is chosen


def walk(thing, depth=0):
    """The words of a thing, and of all within."""
    if thing is None or depth > 60:
        return
    for name in ("get_name", "get_description", "get_help_text"):
        yield from try_to(getattr(thing, name, str))  # an older gi knows no help text
    text = thing.get_text_iface()
    if text:
        yield from try_to(lambda: Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)))
    value = thing.get_value_iface()
    if value:
        yield from try_to(lambda: Atspi.Value.get_text(value))
        yield from try_to(lambda: str(Atspi.Value.get_current_value(value)))
    yield from (f"{name}={value}" for name, value in (next(try_to(thing.get_attributes), None) or {}).items())
    for place in range(thing.get_child_count()):
        yield from walk(thing.get_child_at_index(place), depth + 1)


def try_to(ask):
    """An answer, where one comes."""
    try:
        answer = ask()
    except GLib.Error:
        return
    if answer:
        yield answer


Atspi.init()
desktop, limit = Atspi.get_desktop(0), time.monotonic() + 60
while desktop.get_child_count() == 0 and time.monotonic() < limit:  # it comes once the registry knows us
    time.sleep(0.1)
for place in range(desktop.get_child_count()):
    application = desktop.get_child_at_index(place)
    if application is not None and application.get_name() == sys.argv[1]:
        for word in walk(application):
            print(json.dumps(word))  # noqa: T201
