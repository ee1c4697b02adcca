"""Lines over time: against a base of 100, or in their own unit, named at their ends.

Every line is expected to have a value at every date of the chart: where it has none,
the line breaks and the gap is named. Nothing is drawn across it. The scale starts at
zero unless all values lie far above it. Lengths are points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Annotated

from pydantic import Field, StringConstraints

from publish.domain.wording import say_number
from publish.errors import ContentError, Fault
from publish.figures.canvas import DESCENT, Point, Stroke, circle
from publish.figures.charts import marks
from publish.figures.charts.chart import (
    Chart,
    ChartSettings,
    FactKey,
    Rows,
    Setting,
    Words,
)
from publish.figures.charts.placing import Box, first_free, spread
from publish.figures.charts.scale import number_step, ticks
from publish.figures.frame import Area, require

BASE = 100.0
FAR = 0.5  # of the highest value: the scale starts above zero if all lie above it
MOST_STEPS = 5
RADIUS = 0.3  # of the base size
LINE = 2.4  # width of a line in strokes
LABEL_LEFT = 1.8  # of the base size, from the plot to the names
LEAST_HEIGHT, LEAST_WIDTH = 10.0, 14.0  # of the base size
FORMS = {4: "year", 7: "month", 10: "day"}  # of a date, by the length of its text
SHIFTS = (0.0, 0.9, -0.9, 1.6, -1.6, 2.4, -2.4, 3.4, -3.4)  # of the base size

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


class Line(Setting):
    """One series: its facts, each at the date for which it holds."""

    name: Words
    side: Words
    facts: Annotated[tuple[FactKey, ...], Field(min_length=2)]


class Settings(ChartSettings):
    """``base`` is the date at which every line is 100; without it, values as they are.

    ``measure`` heads the scale, ``date`` the dates of the data table. ``missing`` are
    dates at which no line has a value; ``unknown`` names the gaps.
    """

    measure: Words
    date: Words
    unknown: Words
    base: Day | None = None
    missing: tuple[Day, ...] = ()
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=6)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        return (key for line in self.lines for key in line.facts)


@dataclass(frozen=True, slots=True)
class Series:
    """A line as it is drawn: the fact and the value of each date, or none."""

    name: str
    side: str
    keys: dict[str, str]
    values: dict[str, float]

    @property
    def last(self) -> str:
        """The last date that has a value."""
        return max(self.values)


@dataclass(frozen=True, slots=True)
class Plot:
    """The room of the lines: dates from its left to its right, values from its foot."""

    area: Area
    dates: tuple[str, ...]
    low: float
    per_unit: float

    def x(self, day: str) -> float:
        """Return the place of a date."""
        first, last = (_day(d) for d in (self.dates[0], self.dates[-1]))
        return self.area.x + self.area.width * (_day(day) - first) / (last - first)

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return self.area.bottom - (value - self.low) * self.per_unit


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the scale, the lines, their names and their gaps; return the data table."""
    series = [_series(chart, settings, line) for line in settings.lines]
    dates = {day for line in series for day in line.values} | set(settings.missing)
    plot = _plot(chart, settings, series, tuple(sorted(dates)), area)
    _names(chart, series, plot, area)
    _axis(chart, plot)
    segments = [s for line in series for s in _segments(line, plot)]
    for line in series:
        _gaps(chart, settings, line, plot, segments)
    _scale(chart, settings, plot, area)
    for line in series:
        _line(chart, line, plot)
    return _table(chart, settings, series, plot.dates)


def _day(day: str) -> int:
    """Return a date as a number of days; a year or a month is its first day."""
    return _date(day).toordinal()


def _date(day: str) -> date:
    return date.fromisoformat(day + "-01-01"[len(day) - 4 :])


def _series(chart: Chart, settings: Settings, line: Line) -> Series:
    """Return a line's values by date, against the base where there is one.

    Raises: ContentError when two facts hold for one date, or none for the base.
    """
    keys: dict[str, str] = {}
    for key in line.facts:
        day = chart.fact(key).as_of
        if not day or day in keys:
            problem = f"{key!r} has the date of {keys[day]!r}" if day else f"{key!r}"
            problem += "" if day else " has no date"
            hint = "give each fact of a line a date of its own in as_of"
            raise ContentError(Fault(problem, chart.figure.at, hint))
        keys[day] = key
    values = {day: chart.value(key) for day, key in sorted(keys.items())}
    if settings.base:
        if not values.get(settings.base):
            problem = f"line {line.name!r} has no value above zero at {settings.base}"
            hint = "take another base, or leave it out"
            raise ContentError(Fault(problem, chart.figure.at, hint))
        base = values[settings.base]
        values = {day: value / base * BASE for day, value in values.items()}
    return Series(line.name, line.side, keys, values)


