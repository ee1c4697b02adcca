"""The order of battle: who stood under whom, side by side.

In:  the rows of forces.csv, each naming its parent as the sources do.
Out: for each side its units in order, every unit behind the one that it belonged to,
     with its depth below it, 0 for the first.

A parent's name need not repeat what stands in brackets, and may say more behind a
comma: ``Armoured train group, first pair`` belongs to ``Armoured train group``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publish.content.records import Force
from publish.domain import Edition

_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Unit:
    """One unit, how deep it stands below the first, and the place's name."""

    force: Force
    depth: int


@dataclass(frozen=True)
class Side:
    """The units of one side, in order."""

    name: str
    units: tuple[Unit, ...]


def order_of_battle(edition: Edition) -> tuple[Side, ...]:
    """Return the units of each side in the order in which the table names them."""
    by_side: dict[str, list[Force]] = {}
    for force in edition.forces.values():
        by_side.setdefault(force.side, []).append(force)
    return tuple(
        Side(edition.words.sides.get(side, side), tuple(nested(forces)))
        for side, forces in by_side.items()
    )


def nested(forces: Sequence[Force]) -> Iterator[Unit]:
    """Yield each unit behind its parent; those whose parent is no row come first."""
    names = {_name(force.formation): force for force in reversed(forces)}
    below: dict[str, list[Force]] = {}
    for force in forces:
        parent = names.get(_name(force.parent))
        key = parent.key if parent and parent is not force else ""
        below.setdefault(key, []).append(force)
    yield from _walk(below, "", 0)


def _walk(below: Mapping[str, Iterable[Force]], key: str, depth: int) -> Iterator[Unit]:
    for force in below.get(key, ()):
        yield Unit(force, depth)
        yield from _walk(below, force.key, depth + 1)


def _name(said: str) -> str:
    return _BRACKETS.sub("", said).partition(",")[0].strip().casefold()
