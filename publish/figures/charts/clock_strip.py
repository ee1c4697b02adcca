"""Hours in two lanes: what happened on either side of a clock that runs down the page.

In:  events of two lanes, from the table; what hours its words of the day mean.
Out: a dot where the hour is known, a bar over the hours between which an event lies,
     rings where sources give several hours; titles stand as near as they can.

Lengths are points, times hours after the first midnight.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Annotated

from pydantic import Field

from publish.content.records import Event
from publish.figures.canvas import Fill, Stroke, circle
from publish.figures.charts import marks
from publish.figures.charts.chart import (
    Chart,
    ChartSettings,
    RowKey,
    Rows,
    Setting,
    Words,
)
from publish.figures.charts.hours import DAY, Moment, moment_of
from publish.figures.charts.placing import spread
from publish.figures.frame import Area, require
from publish.figures.sizes import Type

DOT = 0.32  # radius in multiples of the base size
TRACK = 0.85  # of the base size, between bars that lie beside each other
BAR = 0.34  # of the base size
LEADER = 1.7  # of the base size
GREAT = 1.9  # type of the great hours in multiples of the base size
GAP = 0.42  # of the base size, between labels
LEAST_HOUR = 1.02  # of the base size, from hour to hour


class Lane(Setting):
    """One side of the clock; ``great`` are the events whose hours are set large."""

    name: Words
    side: Words
    events: Annotated[tuple[RowKey, ...], Field(min_length=1)]
    great: tuple[RowKey, ...] = ()


class Settings(ChartSettings):
    """``versions`` joins the hours that sources give, such as " or "."""

    versions: str
    when: Words
    what: Words
    words_of_day: Mapping[str, tuple[float, float]]
    lanes: Annotated[tuple[Lane, ...], Field(min_length=2, max_length=2)]

    def table_rows(self) -> Iterator[tuple[str, str]]:
        """Yield the events of both lanes."""
        for lane in self.lanes:
            yield from (("events", key) for key in (*lane.events, *lane.great))


@dataclass(frozen=True, slots=True)
class Label:
    """An event with its moment, its hour as said, and the lines of its title.

    Several hours stand above the title, a single one beside it.
    """

    event: Event
    moment: Moment
    hour: str
    kind: Type
    lines: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Clock:
    """The column of hours: its edges, its top, points an hour, first and last hour."""

    left: float
    right: float
    top: float
    per_hour: float
    first: int
    last: int

    def y(self, hour: float) -> float:
        """Return how far down an hour stands."""
        return self.top + (hour - self.first) * self.per_hour


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the clock and both lanes; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    moments = _moments(chart, settings)
    first = floor(min(moment.start for moment in moments.values()))
    last = ceil(max(moment.end for moment in moments.values()))
    head = canvas.cap_height(sizes.head) + sizes.base * 1.5
    foot = canvas.cap_height(sizes.label) / 2 + sizes.base * 0.3
    top = area.y + head + sizes.base * 0.7
    per_hour = (area.bottom - foot - top) / (last - first)
    least = sizes.base * LEAST_HOUR
    require(per_hour >= least, chart.figure, sizes, (least - per_hour) * (last - first))
    half = _half_width(chart, settings, moments)
    middle = area.x + area.width / 2
    clock = Clock(middle - half, middle + half, top, per_hour, first, last)
    _hours(chart, settings, clock)
    _heads(chart, settings, area, clock)
    for number, lane in enumerate(settings.lanes):
        _lane(chart, settings, lane, moments, area, clock, leftward=number == 0)
    return _table(chart, settings)


def _moments(chart: Chart, settings: Settings) -> dict[str, Moment]:
    """Return the moment of every event; each must have an hour or part of the day.

    Raises: LayoutError for an event without either.
    """
    events = chart.edition.events
    keys = [key for lane in settings.lanes for key in lane.events]
    day = min(events[key].start for key in keys)
    found = {}
    for key in keys:
        moment = moment_of(events[key], chart.edition, settings.words_of_day, day)
        if moment is None:
            raise _no_hour(chart, key)
        found[key] = moment
    return found


def _tracks(lane: Lane, moments: Mapping[str, Moment]) -> dict[str, int]:
    """Return a track for each stretch, so that none lies on another."""
    ends: list[float] = []
    found = {}
    for key in sorted(lane.events, key=lambda key: moments[key].start):
        moment = moments[key]
        if moment.known or moment.versions:
            continue
        track = next(
            (t for t, end in enumerate(ends) if end <= moment.start), len(ends)
        )
        ends[track : track + 1] = [moment.end]
        found[key] = track
    return found


def _half_width(
    chart: Chart, settings: Settings, moments: Mapping[str, Moment]
) -> float:
    """Return half the width of the column: numerals or dates, and bars beside them."""
    sizes = chart.sizes
    tracks = [len(set(_tracks(lane, moments).values())) for lane in settings.lanes]
    days = {event.start for event in map(chart.edition.events.get, moments) if event}
    words = [chart.edition.date(day, "day") for day in days]
    widest = max(chart.canvas.width_of(word, sizes.head) for word in words)
    return widest / 2 + sizes.base * (0.6 + TRACK * max(tracks))


def _hours(chart: Chart, settings: Settings, clock: Clock) -> None:
    """Number the hours; name the days at their beginnings."""
    canvas, sizes = chart.canvas, chart.sizes
    edges = [
        [(x, clock.y(clock.first)), (x, clock.y(clock.last))]
        for x in (clock.left, clock.right)
    ]
    canvas.lines(edges, Stroke(sizes.stroke))
    events = chart.edition.events
    first = min(events[key].start for lane in settings.lanes for key in lane.events)
    middle = (clock.left + clock.right) / 2
    for hour in range(clock.first, clock.last + 1):
        kind = sizes.head if hour % DAY == 0 else sizes.label
        said = f"{hour % int(DAY):02d}"
        if hour % DAY == 0:
            day = first.fromordinal(first.toordinal() + hour // int(DAY))
            said = chart.edition.date(day, "day")
        baseline = clock.y(hour) + canvas.cap_height(kind) / 2
        canvas.text(middle, baseline, said, kind, anchor="middle")


def _heads(chart: Chart, settings: Settings, area: Area, clock: Clock) -> None:
    canvas, sizes = chart.canvas, chart.sizes
    y = area.y + sizes.base * 0.75 + canvas.cap_height(sizes.head)
    low = y + sizes.base * 0.75
    left, right = settings.lanes
    canvas.text(clock.left, y, left.name, sizes.head, anchor="end")
    canvas.text(clock.right, y, right.name, sizes.head)
    for start, end in ((area.x, clock.left), (clock.right, area.right)):
        canvas.line([(start, area.y), (end, area.y)], Stroke(sizes.stroke))
        canvas.line([(start, low), (end, low)], Stroke(sizes.stroke))


def _lane(
    chart: Chart,
    settings: Settings,
    lane: Lane,
    moments: Mapping[str, Moment],
    area: Area,
    clock: Clock,
    *,
    leftward: bool,
) -> None:
    """Draw a lane: its marks on the edge of the clock, its labels beside them."""
    sizes = chart.sizes
    edge = clock.left if leftward else clock.right
    room = (edge - area.x if leftward else area.right - edge) - sizes.base * LEADER
    keys = sorted(lane.events, key=lambda key: moments[key].middle)
    labels = [_label(chart, settings, lane, key, moments[key], room) for key in keys]
    top = clock.top - sizes.base * 0.5
    bottom = area.bottom
    lacking = sum(label.height for label in labels) - (bottom - top)
    require(lacking <= 0, chart.figure, sizes, lacking)
    wanted = [clock.y(label.moment.middle) for label in labels]
    middles = spread(wanted, [label.height for label in labels], top, bottom)
    tracks = _tracks(lane, moments)
    for label, middle in zip(labels, middles, strict=True):
        track = tracks.get(label.event.key, 0)
        _mark(chart, lane, label, clock, edge, track, leftward)
        _set(chart, label, clock, edge, middle, leftward)


def _label(
    chart: Chart,
    settings: Settings,
    lane: Lane,
    key: str,
    moment: Moment,
    room: float,
) -> Label:
    """Return an event's label, its title broken to the room beside its hour."""
    canvas, sizes = chart.canvas, chart.sizes
    event = chart.edition.events[key]
    hour, kind = _said(chart, settings, moment, key), sizes.value
    if key in lane.great:
        kind = Type("display", sizes.base * GREAT, 500)
    elif not moment.known and not moment.versions:
        kind = sizes.aside
    wide = canvas.width_of(hour, kind)
    width = room if moment.versions else room - wide - sizes.base * 0.6
    lines = canvas.wrap_evenly(event.title, sizes.label, width)
    widest = max(canvas.width_of(line, sizes.label) for line in lines)
    over = max(widest - width, wide - room)
    require(over <= 0, chart.figure, sizes, over)
    height = sizes.leading(sizes.label) * (len(lines) + bool(moment.versions))
    height = max(height, canvas.cap_height(kind)) + sizes.base * GAP
    return Label(event, moment, hour, kind, tuple(lines), height)


