"""Say events as a timetable does: a clock or a day set large, what happened, where.

In:  events and the edition that they belong to.
Out: ``Stop``s, the rows of a timetable, and ``Numeral``s, a moment set very large.

Nothing is said finer than the table knows it. Dates set large have the month in
Roman numerals, as timetables and telegrams of the railway age did: they are short
and belong to no language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.content.records import Event
from publish.domain import Edition

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
POINT = "\N{MIDDLE DOT}"
# Precision of an event: the finest date pattern of words.toml that it allows.
_PATTERN = {"month": "month", "season": "season", "year": "year"}


@dataclass(frozen=True)
class Stop:
    """One row: the day where it changes, the moment set large, what and where.

    ``moment`` is a clock time, or a word of the day, or a date; ``clock`` says
    which of them is meant by the digits.
    """

    day: str
    moment: str
    clock: bool
    what: str
    where: str
    disputed: bool

    @property
    def word(self) -> bool:
        """Whether the moment is said in words: ``morning``, ``autumn 1918``."""
        return any(sign.islower() for sign in self.moment)


@dataclass(frozen=True)
class Numeral:
    """One moment set very large, and the same in words."""

    large: str
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
    the days themselves are what is set large.
    """
    events = tuple(events)
    if any(event.has_hour for event in events):
        return tuple(_hours(events, edition))
    return tuple(
        Stop("", short_date(event, edition), False, *_what(event, edition))
        for event in events
    )


def _hours(events: Iterable[Event], edition: Edition) -> Iterator[Stop]:
    before = ""
    for event in events:
        day = said_date(event, edition)
        moment = edition.when(event.key, "time") if event.time else ""
        yield Stop(
            "" if day == before else day,
            moment,
            event.has_hour,
            *_what(event, edition),
        )
        before = day


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
        day, place = short_date(event, edition), edition.places.get(event.place_key)
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
    return edition.when(event.key, _PATTERN.get(event.precision, "date"))


def short_date(event: Event, edition: Edition) -> str:
    """Return an event's date as figures: ``27·IV·1920``, ``IV·1920`` or ``1920``."""
    start = event.start
    parts = [str(start.day), MONTHS[start.month - 1], str(start.year)]
    keep = {"month": 1, "season": 2, "year": 2}.get(event.precision, 0)
    if event.precision == "season":
        return said_date(event, edition)
    return POINT.join(parts[keep:])


def numeral(event: Event, edition: Edition) -> Numeral:
    """Return an event's hour, or its day and month, or its year, to be set large."""
    start = event.start
    if event.has_hour:
        large = event.time
    elif event.precision in ("month", "day"):
        day = [str(start.day)] if event.precision == "day" else []
        large = POINT.join([*day, MONTHS[start.month - 1]])
    else:
        large = str(start.year)
    return Numeral(large, said_date(event, edition), event.title)
