"""The time strip: where in time a text stands, over the whole of the publication.

In:  an edition, and the two events between which a text stands.
Out: stations (one an event, in order) and the years under them, as shares of the
     strip's length, 0 to 1, for the layout's template.

Stations stand at equal distances, as on a railway's diagram: the strip is long
where much happened. Its ends are the first and last event that any text spans.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from publish.content.nodes import Text
from publish.content.records import Event
from publish.domain import Edition

LEAST_GAP = 0.07  # share of the strip that parts two labels


@dataclass(frozen=True)
class Station:
    """One event on the strip."""

    position: float
    here: bool


@dataclass(frozen=True)
class Label:
    """A year under the strip, at its first event."""

    position: float
    text: str


@dataclass(frozen=True)
class Strip:
    """The strip of one text: ``start`` and ``end`` bound the part that it tells."""

    stations: tuple[Station, ...]
    years: tuple[Label, ...]
    start: float
    end: float
    dates: str


def strip_of(text: Text, edition: Edition) -> Strip | None:
    """Return the strip of a text, or None when it has no span."""
    if not text.span:
        return None
    events = _events(edition)
    order = {event.key: place for place, event in enumerate(events)}
    first, last = sorted(order[key] for key in (text.span[0], text.span[-1]))
    share = 1 / max(1, len(events) - 1)
    return Strip(
        stations=tuple(
            Station(place * share, first <= place <= last) for place in range(len(events))
        ),
        years=tuple(_years(events, share, edition)),
        start=first * share,
        end=last * share,
        dates=_dates(events[first], events[last], edition),
    )


def _events(edition: Edition) -> list[Event]:
    """Return the events that the texts of the edition span, in order of their start."""
    spanned = [edition.events[key] for text in edition.texts.values() for key in text.span]
    first, last = min(e.start for e in spanned), max(e.start for e in spanned)
    within = [e for e in edition.events.values() if first <= e.start <= last]
    return sorted(within, key=lambda event: event.start)


def _years(events: list[Event], share: float, edition: Edition) -> Iterator[Label]:
    """Yield the first year, the last, and those between that have room."""
    firsts: dict[int, float] = {}
    for place, event in enumerate(events):
        firsts.setdefault(event.start.year, place * share)
    final = events[-1].start
    label = None
    for year, position in firsts.items():
        room = label is None or position - label >= LEAST_GAP
        if year == final.year or (room and 1 - position >= LEAST_GAP):
            label = position
            day = next(e.start for e in events if e.start.year == year)
            yield Label(1.0 if year == final.year else position, edition.date(day, "year"))


def _dates(first: Event, last: Event, edition: Edition) -> str:
    """Return the span in words: one date, or two with a dash."""
    said = [edition.when(event.key, _finest(event)) for event in (first, last)]
    return said[0] if said[0] == said[1] else " – ".join(said)


def _finest(event: Event) -> str:
    known = {"year": "year", "season": "year", "month": "month"}
    return known.get(event.precision, "date")