def _said(chart: Chart, settings: Settings, moment: Moment, key: str) -> str:
    if moment.versions:
        return settings.versions.join(v.clock for v in moment.versions)
    return chart.edition.when(key, "time")


def _mark(
    chart: Chart,
    lane: Lane,
    label: Label,
    clock: Clock,
    edge: float,
    track: int,
    leftward: bool,
) -> None:
    """Draw a dot, a bar inside the column, or the rings of several versions."""
    canvas, sizes = chart.canvas, chart.sizes
    moment, ink = label.moment, chart.brush(lane.side).ink
    name, radius = label.event.key, sizes.base * DOT
    if moment.versions:
        ends = (edge, clock.y(moment.start)), (edge, clock.y(moment.end))
        canvas.line(ends, Stroke(sizes.stroke * 3, ink), f"range-{name}")
        for number, version in enumerate(moment.versions):
            marks.ring(
                chart, edge, clock.y(version.hour), radius, f"ring-{name}-{number}"
            )
    elif moment.known:
        dot = circle(edge, clock.y(moment.start), radius)
        canvas.shape(dot, Fill(ink), None, f"dot-{name}")
    else:
        x = edge + sizes.base * TRACK * (track + 0.6) * (1 if leftward else -1)
        inset = sizes.base * 0.12
        ends = [(x, clock.y(moment.start) + inset), (x, clock.y(moment.end) - inset)]
        canvas.line(ends, Stroke(sizes.base * BAR, ink), f"stretch-{name}")
        at = clock.y(moment.middle)
        canvas.line([(x, at), (edge, at)], Stroke(sizes.stroke))


