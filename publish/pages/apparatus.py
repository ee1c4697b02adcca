"""What stands behind the chapters: chronology, people, glossary, open disputes.

In:  an edition and the texts that a product prints.
Out: rows for the layout's template, selected and in order; nothing is worded here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from publish.content.nodes import (
    Directive,
    Emphasis,
    Heading,
    Inline,
    Paragraph,
    Text,
    Value,
    walk,
)
from publish.content.records import Dispute, Event, Person, Place
from publish.domain import Edition
from publish.domain.citing import folded
from publish.domain.edition import Explained
from publish.domain.tabled import used_terms
from publish.pages.index import TITLES, turned
from publish.pages.timetable import said_date

UNDATED = "24:00"  # events whose hour nobody tells close their day


@dataclass(frozen=True)
class Entry:
    """One row of the chronology; ``day`` is empty where it repeats the row above."""

    day: str
    time: str
    clock: bool
    event: Event
    where: str


@dataclass(frozen=True)
class Year:
    """The rows of one year."""

    name: str
    entries: tuple[Entry, ...]


def chronology(
    edition: Edition,
    without: Iterable[str],
    precisions: Iterable[str],
    hours: Mapping[str, str],
) -> tuple[Year, ...]:
    """Return the events known to some precision, but for some threads, by year.

    Args:
        edition: The events stand in order of their first day and of their hour.
        without: Threads that are left out.
        precisions: Those that are shown.
        hours: Where a word of the day stands among the hours: ``dawn`` at ``05:00``.
    """
    unwanted, fine = set(without), set(precisions)
    years: dict[str, list[Entry]] = {}
    before = ""

    def moment(event: Event) -> tuple[date, str]:
        hour = event.time if event.has_hour else hours.get(event.time, UNDATED)
        return event.start, hour

    for event in sorted(edition.events.values(), key=moment):
        if event.thread in unwanted or event.precision not in fine:
            continue
        day = _day(event, edition)
        place = edition.places.get(event.place_key)
        rows = years.setdefault(edition.date(event.start, "year"), [])
        repeated = bool(rows) and day == before
        rows.append(
            Entry(
                "" if repeated else day,
                edition.when(event.key, "time") if event.time else "",
                event.has_hour,
                event,
                place.name_en if place else "",
            )
        )
        before = day
    return tuple(Year(name, tuple(rows)) for name, rows in years.items())


def _day(event: Event, edition: Edition) -> str:
    """Return the date in short and without its year, which stands above the rows."""
    if event.precision in ("minute", "hour", "day"):
        return edition.date(event.start, "short-day")
    return said_date(event, edition).replace(str(event.start.year), "").strip("\xa0 ")


def people(edition: Edition, texts: Iterable[Text]) -> tuple[Person, ...]:
    """Return everyone whom the texts call, in the order of the index."""
    titles = edition.label(TITLES).split()
    named = (edition.people[key] for key in called(texts, "person"))
    return tuple(
        sorted(named, key=lambda one: (folded(turned(one.name, titles)), one.key))
    )


def called(texts: Iterable[Text], kind: str) -> frozenset[str]:
    """Return the keys of the values of a kind that texts call: person, place."""
    return frozenset(key for text in texts for key in _called_in(text, kind))


def _called_in(text: Text, kind: str) -> Iterator[str]:
    yield from _called((*text.title, *text.standfirst), kind)
    for block in walk(text.blocks):
        match block:
            case Paragraph(children) | Heading(children=children):
                yield from _called(children, kind)
            case Directive(name="people") if kind == "person":
                yield from block.keys


def _called(inlines: Iterable[Inline], kind: str) -> Iterator[str]:
    for node in inlines:
        match node:
            case Value(kind=found, key=key) if found == kind:
                yield key
            case Emphasis(children):
                yield from _called(children, kind)


def glossary(edition: Edition, texts: Iterable[Text]) -> tuple[Explained, ...]:
    """Return the terms that the texts use, in the order of the alphabet."""
    used = used_terms(edition.glossary, texts)
    terms = (edition.glossary[key] for key in used)
    return tuple(sorted(terms, key=lambda one: folded(one.term)))


def open_disputes(edition: Edition, texts: Iterable[Text]) -> tuple[Dispute, ...]:
    """Return the disputes that no text places, if they have two versions or more."""
    placed = {
        key
        for text in texts
        for block in walk(text.blocks)
        if isinstance(block, Directive) and block.name == "dispute"
        for key in block.keys
    }
    return tuple(
        dispute
        for key, dispute in edition.disputes.items()
        if key not in placed and len(dispute.versions) > 1
    )


def concordance(edition: Edition) -> tuple[Place, ...]:
    """Return the places that have, or had, another name than the one printed here."""
    renamed = (
        place
        for place in edition.places.values()
        if {place.name_1920, place.name_modern} - {"", place.name_en}
    )
    return tuple(sorted(renamed, key=lambda place: folded(place.name_en)))
