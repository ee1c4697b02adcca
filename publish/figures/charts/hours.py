"""When an event was, in hours: an instant, a stretch of the day, or several versions.

In:  events with clock times or words of the day, and what hours a word means.
Out: hours counted from the midnight that begins the chart's first day.

Nothing is made more exact than the table knows it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from publish.content.records import Event
from publish.domain import Edition

DAY = 24.0
_KEYS = re.compile(r"[\w-]+")
_VERSION = re.compile(r"^((?:[01]\d|2[0-3]):[0-5]\d)\b[^(]*(?:\((.*)\))?")

WordsOfDay = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Version:
    """One source's hour: the hour, the clock as printed, and whose it is."""

    hour: float
    clock: str
    whose: str


@dataclass(frozen=True, slots=True)
class Moment:
    """From ``start`` to ``end``; equal where the instant is known.

    ``versions`` are the hours that sources give; then start and end are the ends
    of their range.
    """

    start: float
    end: float
    versions: tuple[Version, ...] = ()

    @property
    def middle(self) -> float:
        """The instant, or the middle of the stretch."""
        return (self.start + self.end) / 2

    @property
    def known(self) -> bool:
        """Whether one hour is known."""
        return self.start == self.end


def moment_of(
    event: Event,
    edition: Edition,
    words: WordsOfDay,
    first: date,
    dispute: str | None = None,
) -> Moment | None:
    """Return when an event was, or None where no hour or part of the day is known.

    ``dispute`` is one whose versions begin with the hours that sources give; without
    it, one that the event's note names, where the event spans two days.
    """
    day = (event.start - first).days * DAY
    if event.has_hour:
        keys = (dispute,) if dispute else disputes_of(event, edition)
        spans = event.end > event.start
        versions = _versions(event, edition, day, keys if dispute or spans else ())
        if len(versions) > 1:
            hours = [version.hour for version in versions]
            return Moment(min(hours), max(hours), versions)
        hour = day + _hours(event.time)
        return Moment(hour, hour)
    if event.time in words:
        start, end = words[event.time]
        return Moment(day + start, day + end)
    return None


def hours_between(start: Event, end: Event) -> float:
    """Return the hours from one event with a clock time to another."""
    days = (end.start - start.start).days
    return days * DAY + _hours(end.time) - _hours(start.time)


def disputes_of(event: Event, edition: Edition) -> tuple[str, ...]:
    """Return the keys of the disputes that an event's note names."""
    return tuple(key for key in _KEYS.findall(event.note) if key in edition.disputes)


def _versions(
    event: Event, edition: Edition, day: float, disputes: Iterable[str]
) -> tuple[Version, ...]:
    """Return the hours that disputes give.

    Where the row spans two days, a clock time earlier than its own is of the second.
    """
    own, found = _hours(event.time), []
    for key in disputes:
        for _, text, _ in edition.disputes[key].versions:
            if match := _VERSION.match(text):
                hour = _hours(match[1])
                hour += DAY if hour < own and event.end > event.start else 0
                found.append(Version(day + hour, match[1], match[2] or ""))
    return tuple(sorted(found, key=lambda version: version.hour))


def _hours(clock: str) -> float:
    hours, minutes = clock.split(":")
    return int(hours) + int(minutes) / 60