def _set(
    chart: Chart,
    label: Label,
    clock: Clock,
    edge: float,
    middle: float,
    leftward: bool,
) -> None:
    """Set a label at its place, and a leader from the edge of the clock to it."""
    canvas, sizes = chart.canvas, chart.sizes
    way, anchor = (-1, "end") if leftward else (1, "start")
    x = edge + way * sizes.base * LEADER
    step = sizes.leading(sizes.label)
    first = middle + canvas.cap_height(sizes.label) / 2
    first -= step * (len(label.lines) - 1) / 2
    lines, cap = list(label.lines), canvas.cap_height(label.kind)
    if label.moment.versions:
        baseline, first = first - step / 2, first + step / 2
        canvas.text(x, baseline, label.hour, label.kind, anchor=anchor)
    else:
        beside = len(lines) == 1 or label.kind.size_pt >= sizes.base * GREAT
        baseline = middle + cap / 2 if beside else first
        x += way * canvas.text(x, baseline, label.hour, label.kind, anchor=anchor)
        x += way * sizes.base * 0.6
    marks.paragraph(chart, x, first, lines, sizes.label, anchor=anchor)
    _lead(chart, label, clock.y(label.moment.middle), edge, baseline - cap / 2, way)


def _lead(
    chart: Chart, label: Label, at: float, edge: float, to: float, way: int
) -> None:
    """Lead from a moment on the edge of the clock to the middle of its hour."""
    base = chart.sizes.base
    start = DOT if label.moment.known or label.moment.versions else 0
    reaches = ((start, at), (0.6, at), (LEADER - 0.7, to), (LEADER - 0.3, to))
    elbow = [(edge + way * base * reach, y) for reach, y in reaches]
    chart.canvas.line(elbow, Stroke(chart.sizes.stroke))


def _no_hour(chart: Chart, key: str) -> Exception:
    from publish.errors import ContentError, Fault

    return ContentError(
        Fault(
            f"event {key!r} has neither an hour nor a part of the day",
            chart.figure.at,
            "take it out of the lane, or add its word to words_of_day",
        )
    )


def _table(chart: Chart, settings: Settings) -> Rows:
    moments = _moments(chart, settings)
    rows = [("", settings.when, settings.what)]
    for lane in settings.lanes:
        for key in sorted(lane.events, key=lambda key: moments[key].middle):
            event = chart.edition.events[key]
            said = _said(chart, settings, moments[key], key)
            day = chart.edition.date(event.start, "day")
            rows.append((lane.name, f"{day}, {said}", event.title))
    return tuple(rows)
