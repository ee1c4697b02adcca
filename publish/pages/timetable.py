"""Say events as a timetable does: a clock or a day, what happened, where.

In:  events and the edition that they belong to.
Out: ``Stop``s, the rows of a timetable, and ``Numeral``s, a moment set very large.

Nothing is said finer than the table knows it, and the year is said where it changes
or is another than most events have.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.content.records import Event
from publish.domain import Edition

# Precision of an event: the finest date pattern of words.toml that it allows.
_PATTERN = {"month": "month", "season": "season", "year": "year"}


@dataclass(frozen=True)
class Stop:
    """One row: the day where it changes, the moment, what happened and where.

    ``moment`` is a clock time, or a word of the day, or a date; ``clock`` tells the
    first from the others.
    """

    day: str
    moment: str
    clock: bool
    what: str
    where: str
    disputed: bool


@dataclass(frozen=True)
class Numeral:
    """One moment set very large, its year if that is not plain, and all in words."""

    large: str
    year: str
    said: str
    event: str


@dataclass(frozen=True)
class Hour:
    """One event at its hour: the day where it changes, its share of the line."""

    event: Event
    place: str
    day: str
    share: float


def stops(events: Iterable[Event], edition: Edition) -> tuple[Stop, ...]:
    """Return the rows of a timetable, in the order given.

    Rows of one day share its name where any of them has an hour; where none has,
    the days themselves are the moments.
    """
    events = tuple(events)
    if any(event.has_hour for event in events):
        return tuple(_hours(events, edition))
    days = _days(events, edition)
    return tuple(
        Stop("", day, False, *_what(event, edition))
        for event, day in zip(events, days, strict=True)
    )


def _hours(events: tuple[Event, ...], edition: Edition) -> Iterator[Stop]:
    before = ""
    for event, day in zip(events, _days(events, edition), strict=True):
        date = said_date(event, edition)
        moment = edition.when(event.key, "time") if event.time else ""
        repeated = "" if date == before else day
        yield Stop(repeated, moment, event.has_hour, *_what(event, edition))
        before = date


def _days(events: Iterable[Event], edition: Edition) -> Iterator[str]:
    """Yield the dates of events, each with its year where that changes."""
    year = 0
    for event in events:
        fine = event.precision not in _PATTERN
        if fine and event.start.year == year:
            yield edition.date(event.start, "day")
        else:
            yield said_date(event, edition)
        year = event.start.year


def _what(event: Event, edition: Edition) -> tuple[str, str, bool]:
    place = edition.places.get(event.place_key)
    return event.title, place.name_en if place else "", event.disputed


def hours(events: Iterable[Event], edition: Edition) -> tuple[Hour, ...]:
    """Return events that have an hour as points on a line to scale."""
    events = tuple(events)
    moments = [_minutes(event) for event in events]
    first = min(moments, default=0)
    whole = max(1, max(moments, default=0) - first)
    found, before = [], ""
    for event, moment in zip(events, moments, strict=True):
        day, place = said_date(event, edition), edition.places.get(event.place_key)
        found.append(
            Hour(
                event,
                place.name_en if place else "",
                "" if day == before else day,
                (moment - first) / whole,
            )
        )
        before = day
    return tuple(found)


def _minutes(event: Event) -> int:
    hour, minute = map(int, event.time.split(":"))
    return (event.start.toordinal() * 24 + hour) * 60 + minute


def said_date(event: Event, edition: Edition) -> str:
    """Return an event's date in words, as fine as it is known."""
    pattern = _PATTERN.get(event.precision, "date")
    if pattern == "season" and not event.time:  # no word for the season
        pattern = "year"
    return edition.when(event.key, pattern)


def numeral(event: Event, edition: Edition) -> Numeral:
    """Return an event's hour, or its day and month, or its year, to be set large.

    A month alone has its year beside it, a day where most events have another.
    """
    year = edition.date(event.start, "year")
    if event.has_hour:
        large, year = event.time, ""
    elif event.precision == "month":
        large = edition.date(event.start, "short-month")
    elif event.precision in _PATTERN:
        large, year = year, ""
    else:
        large = edition.date(event.start, "short-day")
        year = "" if event.start.year == _main_year(edition) else year
    return Numeral(large.upper(), year, said_date(event, edition), event.title)


def _main_year(edition: Edition) -> int:
    """Return the year that most events begin in."""
    years = Counter(event.start.year for event in edition.events.values())
    return max(years, key=lambda year: years[year])
