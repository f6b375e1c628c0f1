"""Reading the invisible watermark of a picture: watermark read."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from server.commands.shell import refuse, whoami, with_central
from server.services.central import Central


@click.group()
def watermark() -> None:
    """The invisible watermark of the desks' screens."""


@watermark.command("read")
@click.argument("picture", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_central
def watermark_read(central: Central, picture: Path, as_json: bool) -> None:
    """Say who looked at what, from a PICTURE of a screen.

    The screen must show a revealed value. A photograph or screenshot, PNG or JPEG; cropped, scaled or turned by a few
    degrees. Exit code 1 when it shows no mark, or one that is not of this Central.
    """
    from PIL import Image, UnidentifiedImageError

    from server.services.watermarks.naming import name_reveal
    from server.services.watermarks.reading import read_mark

    try:
        with Image.open(picture) as opened:
            found = read_mark(opened)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
        refuse(f"{picture} is not a picture that can be read ({type(error).__name__}). Use a PNG or a JPEG.")
    if found is None:
        refuse(f"{picture} shows no mark that can be read. Try the original file, or a sharper one with more around.")
    with central.engine.begin() as connection:
        revealed = name_reveal(connection, central.node, found, whoami())
    if revealed is None:
        refuse(f"The mark says {found.number}, but this Central has no such reveal.")
    if as_json:
        click.echo(msgspec.json.encode(revealed).decode())
        return
    click.echo(f"{revealed.number}: {revealed.person} ({revealed.username}) at {revealed.desk}")
    click.echo(f"  asked at {revealed.asked_at} to see {revealed.field} of customer {revealed.customer}")
    click.echo(f"  for {revealed.purpose}; certainty {found.certainty:.1f} standard deviations")


COMMANDS = (watermark,)
