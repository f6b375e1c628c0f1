"""Whether the guard of the screen would stand here: prints ``seen``, or the error's name."""

from app.guards.linux.display_server import DisplayUnseen, require_display_seen

try:
    require_display_seen()
    print("seen")  # noqa: T201
except DisplayUnseen as error:
    print(type(error).__name__)  # noqa: T201
