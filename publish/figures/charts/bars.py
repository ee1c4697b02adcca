"""Bars from one zero, to the left where values lie below it; or dots on stalks.

Rows stand as the specification orders them. A bar ends as surely as its value is
known: ragged for "about", with an open dashed end for "more than". Lengths are points.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from publish.figures.brush import unknown
from publish.figures.canvas import Stroke, circle
from publish.figures.charts import marks
from publish.figures.charts.chart import (
    Chart,
    ChartSettings,
    FactKey,
    Rows,
    Setting,
    Words,
)
from publish.figures.frame import Area, require
from publish.figures.sizes import Type

LEAST_ROW, MOST_ROW = 1.6, 3.4  # of the base size
BAR = 0.46  # of a row
DOT = 0.16  # radius of the dot on a stalk, of a row
OPEN = 0.08  # of the scale, kept beyond the longest bar for an open end
NUMERAL = 2.2  # largest, of the base size


class Row(Setting):
    """What is measured, and its value: below zero it lies left of the line."""

    name: Words
    fact: FactKey


class Settings(ChartSettings):
    """``measure`` heads the numerals; ``mark`` is a bar, or a dot on a stalk."""

    side: Words
    measure: Words
    mark: Literal["bar", "stalk"] = "bar"
    rows: Annotated[tuple[Row, ...], Field(min_length=2)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        return (row.fact for row in self.rows)


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the rows on one scale; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    head = canvas.cap_height(sizes.aside) + sizes.base * 1.1
    count = len(settings.rows)
    height = min((area.height - head) / count, sizes.base * MOST_ROW)
    least = sizes.base * LEAST_ROW
    require(height >= least, chart.figure, sizes, (least - height) * count)
    numeral = Type("display", min(height * 0.72, sizes.base * NUMERAL), 500)
    named = [(row.name, row.fact) for row in settings.rows]
    left, right = marks.columns(chart, named, numeral, area)
    values = [chart.value(row.fact) for row in settings.rows]
    low, high = min(0.0, *values), max(0.0, *values)
    per_unit = (right - left) / ((high - low or 1.0) * (1 + OPEN))
    zero = left - low * per_unit
    y = area.y + canvas.cap_height(sizes.aside)
    canvas.text(area.right, y, settings.measure, sizes.aside, anchor="end")
    y = area.y + head
    for row in settings.rows:
        canvas.line([(area.x, y), (area.right, y)], Stroke(sizes.stroke))
        baseline = y + (height + canvas.cap_height(sizes.head)) / 2
        canvas.text(area.x, baseline, row.name, sizes.head)
        baseline = y + (height + canvas.cap_height(numeral)) / 2
        marks.numeral_right(chart, area.right, baseline, row.fact, numeral)
        _mark(chart, settings, row.fact, zero, y, height, per_unit)
        y += height
    canvas.line([(zero, area.y + head), (zero, y)], Stroke(sizes.stroke * 1.2), "zero")
    rows = [(row.name, _cell(chart, row.fact)) for row in settings.rows]
    return (("", settings.measure), *rows)


def _cell(chart: Chart, key: str) -> str:
    """Return a value for the data table: qualifier, sign and number."""
    words = marks.said(chart, key)
    return " ".join(filter(None, (words.before, words.number, words.after)))


def _mark(
    chart: Chart,
    settings: Settings,
    key: str,
    zero: float,
    y: float,
    height: float,
    per_unit: float,
) -> None:
    """Draw a value as a bar or as a dot on a stalk, from zero on."""
    canvas, sizes = chart.canvas, chart.sizes
    brush, end = chart.brush(settings.side), zero + chart.value(key) * per_unit
    if settings.mark == "stalk":
        middle = y + height / 2
        canvas.line([(zero, middle), (end, middle)], Stroke(sizes.stroke * 2))
        brush.paint(canvas, circle(end, middle, height * DOT), f"dot-{key}")
        return
    bar = height * BAR
    top = y + (height - bar) / 2
    brush.paint(canvas, marks.bar_shape(chart, key, zero, top, end, bar), f"bar-{key}")
    if chart.fact(key).qualifier in marks.OPEN_ENDED:
        limit = end + (1 if end >= zero else -1) * OPEN / 2 * abs(end - zero)
        edges = [[(end, top + h), (limit, top + h)] for h in (0.0, bar)]
        canvas.lines(edges, unknown(sizes))
