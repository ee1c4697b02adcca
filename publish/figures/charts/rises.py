"""Rises as a table: what one unit became, drawn to one scale, the greatest last.

The outline is the level before the rise, equal in every row; what is filled came on
top of it. Bars start at zero. Lengths are points.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from publish.figures.brush import rectangle, unknown
from publish.figures.canvas import Stroke
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

BEFORE = 100.0  # the level from which a rise in per cent counts
OPEN_SHARE = 0.16  # of a bar's outline, drawn beyond what "more than" is known to be
BAR_SHARE = 0.46  # of a row
LEAST_ROW = 1.45  # of the base size
MOST_ROW = 3.4
MOST_NUMERAL = 2.2


class Row(Setting):
    """What became dearer, and by how much."""

    name: Words
    fact: FactKey


class Settings(ChartSettings):
    """``before`` names the outlines, ``rise`` the numerals."""

    side: Words
    before: Words
    rise: Words
    rows: Annotated[tuple[Row, ...], Field(min_length=2)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        return (row.fact for row in self.rows)


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the rows from the least rise to the greatest; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    rows = sorted(settings.rows, key=lambda row: chart.value(row.fact))
    head = canvas.cap_height(sizes.aside) + sizes.base * 1.1
    height = min((area.height - head) / len(rows), sizes.base * MOST_ROW)
    require(
        height >= sizes.base * LEAST_ROW,
        chart.figure,
        sizes,
        (sizes.base * LEAST_ROW - height) * len(rows),
    )
    numeral = Type("display", min(height * 0.72, sizes.base * MOST_NUMERAL), 500)
    named = [(row.name, row.fact) for row in rows]
    left, right = marks.columns(chart, named, numeral, area)
    per_cent = (right - left) / (BEFORE + max(chart.value(r.fact) for r in rows))
    _heads(chart, settings, area, left, left + BEFORE * per_cent)
    y = area.y + head
    for row in rows:
        canvas.line([(area.x, y), (area.right, y)], Stroke(sizes.stroke))
        _row(chart, settings, row, area, y, height, left, per_cent, numeral)
        y += height
    rest = [(row.name, chart.edition.say(row.fact)) for row in rows]
    return (("", settings.rise), *rest)


def _heads(
    chart: Chart, settings: Settings, area: Area, left: float, level: float
) -> None:
    """Name the outline, the filled part and the numerals."""
    canvas, sizes = chart.canvas, chart.sizes
    y = area.y + canvas.cap_height(sizes.aside)
    canvas.text(area.right, y, settings.rise, sizes.aside, anchor="end")
    wide = canvas.text(left, y, settings.before, sizes.aside)
    over = left + wide + sizes.base - level
    require(over <= canvas.width, chart.figure, sizes, over)


def _row(
    chart: Chart,
    settings: Settings,
    row: Row,
    area: Area,
    y: float,
    height: float,
    left: float,
    per_cent: float,
    numeral: Type,
) -> None:
    """Draw one row: name, outline of the level before, rise, numeral."""
    canvas, sizes = chart.canvas, chart.sizes
    baseline = y + (height + canvas.cap_height(sizes.head)) / 2
    canvas.text(area.x, baseline, row.name, sizes.head)
    baseline = y + (height + canvas.cap_height(numeral)) / 2
    marks.numeral_right(chart, area.right, baseline, row.fact, numeral)
    bar = height * BAR_SHARE
    top = y + (height - bar) / 2
    level = left + BEFORE * per_cent
    before = rectangle(left, top, level - left, bar)
    canvas.shape(before, None, Stroke(sizes.stroke), f"before-{row.fact}")
    rise = chart.value(row.fact) * per_cent
    brush = chart.brush(settings.side)
    brush.paint(canvas, rectangle(level, top, rise, bar), f"bar-{row.fact}")
    if chart.fact(row.fact).qualifier in marks.OPEN_ENDED:
        end = level + rise
        limit = end + BEFORE * per_cent * OPEN_SHARE
        edges = [[(end, top + h), (limit, top + h)] for h in (0.0, bar)]
        canvas.lines(edges, unknown(sizes))
