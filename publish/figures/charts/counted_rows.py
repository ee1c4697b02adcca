"""Growing numbers of men as rows of counted figures, to one scale, row under row.

One figure stands for a fixed number; a remainder is a figure cut upright, and
"more than" adds a dashed one. Lengths are points.
"""

from collections.abc import Iterator
from math import ceil
from typing import Annotated

from pydantic import Field

from publish.figures.brush import unknown
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
from publish.figures.charts.counted_men import MAN_WIDTH, man
from publish.figures.frame import Area, require

PITCH, MOST_PITCH = 1.5, 2.0  # distance of men in widths
FIVE = 5  # men in a line are counted by fives
LINE = 1.2  # distance of lines of men in heights
MOST_MAN, LEAST_MAN = 3.2, 1.1  # height in multiples of the base size


class Row(Setting):
    """One count: when, who counted, how many."""

    when: Words
    name: Words
    fact: FactKey


class Settings(ChartSettings):
    """One figure stands for ``per_figure`` men."""

    side: Words
    per_figure: Annotated[int, Field(gt=0)]
    men: Words
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        return (row.fact for row in self.rows)


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the rows; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    words = canvas.cap_height(sizes.numeral) + sizes.base * 2.4
    height, across = _largest(chart, settings, area, words)
    pitch = (area.width - height * MAN_WIDTH) / max(1, across - 1)
    pitch = min(pitch, height * MAN_WIDTH * MOST_PITCH)
    y = area.y
    for row in settings.rows:
        _head(chart, row, area, y)
        _men(chart, settings, row, area.x, y + words, height, pitch, across)
        y += words + ceil(_count(chart, settings, row) / across) * height * LINE
    return (
        ("", "", settings.men),
        *((row.when, row.name, chart.edition.say(row.fact)) for row in settings.rows),
    )


def _largest(
    chart: Chart, settings: Settings, area: Area, words: float
) -> tuple[float, int]:
    """Return the greatest height of men at which all rows fit, and men in a line."""
    sizes = chart.sizes
    counts = [_count(chart, settings, row) for row in settings.rows]
    found = (0.0, 1)
    for across in range(FIVE, ceil(max(counts)) + FIVE, FIVE):
        lines = sum(ceil(count / across) for count in counts)
        by_height = (area.height - words * len(counts)) / lines / LINE
        by_width = area.width / ((across - 1) * PITCH + 1) / MAN_WIDTH
        found = max(found, (min(by_height, by_width, sizes.base * MOST_MAN), across))
    least = sizes.base * LEAST_MAN
    require(found[0] >= least, chart.figure, sizes, (least - found[0]) * len(counts))
    return found


def _count(chart: Chart, settings: Settings, row: Row) -> float:
    """Return the figures of a row, with the dashed one of "more than"."""
    count = chart.value(row.fact) / settings.per_figure
    return count + _is_open(chart, row)


def _is_open(chart: Chart, row: Row) -> bool:
    return chart.fact(row.fact).qualifier in marks.OPEN_ENDED


def _head(chart: Chart, row: Row, area: Area, y: float) -> None:
    """Set a rule, the number, and when and by whom it was counted."""
    canvas, sizes = chart.canvas, chart.sizes
    canvas.line([(area.x, y), (area.right, y)], Stroke(sizes.stroke))
    y += sizes.base * 0.8 + canvas.cap_height(sizes.numeral)
    end = marks.numeral(chart, area.x, y, row.fact, sizes.numeral) + sizes.base * 0.7
    end += canvas.text(end, y, row.name, sizes.label) + sizes.base
    start = area.right - canvas.text(area.right, y, row.when, sizes.head, anchor="end")
    require(end <= start, chart.figure, sizes, end - start)


def _men(
    chart: Chart,
    settings: Settings,
    row: Row,
    x: float,
    y: float,
    height: float,
    pitch: float,
    across: int,
) -> None:
    """Draw the men of a row, line by line."""
    canvas, brush = chart.canvas, chart.brush(settings.side)
    count = chart.value(row.fact) / settings.per_figure
    for number in range(ceil(_count(chart, settings, row))):
        left = x + number % across * pitch
        foot = y + (number // across) * height * LINE + height
        if number < count:
            share = min(1.0, count - number)
            brush.paint(
                canvas, man(left, foot, height, share), f"men-{row.fact}-{number}"
            )
        else:
            canvas.shape(man(left, foot, height), None, unknown(chart.sizes))
