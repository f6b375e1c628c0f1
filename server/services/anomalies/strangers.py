"""What a desk says of people who never signed in at it: it counts against the desk, never for or against them (U3).

Else whoever has a desk could stop a colleague in his name, or have the watch think that it has told of him already.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from protocol.identifiers import Identifier
from server.services.anomalies.sightings import ORDER, Sighting
from server.services.sessions import Place


def list_places(node: str, sightings: Sequence[Sighting]) -> set[Place]:
    """Who is to have been at which desk, by what desks say."""
    return {(one.subject, one.told_by) for one in sightings if one.told_by != node}


def set_apart(
    visited: Collection[Place], node: str, sightings: Sequence[Sighting]
) -> tuple[list[Sighting], frozenset[Identifier]]:
    """``sightings`` with desks in the place of strangers in whose name they speak, and these desks. What a rule tells
    places apart for is left out: a stranger was nowhere. ``visited``: those of :func:`list_places` where he was."""
    strange = list_places(node, sightings).difference(visited)
    if not strange:
        return list(sightings), frozenset()
    kept = [
        msgspec.structs.replace(one, subject=one.told_by, place=f"person {one.subject}")
        if (one.subject, one.told_by) in strange
        else one
        for one in sightings
        if not (one.place and (one.subject, one.told_by) in strange)
    ]
    return sorted(kept, key=ORDER), frozenset(desk for _, desk in strange)
