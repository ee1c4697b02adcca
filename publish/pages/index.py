"""The index of persons and places, and the pages of figures: built from set pages.

In:  the pages on which each key stands, as ``table:key``; the rows of the edition.
Out: ``Entry``s in the order of the alphabet, their pages as ranges; no number is
     typed, and what is called in no chapter has no entry.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publish.domain import Edition
from publish.domain.citing import folded

Pages = tuple[int, ...]
TITLES = "not-surnames"  # label: last words of names that are no surnames


@dataclass(frozen=True)
class Range:
    """Pages that follow one another, and the anchor on the first, if it has one."""

    first: int
    last: int
    anchor: str

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return f"{self.first}\N{EN DASH}{self.last}"


@dataclass(frozen=True)
class Entry:
    """One line of the index: who or what, whether a place, and on which pages."""

    name: str
    is_place: bool
    pages: tuple[Range, ...]


@dataclass(frozen=True)
class Letter:
    """The entries under one letter."""

    name: str
    entries: tuple[Entry, ...]


def index(
    edition: Edition, keys: Mapping[str, Pages], anchors: Mapping[int, str]
) -> tuple[Letter, ...]:
    """Return the persons and places that the pages name, letter by letter.

    Args:
        keys: The pages of each key, as ``table:key``.
        anchors: A place to jump to on each page.
    """
    found: dict[str, list[Entry]] = {}
    for entry in sorted(_entries(edition, keys, anchors), key=_order):
        found.setdefault(folded(entry.name)[1][:1], []).append(entry)
    return tuple(Letter(name, tuple(entries)) for name, entries in found.items())


def _order(entry: Entry) -> tuple[tuple[bool, str], str]:
    return folded(entry.name), entry.name


def _entries(
    edition: Edition, keys: Mapping[str, Pages], anchors: Mapping[int, str]
) -> Iterator[Entry]:
    titles = edition.label(TITLES).split()
    for key, person in edition.people.items():
        if pages := keys.get(f"people:{key}"):
            name = turned(person.name, titles)
            yield Entry(name, False, tuple(ranges(pages, anchors)))
    for key, place in edition.places.items():
        if pages := keys.get(f"places:{key}"):
            yield Entry(place.name_en, True, tuple(ranges(pages, anchors)))


def turned(name: str, titles: Sequence[str] = ()) -> str:
    """Return a name with its surname first, unless its last word is a title."""
    given, _, surname = name.rpartition(" ")
    return name if not given or surname in titles else f"{surname}, {given}"


def ranges(pages: Iterable[int], anchors: Mapping[int, str]) -> Iterator[Range]:
    """Yield pages as ranges, in order; those that follow one another become one."""
    run: list[int] = []
    for page in sorted(set(pages)):
        if run and page != run[-1] + 1:
            yield Range(run[0], run[-1], anchors.get(run[0], ""))
            run = []
        run.append(page)
    if run:
        yield Range(run[0], run[-1], anchors.get(run[0], ""))
