"""A train on its line, as railways draw it: stations by distance, hours across.

In:  stations in order along the line, with the events that give their hours.
Out: a line where hours are known; dashed edges between which the train ran where
     only a part of the day is; every version where sources give several hours.

The idea is Marey's graph of 1878. Lengths are points, times hours after the first
midnight; distances are those of ``railway``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from typing import Annotated

from pydantic import Field

from publish.figures.canvas import DESCENT, Fill, Point, Stroke, circle
from publish.figures.charts import marks
from publish.figures.charts.chart import (
    Chart,
    ChartSettings,
    RowKey,
    Rows,
    Setting,
    Words,
)
from publish.figures.charts.hours import (
    DAY,
    Moment,
    Version,
    WordsOfDay,
    moment_of,
)
from publish.figures.charts.placing import first_free, spread
from publish.figures.charts.railway import Node, Stop, nodes_of
from publish.figures.frame import Area, require
from publish.figures.sizes import Type

HOUR_STEP = 3  # hours from numeral to numeral
DOT = 0.36  # radius in multiples of the base size
TRACK = 2.6  # width of a course in widths of the thinnest stroke
BELOW = 6.4  # width of a label below the line, in multiples of the base size
LEAST_HEIGHT = 14.0  # of the base size
WORDS_GAP = 0.35  # of the base size, between a drop line, a source and its hour
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9)  # of a stretch, where its name may stand


class Below(Setting):
    """What happened meanwhile at the last station, in few words."""

    event: RowKey
    name: Words


class Settings(ChartSettings):
    """``between`` is said of the course whose hours nobody recorded."""

    side: Words
    between: Words
    km: Words
    station: Words
    when: Words
    unknown: Words
    words_of_day: WordsOfDay
    stops: Annotated[tuple[Stop, ...], Field(min_length=2)]
    below: tuple[Below, ...] = ()

    def table_rows(self) -> Iterator[tuple[str, str]]:
        """Yield the places and events of the line."""
        for stop in self.stops:
            yield "places", stop.place
            yield from (("events", key) for key in (stop.event, stop.since) if key)
        yield from (("events", item.event) for item in self.below)


@dataclass(frozen=True, slots=True)
class Plot:
    """The scales: kilometres down, hours across."""

    area: Area
    per_km: float
    per_hour: float
    first: int
    last: int

    def x(self, hour: float) -> float:
        """Return where an hour stands."""
        return self.area.x + (hour - self.first) * self.per_hour

    def y(self, km: float) -> float:
        """Return where a distance stands."""
        return self.area.y + km * self.per_km

    def level(self, node: Node) -> tuple[Point, Point]:
        """Return the ends of a station's line."""
        return (self.area.x, self.y(node.km)), (self.area.right, self.y(node.km))


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the graph; return the data table."""
    sizes = chart.sizes
    nodes = nodes_of(settings.stops, chart.edition, settings.words_of_day)
    plot = _plot(chart, settings, nodes, area)
    course = _course(chart, settings, nodes, plot)
    _hour_numerals(chart, nodes, plot)
    _stations(chart, settings, nodes, plot, area)
    _versions(chart, nodes, plot)
    _known(chart, settings, nodes, plot, course)
    _below(chart, settings, plot)
    _between(chart, settings, nodes, plot, course)
    marks.guides(chart, [plot.level(n) for n in nodes], Stroke(sizes.stroke))
    hours = range(plot.first, plot.last + 1, HOUR_STEP)
    upright = [((plot.x(h), plot.area.y), (plot.x(h), plot.area.bottom)) for h in hours]
    marks.guides(chart, upright, marks.guide(chart))
    return _table(chart, settings, nodes)


def _plot(chart: Chart, settings: Settings, nodes: list[Node], area: Area) -> Plot:
    """Return the scales, with room for names left, km right, hours and labels."""
    canvas, sizes = chart.canvas, chart.sizes
    moments = [node.moment for node in nodes if node.moment]
    first = floor(min(moment.start for moment in moments))
    last = ceil(max(moment.end for moment in moments))
    names = max(canvas.width_of(n.place.name_en, sizes.label) for n in nodes)
    left = area.x + names + sizes.base * 1.8
    km = canvas.width_of(_km(chart, nodes[-1]), sizes.label)
    right = (
        area.right
        - max(km, canvas.width_of(settings.km, sizes.aside))
        - sizes.base * 1.6
    )
    head = canvas.cap_height(sizes.label) * 2 + sizes.base * 1.9
    foot = sizes.leading(sizes.label) * 2 + canvas.cap_height(sizes.value)
    foot += sizes.base * 3.2
    plot = Area(left, area.y + head, right - left, area.height - head - foot)
    least = sizes.base * LEAST_HEIGHT
    require(plot.height >= least, chart.figure, sizes, least - plot.height)
    return Plot(
        plot, plot.height / nodes[-1].km, plot.width / (last - first), first, last
    )


def _km(chart: Chart, node: Node) -> str:
    return f"{node.km:.0f}"


def _course(
    chart: Chart, settings: Settings, nodes: list[Node], plot: Plot
) -> list[tuple[Point, Point]]:
    """Draw the train's course from each stop with an hour to the next; return it."""
    drawn = []
    sizes, canvas = chart.sizes, chart.canvas
    ink = chart.brush(settings.side).ink
    timed = [node for node in nodes if node.moment]
    for a, b in pairwise(timed):
        for start, end in _legs(a.moment, b.moment):
            line = (plot.x(start), plot.y(a.km)), (plot.x(end), plot.y(b.km))
            drawn.append(line)
            sure = _is_sure(nodes, a, b)
            many = a.moment.versions or b.moment.versions
            solid = Stroke(sizes.stroke * (TRACK * 0.6 if many else TRACK), ink)
            dashed = Stroke(sizes.stroke * TRACK * 0.7, ink, dash=(3.4, 2.2))
            canvas.line(line, solid if sure else dashed)
    return drawn


