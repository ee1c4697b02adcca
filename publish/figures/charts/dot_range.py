"""Dots on one scale, one row an item; a bar where a source gives a range.

Values that accounts give differently are rings on a thin line, and the row says so.
What nobody recorded is a dashed line over the whole scale, and never zero. Numbers
are counted from zero; hours of events from a round hour. Lengths are points.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor
from typing import Annotated, Self

from pydantic import Field, model_validator

from publish.domain.wording import say_number
from publish.errors import ContentError, Fault
from publish.figures.brush import unknown
from publish.figures.canvas import Stroke, circle
from publish.figures.charts import marks
from publish.figures.charts.chart import (
    Chart,
    ChartSettings,
    FactKey,
    RowKey,
    Rows,
    Setting,
    Words,
)
from publish.figures.charts.hours import DAY, moment_of
from publish.figures.charts.scale import hour_step, number_step, ticks
from publish.figures.frame import Area, require

NAMES = 0.36  # of the width, what names take at most
MOST_LINES = 3  # of a name
ROW_GAP = 0.55  # of the base size, over and under a row's words
MOST_ROW = 3.6  # of the base size
LEAST_PLOT = 10.0  # of the base size, width
RADIUS = 0.42  # of the base size
LABEL_GAP = 0.75  # of the base size, from the last dot to its number
OPEN = 1.6  # of the base size, what is drawn beyond "more than"
MOST_STEPS = 5


class Row(Setting):
    """One item: a fact, two or more of them, or an event; without any, unknown.

    ``dispute`` says that the facts are of accounts that disagree, or gives the hours.
    """

    name: Words
    facts: tuple[FactKey, ...] = ()
    event: RowKey | None = None
    dispute: RowKey | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.facts and self.event:
            raise ValueError("give facts or an event")
        if self.dispute and not self.event and len(self.facts) < 2:
            raise ValueError("a dispute is about an event, or two facts or more")
        return self


class Settings(ChartSettings):
    """``measure`` heads the scale; the other words stand in the rows.

    ``between`` joins the ends of a range, ``either`` what accounts say. With
    ``words_of_day`` a stretch of the day is a range of hours.
    """

    side: Words
    measure: Words
    between: Words
    either: Words
    differ: Words
    unknown: Words
    words_of_day: Mapping[str, tuple[float, float]] = {}
    rows: Annotated[tuple[Row, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _one_scale(self) -> Self:
        if any(row.facts for row in self.rows) == any(row.event for row in self.rows):
            raise ValueError("give the rows facts, or give them events")
        return self

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        return (key for row in self.rows for key in row.facts)

    def table_rows(self) -> Iterator[tuple[str, str]]:
        """Yield the events that the chart draws, and the disputes that it shows."""
        for row in self.rows:
            if row.event:
                yield "events", row.event
            if row.dispute:
                yield "disputes", row.dispute


@dataclass(frozen=True, slots=True)
class Item:
    """A row as it is drawn: places on the scale, their names, what is said of them."""

    name: str
    values: tuple[float, ...]
    parts: tuple[str, ...]
    said: marks.Said
    differ: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values lie: from ``low`` at ``x`` on, ``per_unit`` pt each."""

    x: float
    right: float
    low: float
    per_unit: float

    def at(self, value: float) -> float:
        """Return the place of a value."""
        return self.x + (value - self.low) * self.per_unit


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the scale and the rows; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    items = _items(chart, settings)
    names = [canvas.wrap_evenly(i.name, sizes.label, area.width * NAMES) for i in items]
    lines = max(map(len, names))
    require(lines <= MOST_LINES, chart.figure, sizes, sizes.leading(sizes.label))
    head = canvas.cap_height(sizes.label) + sizes.base
    least = canvas.cap_height(sizes.label) + sizes.leading(sizes.label) * (lines - 1)
    least = max(least, canvas.cap_height(sizes.value)) + sizes.base * ROW_GAP * 2
    height = (area.height - head) / len(items)
    require(height >= least, chart.figure, sizes, (least - height) * len(items))
    height = min(height, max(least, sizes.base * MOST_ROW))
    scale = _scale(chart, settings, items, names, area)
    y = area.y + head
    for item, name in zip(items, names, strict=True):
        _words(chart, settings, item, name, scale, area.x, y + height / 2)
        y += height
    _guides(chart, settings, items, scale, area, y)
    y = area.y + head
    for item in items:
        canvas.line([(area.x, y), (area.right, y)], Stroke(sizes.stroke))
        _marks(chart, settings, item, scale, y + height / 2)
        y += height
    return _table(settings, items)


