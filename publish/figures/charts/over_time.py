"""A number gathered over months beside numbers that hold for one day.

A level bracket stands for what was counted over a stretch of time, columns for what
was there on one date: one cannot be taken from the other, and the drawing says so.
Columns start at zero. Lengths are points.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from publish.domain.wording import say_number
from publish.figures.brush import rectangle
from publish.figures.canvas import Stroke
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
from publish.figures.frame import Area, require

COLUMN = 2.3  # width in multiples of the base size
LEAST_HEIGHT = 9.0  # of the base size


class Column(Setting):
    """What was there on one day; ``inside`` is a part of it that a source names."""

    name: Words
    fact: FactKey
    inside: FactKey | None = None
    inside_is: Words | None = None


class Settings(ChartSettings):
    """``stretch`` is the event over whose time ``claim`` was counted.

    ``day_is`` and ``stretch_is`` name the two ways of counting.
    """

    side: Words
    claim: FactKey
    claim_is: Words
    stretch: RowKey
    stretch_is: Words
    day_is: Words
    number: Words
    step: Annotated[int, Field(gt=0)]
    dispute: RowKey
    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=2)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        yield self.claim
        for column in self.columns:
            yield column.fact
            if column.inside:
                yield column.inside

    def table_rows(self) -> Iterator[tuple[str, str]]:
        """Yield the event that gives the stretch, and the dispute."""
        yield "events", self.stretch
        yield "disputes", self.dispute


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the scale, the bracket and the columns; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    most = max(chart.value(key) for key in settings.facts())
    scale = canvas.width_of(_said(chart, int(most)), sizes.label) + sizes.base
    head = (
        sizes.leading(sizes.label) + canvas.cap_height(sizes.numeral) + sizes.base * 1.2
    )
    foot = sizes.base * 1.2 + canvas.cap_height(sizes.head)
    plot = Area(
        area.x + scale, area.y + head, area.width - scale, area.height - head - foot
    )
    least = sizes.base * LEAST_HEIGHT
    require(plot.height >= least, chart.figure, sizes, least - plot.height)
    per_unit = plot.height / most
    _claim(chart, settings, plot)
    _columns(chart, settings, plot, per_unit)
    _months(chart, settings, plot)
    _scale(chart, settings, area, plot, per_unit, most)
    return _table(chart, settings)


def _said(chart: Chart, value: int) -> str:
    return say_number(Decimal(value), chart.edition.language)


def _day_x(chart: Chart, settings: Settings, plot: Area, day: date) -> float:
    stretch = chart.edition.events[settings.stretch]
    days = (stretch.end - stretch.start).days + 1
    return plot.x + plot.width * (day - stretch.start).days / days


def _claim(chart: Chart, settings: Settings, plot: Area) -> None:
    """Draw the bracket over the whole stretch, at the height of its number."""
    canvas, sizes = chart.canvas, chart.sizes
    tick, weight = sizes.base * 0.8, sizes.stroke * 3
    half = weight / 2
    corners = [
        (plot.x + half, plot.y + tick),
        (plot.x + half, plot.y),
        (plot.right - half, plot.y),
        (plot.right - half, plot.y + tick),
    ]
    canvas.line(corners, Stroke(weight), f"claim-{settings.claim}")
    y = plot.y - sizes.base * 0.9
    end = marks.numeral(chart, plot.x, y, settings.claim, sizes.numeral)
    end += sizes.base * 0.6
    end += canvas.text(end, y, settings.claim_is, sizes.label) + sizes.base
    start = plot.right - canvas.text(
        plot.right, y, settings.stretch_is, sizes.aside, anchor="end"
    )
    require(end <= start, chart.figure, sizes, end - start)


def _columns(chart: Chart, settings: Settings, plot: Area, per_unit: float) -> None:
    """Draw the columns about their date, their labels on their outer sides."""
    canvas, sizes = chart.canvas, chart.sizes
    brush, width = chart.brush(settings.side), sizes.base * COLUMN
    day = date.fromisoformat(chart.fact(settings.columns[0].fact).as_of)
    middle = _day_x(chart, settings, plot, day)
    gap = width * 0.5
    x = middle - (width * len(settings.columns) + gap * (len(settings.columns) - 1)) / 2
    for number, column in enumerate(settings.columns):
        top = plot.bottom - chart.value(column.fact) * per_unit
        shape = rectangle(x, top, width, plot.bottom - top)
        side = x if number == 0 else x + width
        if column.inside:
            edge = Stroke(sizes.stroke * 1.4)
            canvas.shape(shape, None, edge, f"column-{column.fact}")
            part = chart.value(column.inside) * per_unit
            inside = rectangle(x, plot.bottom - part, width, part)
            brush.paint(canvas, inside, f"column-{column.inside}")
            words = column.inside_is or ""
            low = plot.bottom - part
            _label(chart, plot, side, low, column.inside, words, number == 0)
        else:
            brush.paint(canvas, shape, f"column-{column.fact}")
        _label(chart, plot, side, top, column.fact, column.name, number == 0)
        x += width + gap
    highest = max(chart.value(column.fact) for column in settings.columns) * per_unit
    y = plot.bottom - highest - sizes.base * 0.8
    canvas.text(middle, y, settings.day_is, sizes.aside, anchor="middle")
    room = y - canvas.cap_height(sizes.aside) - sizes.base * 0.6 - plot.y
    require(room >= 0, chart.figure, sizes, -room)


def _label(
    chart: Chart,
    plot: Area,
    x: float,
    top: float,
    key: str,
    words: str,
    leftward: bool,
) -> None:
    """Set a number and its words beside a column, their top at its edge."""
    canvas, sizes = chart.canvas, chart.sizes
    y = top + canvas.cap_height(sizes.numeral) + sizes.base * 0.3
    low = plot.bottom - sizes.base * 0.6
    y = min(y, low - sizes.leading(sizes.label))
    below = y + sizes.leading(sizes.label)
    if leftward:
        right = x - sizes.base * 0.7
        start = marks.numeral_right(chart, right, y, key, sizes.numeral)
        wide = canvas.text(right, below, words, sizes.label, anchor="end")
        over = plot.x + sizes.base * 0.5 - min(start, right - wide)
    else:
        left = x + sizes.base * 0.7
        end = marks.numeral(chart, left, y, key, sizes.numeral)
        wide = canvas.text(left, below, words, sizes.label)
        over = max(end, left + wide) - plot.right
    require(over <= 0, chart.figure, sizes, over)


def _months(chart: Chart, settings: Settings, plot: Area) -> None:
    """Draw the time axis: the months of the stretch."""
    canvas, sizes = chart.canvas, chart.sizes
    canvas.line(
        [(plot.x, plot.bottom), (plot.right, plot.bottom)], Stroke(sizes.stroke * 2)
    )
    stretch = chart.edition.events[settings.stretch]
    month = stretch.start
    while month <= stretch.end:
        x = _day_x(chart, settings, plot, month)
        after = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
        tick = [
            (x + sizes.stroke / 2, plot.bottom),
            (x + sizes.stroke / 2, plot.bottom + sizes.base * 1.4),
        ]
        canvas.line(tick, Stroke(sizes.stroke))
        y = plot.bottom + sizes.base * 0.7 + canvas.cap_height(sizes.head)
        said = chart.edition.date(month, "month")
        canvas.text(x + sizes.base * 0.5, y, said, sizes.head)
        month = after


def _scale(
    chart: Chart,
    settings: Settings,
    area: Area,
    plot: Area,
    per_unit: float,
    most: float,
) -> None:
    """Draw dotted lines at each step, cut where texts stand, and their numbers."""
    canvas, sizes = chart.canvas, chart.sizes
    lines = []
    for value in range(settings.step, int(most), settings.step):
        y = plot.bottom - value * per_unit
        lines.append(((plot.x, y), (plot.right, y)))
        baseline = y + canvas.cap_height(sizes.label) / 2
        x = plot.x - sizes.base * 0.5
        canvas.text(x, baseline, _said(chart, value), sizes.label, anchor="end")
    marks.guides(chart, lines, marks.guide(chart))


def _table(chart: Chart, settings: Settings) -> Rows:
    say = chart.edition.say
    rows = [("", "", settings.number)]
    rows.append((settings.claim_is, settings.stretch_is, say(settings.claim)))
    for column in settings.columns:
        rows.append((column.name, settings.day_is, say(column.fact)))
        if column.inside:
            rows.append((column.inside_is or "", settings.day_is, say(column.inside)))
    return tuple(rows)