def _legs(a: Moment | None, b: Moment | None) -> list[tuple[float, float]]:
    """Return the courses between two moments, as hours of departure and arrival."""
    assert a and b
    if (a.versions and len(a.versions) > 2) or b.versions:
        many = (a if len(a.versions) > len(b.versions) else b).versions
        if many is a.versions:
            return [(version.hour, b.end) for version in many]
        return [(a.end, version.hour) for version in many]
    return sorted({(a.start, b.start), (a.end, b.end)})


def _is_sure(nodes: list[Node], a: Node, b: Node) -> bool:
    """Whether both hours are given and no station without an hour lies between."""
    both = all(n.moment and (n.moment.known or n.moment.versions) for n in (a, b))
    between = nodes[nodes.index(a) + 1 : nodes.index(b)]
    return both and all(node.moment for node in between if node.stop.event)


def _hour_numerals(chart: Chart, nodes: list[Node], plot: Plot) -> None:
    """Number every third hour above the first station, and name the days."""
    canvas, sizes = chart.canvas, chart.sizes
    low = plot.area.y - sizes.base * 0.7
    high = low - canvas.cap_height(sizes.label) - sizes.base * 0.8
    events = chart.edition.events
    day = min(events[n.stop.event].start for n in nodes if n.stop.event)
    for hour in range(plot.first, plot.last + 1, HOUR_STEP):
        said = f"{hour % int(DAY):02d}"
        canvas.text(plot.x(hour), low, said, sizes.label, anchor="middle")
        if hour % DAY == 0:
            date = day.fromordinal(day.toordinal() + hour // int(DAY))
            words = chart.edition.date(date, "day")
            canvas.text(plot.x(hour), high, words, sizes.head, anchor="middle")


def _stations(
    chart: Chart, settings: Settings, nodes: list[Node], plot: Plot, area: Area
) -> None:
    """Name the stations left of the plot and set their kilometres right of it."""
    canvas, sizes = chart.canvas, chart.sizes
    size = sizes.label.size_pt * 1.16
    wanted = [plot.y(node.km) for node in nodes]
    low, high = plot.area.y - size / 2, plot.area.bottom + size * 2.2
    middles = spread(wanted, [size] * len(nodes), low, high)
    gap, reach = sizes.base * 1.3, sizes.base * 0.4
    for node, y, middle in zip(nodes, wanted, middles, strict=True):
        baseline = middle + canvas.cap_height(sizes.label) / 2
        x = plot.area.x - gap
        canvas.text(x, baseline, node.place.name_en, sizes.label, anchor="end")
        right = plot.area.right + gap
        canvas.text(right, baseline, _km(chart, node), sizes.label)
        canvas.lines(
            [
                [(x + reach, middle), (x + reach * 1.4, middle), (plot.area.x, y)],
                [
                    (right - reach, middle),
                    (right - reach * 1.4, middle),
                    (plot.area.right, y),
                ],
            ],
            Stroke(sizes.stroke),
        )
    y = plot.area.y - sizes.base * 0.7
    x = plot.area.right + gap
    canvas.text(x, y, settings.km, sizes.aside)


def _versions(chart: Chart, nodes: list[Node], plot: Plot) -> None:
    """Draw the hours that sources give: rings on a bar, each named at its drop line."""
    canvas, sizes = chart.canvas, chart.sizes
    for node in nodes:
        if not node.moment or not node.moment.versions:
            continue
        y, versions = plot.y(node.km), node.moment.versions
        ends = [(plot.x(v.hour), y) for v in (versions[0], versions[-1])]
        canvas.line(ends, Stroke(sizes.stroke * 3), f"range-{node.place.key}")
        named = [version for version in versions if version.whose]
        step = sizes.leading(sizes.label)
        for number, version in enumerate(versions):
            x = plot.x(version.hour)
            if version in named:
                tier = len(named) - 1 - named.index(version)
                baseline = plot.area.y + sizes.base * 1.7 + tier * step
                _named(chart, version, x, baseline, y)
            name = f"ring-{node.place.key}-{number}"
            marks.ring(chart, x, y, sizes.base * DOT, name)


def _named(chart: Chart, version: Version, x: float, baseline: float, y: float) -> None:
    """Set a version's hour and source left of a line that rises from its ring."""
    canvas, sizes = chart.canvas, chart.sizes
    top = baseline - canvas.cap_height(sizes.value)
    end = y - sizes.base * DOT
    canvas.line([(x, top), (x, end)], Stroke(sizes.stroke))
    right = x - sizes.base * WORDS_GAP
    right -= canvas.text(right, baseline, version.whose, sizes.label, anchor="end")
    right -= sizes.base * WORDS_GAP
    canvas.text(right, baseline, version.clock, sizes.value, anchor="end")


def _known(
    chart: Chart,
    settings: Settings,
    nodes: list[Node],
    plot: Plot,
    course: list[tuple[Point, Point]],
) -> None:
    """Draw and name the hours that are known, and bars for parts of a day."""
    canvas, sizes = chart.canvas, chart.sizes
    ink = chart.brush(settings.side).ink
    for node in nodes:
        moment, y = node.moment, plot.y(node.km)
        if not moment or moment.versions:
            continue
        said = chart.edition.when(node.stop.event or "", "time")
        if not moment.known:
            ends = [(plot.x(moment.start), y), (plot.x(moment.end), y)]
            bar = Stroke(sizes.stroke * 5, ink)
            canvas.line(ends, bar, f"stretch-{node.place.key}")
            low = y + canvas.cap_height(sizes.aside) + sizes.base * 0.7
            hours = (moment.start + (moment.end - moment.start) * s for s in SHARES)
            _set(chart, [(plot.x(h), low) for h in hours], said, sizes.aside, course)
            continue
        x = plot.x(moment.start)
        dot = circle(x, y, sizes.base * DOT)
        canvas.shape(dot, Fill(ink), None, f"dot-{node.place.key}")
        if node is not nodes[-1]:
            others = [plot.level(other) for other in nodes if other is not node]
            places = _beside(chart, x, y, said)
            _set(chart, places, said, sizes.value, course + others)


def _beside(chart: Chart, x: float, y: float, said: str) -> list[Point]:
    """Return where an hour may stand left of its dot: above its line, or below."""
    canvas, sizes = chart.canvas, chart.sizes
    half = canvas.width_of(said, sizes.value) / 2
    below = y + canvas.cap_height(sizes.value) + sizes.base * 0.5
    heights = (y - sizes.base * 0.85, y - sizes.base * 0.45, below)
    away = (1.0, 1.5, 2.5, 3.5, 4.5, 5.5)
    return [(x - half - sizes.base * a, height) for height in heights for a in away]


def _set(
    chart: Chart,
    places: list[Point],
    text: str,
    kind: Type,
    course: list[tuple[Point, Point]],
) -> None:
    """Set a text about the first of several places where nothing is in its way."""
    canvas, sizes = chart.canvas, chart.sizes
    half, pad = canvas.width_of(text, kind) / 2, sizes.base * 0.2
    top, low = canvas.cap_height(kind) + pad, kind.size_pt * DESCENT
    boxes = [(x - half - pad, y - top, x + half + pad, y + low) for x, y in places]
    free = first_free(boxes, course, canvas.text_boxes(0))
    require(free is not None, chart.figure, sizes, sizes.base)
    canvas.text(*places[free or 0], text, kind, anchor="middle")


def _between(
    chart: Chart,
    settings: Settings,
    nodes: list[Node],
    plot: Plot,
    course: list[tuple[Point, Point]],
) -> None:
    """Say, left of the course, where hours are not known: in one of its long gaps."""
    canvas, sizes = chart.canvas, chart.sizes
    gaps = [
        (b.km - a.km, (a.km + b.km) / 2)
        for a, b in pairwise(nodes)
        if not (a.moment and b.moment)
    ]
    half = canvas.width_of(settings.between, sizes.aside) / 2
    places = []
    for _, km in sorted(gaps, reverse=True):
        before = max((n for n in nodes if n.moment and n.km < km), key=lambda n: n.km)
        after = min((n for n in nodes if n.moment and n.km > km), key=lambda n: n.km)
        assert before.moment and after.moment
        share = (km - before.km) / (after.km - before.km)
        hours = after.moment.start - before.moment.start
        edge = plot.x(before.moment.start + hours * share) - half
        y = plot.y(km) + canvas.cap_height(sizes.aside) / 2
        places += [(edge - sizes.base * away, y) for away in (1.4, 2.4, 3.4)]
    if places:
        _set(chart, places, settings.between, sizes.aside, course)


def _below(chart: Chart, settings: Settings, plot: Plot) -> None:
    """Set what happened at the last station below its line, spread along it."""
    canvas, sizes = chart.canvas, chart.sizes
    events, edition = chart.edition.events, chart.edition
    day = min(events[s.event].start for s in settings.stops if s.event)
    items = []
    for item in settings.below:
        moment = moment_of(events[item.event], edition, settings.words_of_day, day)
        if moment:
            items.append((moment.start, item))
    items.sort(key=lambda pair: pair[0])
    size = sizes.base * BELOW
    wanted = [plot.x(hour) for hour, _ in items]
    right = plot.area.right + size / 2
    middles = spread(wanted, [size] * len(items), plot.area.x, right)
    line, top = plot.area.bottom, plot.area.bottom + sizes.base * 1.7
    for (hour, item), x in zip(items, middles, strict=True):
        at = plot.x(hour)
        mark = circle(at, line, sizes.base * DOT)
        if hour < plot.last:
            canvas.shape(mark, Fill("text"), None, f"below-{item.event}")
        elbow = [(at, line + sizes.base * DOT), (at, line + sizes.base * 0.7), (x, top)]
        canvas.line(elbow, Stroke(sizes.stroke))
        y = top + sizes.base * 0.4 + canvas.cap_height(sizes.value)
        clock = edition.when(item.event, "time")
        canvas.text(x, y, clock, sizes.value, anchor="middle")
        lines = canvas.wrap_evenly(item.name, sizes.label, size * 0.95)
        require(len(lines) <= 2, chart.figure, sizes, sizes.leading(sizes.label))
        y += sizes.leading(sizes.label)
        marks.paragraph(chart, x, y, lines, sizes.label, anchor="middle")


def _table(chart: Chart, settings: Settings, nodes: list[Node]) -> Rows:
    rows = [(settings.station, settings.km, settings.when)]
    for node in nodes:
        said = settings.unknown
        if node.moment and node.moment.versions:
            said = "; ".join(
                f"{v.clock} {v.whose}".strip() for v in node.moment.versions
            )
        elif node.moment:
            said = chart.edition.when(node.stop.event or "", "time")
        rows.append((node.place.name_en, _km(chart, node), said))
    return tuple(rows)