def _plot(
    chart: Chart,
    settings: Settings,
    series: list[Series],
    dates: tuple[str, ...],
    area: Area,
) -> Plot:
    """Return the room that numbers, names and dates leave, and its scale."""
    canvas, sizes = chart.canvas, chart.sizes
    values = [value for line in series for value in line.values.values()]
    high, low = max(values), min(values)
    step = number_step(high - (low if low > high * FAR else min(low, 0)), MOST_STEPS)
    low = (low // step if low > high * FAR else min(low // step, 0)) * step
    numbers = max(
        canvas.width_of(_said(chart, tick), sizes.label)
        for tick in ticks(low, high, step)
    )
    left = numbers + sizes.base * 0.8
    names = max(_name_width(chart, line) for line in series)
    right = names + sizes.base * LABEL_LEFT
    head = canvas.cap_height(sizes.aside) + sizes.base * 1.3
    foot = canvas.cap_height(sizes.label) + sizes.base * 1.3
    room = Area(
        area.x + left,
        area.y + head,
        area.width - left - right,
        area.height - head - foot,
    )
    lacking = max(
        sizes.base * LEAST_HEIGHT - room.height, sizes.base * LEAST_WIDTH - room.width
    )
    require(lacking <= 0, chart.figure, sizes, lacking)
    return Plot(room, dates, low, room.height / ((high - low) or 1.0))


def _said(chart: Chart, value: float) -> str:
    """Return a value of the scale, or an index to one decimal."""
    return say_number(Decimal(f"{round(value, 1):g}"), chart.edition.language)


def _name_width(chart: Chart, line: Series) -> float:
    canvas, sizes = chart.canvas, chart.sizes
    number = canvas.width_of(_said(chart, line.values[line.last]), sizes.value)
    return number + sizes.base * 0.6 + canvas.width_of(line.name, sizes.head)


def _names(chart: Chart, series: list[Series], plot: Plot, area: Area) -> None:
    """Set each line's last value and name at its end, spread where they would meet."""
    canvas, sizes = chart.canvas, chart.sizes
    height = sizes.leading(sizes.head)
    ordered = sorted(series, key=lambda line: plot.y(line.values[line.last]))
    wanted = [plot.y(line.values[line.last]) for line in ordered]
    low = plot.area.y - height
    short = height * len(series) - (plot.area.bottom + height / 2 - low)
    require(short <= 0, chart.figure, sizes, short)
    middles = spread(wanted, [height] * len(series), low, plot.area.bottom + height / 2)
    x = plot.area.right + sizes.base * LABEL_LEFT
    for line, y, middle in zip(ordered, wanted, middles, strict=True):
        start = plot.x(line.last) + sizes.base * (RADIUS + 0.3)
        leader = [
            (start, y),
            (plot.area.right + sizes.base * 0.6, y),
            (x - sizes.base * 0.4, middle),
        ]
        canvas.line(leader, Stroke(sizes.stroke))
        baseline = middle + canvas.cap_height(sizes.head) / 2
        said = _said(chart, line.values[line.last])
        end = x + canvas.text(x, baseline, said, sizes.value)
        canvas.text(end + sizes.base * 0.6, baseline, line.name, sizes.head)


def _axis(chart: Chart, plot: Plot) -> None:
    """Name as many dates as have room, every second, third and so on from the first."""
    canvas, sizes = chart.canvas, chart.sizes
    baseline = plot.area.bottom + sizes.base + canvas.cap_height(sizes.label)
    said = [chart.edition.date(_date(day), FORMS[len(day)]) for day in plot.dates]
    wide = [canvas.width_of(text, sizes.label) + sizes.base for text in said]
    places = [plot.x(day) for day in plot.dates]
    every = next(
        n
        for n in range(1, len(said) + 1)
        if all(
            places[b] - places[a] >= (wide[a] + wide[b]) / 2
            for a, b in pairwise(range(0, len(said), n))
        )
    )
    for number in range(0, len(said), every):
        x = places[number]
        tick = [(x, plot.area.bottom), (x, plot.area.bottom + sizes.base * 0.5)]
        canvas.line(tick, Stroke(sizes.stroke))
        canvas.text(x, baseline, said[number], sizes.label, anchor="middle")


def _scale(chart: Chart, settings: Settings, plot: Plot, area: Area) -> None:
    """Draw the foot, dotted steps with their numbers, and the level of the base."""
    canvas, sizes = chart.canvas, chart.sizes
    top = area.y + canvas.cap_height(sizes.aside)
    canvas.text(area.x, top, settings.measure, sizes.aside)
    high = plot.low + plot.area.height / plot.per_unit
    step = number_step(high - plot.low, MOST_STEPS)
    ends = (plot.area.x, plot.area.right)
    dotted = []
    for value in ticks(plot.low, high, step):
        y = plot.y(value)
        baseline = y + canvas.cap_height(sizes.label) / 2
        x = plot.area.x - sizes.base * 0.8
        canvas.text(x, baseline, _said(chart, value), sizes.label, anchor="end")
        if value > plot.low and not (settings.base and value == BASE):
            dotted.append(((ends[0], y), (ends[1], y)))
    marks.guides(chart, dotted, marks.guide(chart))
    foot = Stroke(sizes.stroke * (2 if plot.low == 0 else 1))
    canvas.line([(x, plot.area.bottom) for x in ends], foot, "foot")
    if settings.base:
        level = ((ends[0], plot.y(BASE)), (ends[1], plot.y(BASE)))
        marks.guides(chart, [level], Stroke(sizes.stroke * 1.2))


def _runs(line: Series, plot: Plot) -> list[list[str]]:
    """Return the dates of a line in runs, known and missing by turns."""
    return [list(run) for _, run in groupby(plot.dates, key=lambda d: d in line.values)]


def _segments(line: Series, plot: Plot) -> list[tuple[Point, Point]]:
    """Return the straight parts of a line."""
    return [
        ((plot.x(a), plot.y(line.values[a])), (plot.x(b), plot.y(line.values[b])))
        for a, b in pairwise(plot.dates)
        if a in line.values and b in line.values
    ]


def _gaps(
    chart: Chart,
    settings: Settings,
    line: Series,
    plot: Plot,
    segments: list[tuple[Point, Point]],
) -> None:
    """Name every gap of a line where it would have run, or near, clear of all lines."""
    canvas, sizes = chart.canvas, chart.sizes
    wide = canvas.width_of(settings.unknown, sizes.aside)
    cap, foot = canvas.cap_height(sizes.aside), sizes.aside.size_pt * DESCENT
    pad = sizes.base * (RADIUS + 0.15)
    runs = _runs(line, plot)
    for number, run in enumerate(runs):
        if run[0] in line.values:
            continue
        sides = [
            runs[n][i]
            for n, i in ((number - 1, -1), (number + 1, 0))
            if 0 <= n < len(runs)
        ]
        y = sum(plot.y(line.values[day]) for day in sides) / len(sides)
        middle = (plot.x(run[0]) + plot.x(run[-1])) / 2
        left = min(max(middle - wide / 2, plot.area.x), plot.area.right - wide)
        boxes: list[Box] = []
        for shift in SHIFTS:
            top = y + shift * sizes.base - cap / 2
            boxes.append((left - pad, top - pad, left + wide + pad, top + cap + foot))
        inside = [b for b in boxes if b[1] >= plot.area.y and b[3] < plot.area.bottom]
        free = first_free(inside, segments, canvas.text_boxes(0))
        require(free is not None, chart.figure, sizes, sizes.base)
        baseline = inside[free or 0][1] + pad + cap
        canvas.text(left, baseline, settings.unknown, sizes.aside)


def _line(chart: Chart, line: Series, plot: Plot) -> None:
    """Draw a line in its parts, and a dot for each of its values."""
    canvas, sizes = chart.canvas, chart.sizes
    brush = chart.brush(line.side)
    for number, run in enumerate(_runs(line, plot)):
        points = [(plot.x(d), plot.y(line.values[d])) for d in run if d in line.values]
        if len(points) > 1:
            stroke = Stroke(sizes.stroke * LINE, brush.ink)
            canvas.line(points, stroke, f"line-{line.keys[line.last]}-{number}")
    for day, value in line.values.items():
        dot = circle(plot.x(day), plot.y(value), sizes.base * RADIUS)
        brush.paint(canvas, dot, f"dot-{line.keys[day]}")


def _table(
    chart: Chart, settings: Settings, series: list[Series], dates: tuple[str, ...]
) -> Rows:
    """Return values by date, with the index of each where there is a base."""
    rows = [(settings.date, *(line.name for line in series))]
    for day in dates:
        cells = []
        for line in series:
            cell = settings.unknown
            if day in line.values:
                cell = chart.edition.say(line.keys[day], "number")
                if settings.base:
                    cell += f" ({_said(chart, line.values[day])})"
            cells.append(cell)
        said = chart.edition.date(_date(day), FORMS[len(day)])
        rows.append((said, *cells))
    return tuple(rows)
