"""Events become stations of the timeline, never more exact than the tables know.

In:  an edition, the layout's choice of events, lanes, ranks and words of the day.
Out: stations in order of time: an instant where the hour is known, else the
     stretch in which the event lies; each knows its lane, rank and disputes.

Times are those of the tables, without a zone. A stretch is half open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from difflib import get_close_matches
from pathlib import PurePosixPath

from publish.content.records import Event
from publish.content.settings import Product, Timeline
from publish.domain import Edition
from publish.errors import Faults, LayoutError
from publish.pages.banner.style import BannerStyle
from publish.pages.banner.timeline import DAY
from publish.source import Source

PUBLISH_TOML = Source(PurePosixPath("publish.toml"))
EVENTS_CSV = Source(PurePosixPath("content/events.csv"))
_CLOCK = re.compile(r"\b(?:[01]\d|2[0-3]):[0-5]\d\b")
_KEYS = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Station:
    """One event on the line.

    ``end`` equals ``start`` where the instant is known. ``versions`` are the
    instants that the sources of a disputed hour give. ``hourless`` events are
    known by the day alone, in the part of the scale that shows hours.
    """

    event: Event
    lane: str
    first_rank: bool
    start: datetime
    end: datetime
    versions: tuple[datetime, ...]
    disputes: tuple[str, ...]
    hourless: bool

    @property
    def key(self) -> str:
        """The key of the event."""
        return self.event.key

    @property
    def middle(self) -> datetime:
        """The instant, or the middle of the stretch."""
        return self.start + (self.end - self.start) / 2


def check_keys(product: Product, edition: Edition) -> None:
    """Refuse a product that names events which the edition does not have.

    Raises: LayoutError with every unknown key.
    """
    faults = Faults()
    for key in (
        *(product.span or ()),
        *(product.timeline.keys if product.timeline else ()),
    ):
        if key not in edition.events:
            near = get_close_matches(key, edition.events, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"see {EVENTS_CSV}"
            faults.add(f"unknown event {key!r}", PUBLISH_TOML, hint)
    faults.raise_as(LayoutError)


def moments_of(
    keys: tuple[str, str], style: BannerStyle, edition: Edition
) -> tuple[datetime, datetime]:
    """Return the instants of two events.

    Raises: LayoutError when one has no hour.
    """
    faults = Faults()
    moments = []
    for key in keys:
        start, end = _stretch(edition.events[key], style, faults)
        if start != end:
            faults.add(f"event {key!r} has no hour", PUBLISH_TOML, "name another")
        moments.append(start)
    faults.raise_as(LayoutError)
    return moments[0], moments[1]


def stations(
    span: tuple[str, str], timeline: Timeline, style: BannerStyle, edition: Edition
) -> tuple[Station, ...]:
    """Return the stations between two events, in order of time.

    Raises: LayoutError for words of the day without hours, and for events that no
        lane takes or that lie outside the span.
    """
    faults = Faults()
    first, last = (edition.events[key] for key in span)
    hours = moments_of(timeline.opened, style, edition)
    chosen = [
        event
        for event in edition.events.values()
        if first.start <= event.start
        and event.end <= last.end
        and _is_chosen(event, hours, timeline)
    ]
    drawn = _Drawn(timeline, style, edition, hours, faults)
    found = [drawn.station(event) for event in chosen]
    for key in sorted(set(timeline.days) - {event.key for event in chosen}):
        faults.add(
            f"event {key!r} lies outside the span",
            PUBLISH_TOML,
            "widen it, or take it out",
        )
    faults.raise_as(LayoutError)
    shown = [station for station in found if station]
    return tuple(sorted(shown, key=lambda station: (station.start, station.end)))


def _is_chosen(
    event: Event, hours: tuple[datetime, datetime], timeline: Timeline
) -> bool:
    """Whether the editor asks for an event, or it falls on a day shown in hours."""
    if event.key in timeline.days:
        return True
    on_day = hours[0].date() <= event.start <= hours[1].date()
    fine = event.precision in ("minute", "hour", "day")
    return on_day and fine and event.key not in timeline.leave_out


@dataclass(frozen=True)
class _Drawn:
    """What a station depends on besides its event."""

    timeline: Timeline
    style: BannerStyle
    edition: Edition
    hours: tuple[datetime, datetime]
    faults: Faults

    def station(self, event: Event) -> Station | None:
        """Return the station of an event; None where no lane takes it."""
        start, end = _stretch(event, self.style, self.faults)
        lane = _lane(event, self.timeline)
        if lane is None:
            self.faults.add(
                f"no lane takes event {event.key!r} (thread {event.thread!r})",
                PUBLISH_TOML,
                "add the thread to a lane of the timeline, or leave the event out",
            )
            return None
        known = self.edition.disputes
        disputes = tuple(key for key in _KEYS.findall(event.note) if key in known)
        versions = ()
        if start == end:
            versions = tuple(_versions(event, start, disputes, self.edition))
        if len(versions) > 1:
            start, end = versions[0], versions[-1]
        by_day_alone = event.precision == "day" and event.start == event.end
        return Station(
            event=event,
            lane=lane,
            first_rank=event.key in self.timeline.first_rank,
            start=start,
            end=end,
            versions=versions if len(versions) > 1 else (),
            disputes=disputes,
            hourless=by_day_alone
            and not event.time
            and self.hours[0].date() <= event.start <= self.hours[1].date(),
        )


def _stretch(
    event: Event, style: BannerStyle, faults: Faults
) -> tuple[datetime, datetime]:
    """Return the instant of an event, twice, or the stretch in which it lies."""
    midnight = datetime.combine(event.start, time())
    if event.has_hour:
        instant = datetime.combine(event.start, time.fromisoformat(event.time))
        return instant, instant
    if event.time and event.precision == "day":
        hours = style.words_of_day.get(event.time)
        if hours is None:
            faults.add(
                f"event {event.key!r}: no hours for the word {event.time!r}",
                EVENTS_CSV,
                f"add it to words_of_day in {style.at.path}",
            )
            hours = (0, 24)
        first, last = (midnight + timedelta(hours=hour) for hour in hours)
        return first, last
    return midnight, datetime.combine(event.end, time()) + DAY


def _lane(event: Event, timeline: Timeline) -> str | None:
    """Return the lane that names the event, else its place, else its thread."""
    wanted = {"keys": event.key, "places": event.place_key, "threads": event.thread}
    for part, value in wanted.items():
        for name, lane in timeline.lanes.items():
            if value in getattr(lane, part):
                return name
    return None


def _versions(
    event: Event, instant: datetime, disputes: tuple[str, ...], edition: Edition
) -> Iterator[datetime]:
    """Yield the instants that the versions of a dispute give, in order.

    Only where the row itself says so: its end lies on a later day than its start.
    A clock time is taken on the day that brings it nearest to the row's own.
    """
    if event.end <= event.start:
        return
    found = {instant}
    for key in disputes:
        for _, version, _ in edition.disputes[key].versions:
            for clock in _CLOCK.findall(version):
                moments = (
                    datetime.combine(day, time.fromisoformat(clock))
                    for day in (event.start, event.end)
                )
                found.add(min(moments, key=lambda moment: abs(moment - instant)))
    yield from sorted(found)