def _items(chart: Chart, settings: Settings) -> list[Item]:
    events = [chart.edition.events[row.event] for row in settings.rows if row.event]
    first = min((event.start for event in events), default=date.min)
    items = []
    for row in settings.rows:
        if row.event:
            items.append(_of_event(chart, settings, row, row.event, first))
        elif row.facts:
            items.append(_of_facts(chart, settings, row))
        else:
            items.append(Item(row.name, (), (), marks.Said("", "", "")))
    return items


def _of_facts(chart: Chart, settings: Settings, row: Row) -> Item:
    """Return a row of facts, the least first."""
    keys = tuple(sorted(row.facts, key=chart.value))
    values = tuple(chart.value(key) for key in keys)
    if len(keys) == 1:
        open_ended = chart.fact(keys[0]).qualifier in marks.OPEN_ENDED
        said = marks.said(chart, keys[0])
        return Item(row.name, values, keys, said, open=open_ended)
    numbers = (marks.said(chart, key).number for key in keys)
    differ = row.dispute is not None
    joined = (settings.either if differ else settings.between).join(numbers)
    return Item(row.name, values, keys, marks.Said("", joined, ""), differ)


def _of_event(
    chart: Chart, settings: Settings, row: Row, key: str, first: date
) -> Item:
    """Return a row of hours, counted from midnight of the first day.

    Raises: ContentError when the event has neither an hour nor a known part of day.
    """
    event = chart.edition.events[key]
    words = settings.words_of_day
    moment = moment_of(event, chart.edition, words, first, row.dispute)
    if not moment:
        problem = f"event {key!r} has neither an hour nor a part of the day"
        hint = "give it a time, or name its word in words_of_day"
        raise ContentError(Fault(problem, chart.figure.at, hint))
    if moment.versions:
        hours = tuple(version.hour for version in moment.versions)
        clocks = settings.either.join(version.clock for version in moment.versions)
        parts = tuple(f"{key}-{number}" for number in range(len(hours)))
        return Item(row.name, hours, parts, marks.Said("", clocks, ""), differ=True)
    said = marks.Said("", chart.edition.when(key, "time"), "")
    if moment.known:
        return Item(row.name, (moment.start,), (key,), said)
    parts = (f"{key}-from", f"{key}-to")
    return Item(row.name, (moment.start, moment.end), parts, said)


def _scale(
    chart: Chart,
    settings: Settings,
    items: list[Item],
    names: list[list[str]],
    area: Area,
) -> Scale:
    """Return the widest scale on which every row's words stand right of its dots."""
    canvas, sizes = chart.canvas, chart.sizes
    wide = max(canvas.width_of(n, sizes.label) for lines in names for n in lines)
    edge = sizes.base * (RADIUS + 1.4)
    low = floor(min(v for i in items for v in i.values)) if _timed(settings) else 0.0
    x = area.x + wide + edge
    room = area.right - x
    most = max(value for item in items for value in item.values)
    per_unit = room / ((most - low) or 1.0)
    for item in items:
        if item.values and item.values[-1] > low:
            taken = _reach(chart, item) + _words_width(chart, settings, item)
            per_unit = min(per_unit, (room - taken) / (item.values[-1] - low))
    lacking = sizes.base * LEAST_PLOT - per_unit * (most - low)
    require(lacking <= 0, chart.figure, sizes, lacking)
    return Scale(x, area.right, low, per_unit)


def _timed(settings: Settings) -> bool:
    return any(row.event for row in settings.rows)


def _reach(chart: Chart, item: Item) -> float:
    """Return the distance from the last dot's middle to the words."""
    reach = OPEN if item.open else RADIUS
    return chart.sizes.base * (reach + LABEL_GAP)


def _words_width(chart: Chart, settings: Settings, item: Item) -> float:
    """Return the width of a row's number and of what is said of it."""
    width_of, sizes = chart.canvas.width_of, chart.sizes
    said = width_of(item.said.number, sizes.value)
    for words in filter(None, (item.said.before, item.said.after)):
        said += width_of(words, sizes.label) + sizes.base * 0.4
    if item.differ:
        said += width_of(settings.differ, sizes.aside) + sizes.base * 0.8
    return said


def _words(
    chart: Chart,
    settings: Settings,
    item: Item,
    name: list[str],
    scale: Scale,
    x: float,
    middle: float,
) -> None:
    """Set a row's name, and right of its last dot the number."""
    canvas, sizes = chart.canvas, chart.sizes
    first = middle + canvas.cap_height(sizes.label) / 2
    first -= sizes.leading(sizes.label) * (len(name) - 1) / 2
    marks.paragraph(chart, x, first, name, sizes.label)
    if not item.values:
        inset = sizes.base * RADIUS
        baseline = middle + canvas.cap_height(sizes.aside) / 2
        canvas.text(scale.x + inset, baseline, settings.unknown, sizes.aside)
        return
    baseline = middle + canvas.cap_height(sizes.value) / 2
    x = scale.at(item.values[-1]) + _reach(chart, item)
    for words, kind in (
        (item.said.before, sizes.label),
        (item.said.number, sizes.value),
        (item.said.after, sizes.label),
    ):
        if words:
            x += canvas.text(x, baseline, words, kind) + sizes.base * 0.4
    if item.differ:
        canvas.text(x + sizes.base * 0.4, baseline, settings.differ, sizes.aside)


def _guides(
    chart: Chart,
    settings: Settings,
    items: list[Item],
    scale: Scale,
    area: Area,
    bottom: float,
) -> None:
    """Name the scale and draw its steps, cut where texts stand."""
    canvas, sizes = chart.canvas, chart.sizes
    baseline = area.y + canvas.cap_height(sizes.label)
    top = baseline + sizes.base * 0.4
    most = max(value for item in items for value in item.values)
    most = ceil(most) if _timed(settings) else most
    step = (hour_step if _timed(settings) else number_step)(
        most - scale.low, MOST_STEPS
    )
    free = area.x + canvas.text(area.x, baseline, settings.measure, sizes.aside)
    free += sizes.base
    lines = []
    for value in ticks(scale.low, most, step):
        x, said = scale.at(value), _tick(chart, settings, value)
        half = canvas.width_of(said, sizes.label) / 2
        if x - half >= free and x + half <= area.right:
            canvas.text(x, baseline, said, sizes.label, anchor="middle")
            free = x + half + sizes.base
            lines.append(((x, top), (x, bottom)))
    if not _timed(settings):
        lines = [line for line in lines if line[0][0] > scale.x]
        zero = [(scale.x, top), (scale.x, bottom)]
        canvas.line(zero, Stroke(sizes.stroke * 1.2), "zero")
    marks.guides(chart, lines, marks.guide(chart))


def _tick(chart: Chart, settings: Settings, value: float) -> str:
    if not _timed(settings):
        return say_number(Decimal(f"{value:g}"), chart.edition.language)
    minutes = round(value % DAY * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _marks(
    chart: Chart, settings: Settings, item: Item, scale: Scale, middle: float
) -> None:
    """Draw a row's range and dots; rings where accounts differ; dashes if unknown."""
    canvas, sizes = chart.canvas, chart.sizes
    if not item.values:
        wide = canvas.width_of(settings.unknown, sizes.aside)
        x = scale.x + wide + sizes.base * (RADIUS + LABEL_GAP)
        canvas.line(
            [(x, middle), (scale.right, middle)], unknown(sizes), f"unknown-{item.name}"
        )
        return
    brush = chart.brush(settings.side)
    places = [scale.at(value) for value in item.values]
    radius = sizes.base * RADIUS
    if len(places) > 1:
        width = sizes.stroke * (1.4 if item.differ else 3.6)
        ends = [(places[0], middle), (places[-1], middle)]
        canvas.line(ends, Stroke(width, brush.ink), f"range-{item.parts[0]}")
    if item.open:
        ends = [(places[0], middle), (places[0] + sizes.base * OPEN, middle)]
        canvas.line(ends, unknown(sizes))
    for x, part in zip(places, item.parts, strict=True):
        if item.differ:
            marks.ring(chart, x, middle, radius, f"ring-{part}")
        else:
            brush.paint(canvas, circle(x, middle, radius), f"dot-{part}")


def _table(settings: Settings, items: list[Item]) -> Rows:
    rows = [("", settings.measure)]
    for item in items:
        said = (item.said.before, item.said.number, item.said.after)
        words = " ".join(filter(None, said)) or settings.unknown
        rows.append(
            (item.name, f"{words} ({settings.differ})" if item.differ else words)
        )
    return tuple(rows)
