"""Growing numbers of men as rows of counted figures, to one scale, row under row.

Number, words and men stand in three columns; men begin at one edge, like bars.

One figure stands for a fixed number; a remainder is a figure cut upright, and
"more than" adds a dashed one. Lengths are points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, inf
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
WORDS = 11.0  # widest line of words in multiples of the base size
SMALLER = 0.97  # step by which men are tried
ABOVE = 0.6  # of the base size, above and below what stands in a row


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


@dataclass(frozen=True, slots=True)
class Plan:
    """Left edges of words and men, height and pitch of men, how many in a line."""

    words_x: float
    men_x: float
    man: float
    pitch: float
    across: int


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the rows; return the data table."""
    sizes = chart.sizes
    plan = _largest(chart, settings, area)
    y = area.y
    spare = area.height - _total(chart, settings, plan.man, plan.across)
    pad = min(spare / len(settings.rows), sizes.base * 1.5)
    for row in settings.rows:
        chart.canvas.line([(area.x, y), (area.right, y)], Stroke(sizes.stroke))
        _words(chart, row, area.x, plan.words_x, y)
        _men(chart, settings, row, plan, y + sizes.base * ABOVE)
        y += _height(chart, row, settings, plan.man, plan.across) + pad
    return (
        ("", "", settings.men),
        *((row.when, row.name, chart.edition.say(row.fact)) for row in settings.rows),
    )


def _largest(chart: Chart, settings: Settings, area: Area) -> Plan:
    """Return the plan with the greatest height of men at which all rows fit."""
    canvas, sizes = chart.canvas, chart.sizes
    gap = sizes.base * 1.2
    numbers = (_number_width(chart, row) for row in settings.rows)
    words_x = area.x + max(numbers) + gap
    names = [line for row in settings.rows for line in _names(chart, row)]
    names += [row.when for row in settings.rows]
    men_x = words_x + max(canvas.width_of(name, sizes.head) for name in names) + gap
    counts = [_count(chart, settings, row) for row in settings.rows]
    found, best = 0.0, FIVE
    least, lacking = sizes.base * LEAST_MAN, inf
    for across in range(FIVE, ceil(max(counts)) + FIVE, FIVE):
        man = (area.right - men_x) / ((across - 1) * PITCH + 1) / MAN_WIDTH
        man = min(man, sizes.base * MOST_MAN)
        over = _total(chart, settings, man, across) - area.height
        while over > 0 and man > max(found, least):
            man *= SMALLER
            over = _total(chart, settings, man, across) - area.height
        lacking = min(lacking, over)
        if over <= 0 and man > found:
            found, best = man, across
    require(found >= least, chart.figure, sizes, max(lacking, sizes.base))
    pitch = (area.right - men_x - found * MAN_WIDTH) / max(1, best - 1)
    pitch = min(pitch, found * MAN_WIDTH * MOST_PITCH)
    return Plan(words_x, men_x, found, pitch, best)


def _number_width(chart: Chart, row: Row) -> float:
    """Return the width of a row's number with its qualifier."""
    gap = chart.sizes.base * 0.4
    return marks.width_right(chart, row.fact, chart.sizes.numeral) - gap


def _names(chart: Chart, row: Row) -> list[str]:
    """Return the lines that say what was counted."""
    width = chart.sizes.base * WORDS
    return chart.canvas.wrap_evenly(row.name, chart.sizes.label, width)


def _total(chart: Chart, settings: Settings, man: float, across: int) -> float:
    return sum(_height(chart, row, settings, man, across) for row in settings.rows)


def _height(
    chart: Chart, row: Row, settings: Settings, man: float, across: int
) -> float:
    """Return the height of a row: that of its words or that of its men."""
    sizes = chart.sizes
    lines = ceil(_count(chart, settings, row) / across)
    men = man * (LINE * (lines - 1) + 1)
    below = sizes.leading(sizes.label) * len(_names(chart, row))
    words = chart.canvas.cap_height(sizes.numeral) + below
    return max(men, words) + sizes.base * 2 * ABOVE


def _count(chart: Chart, settings: Settings, row: Row) -> float:
    """Return the figures of a row, with the dashed one of "more than"."""
    count = chart.value(row.fact) / settings.per_figure
    return count + _is_open(chart, row)


def _is_open(chart: Chart, row: Row) -> bool:
    return chart.fact(row.fact).qualifier in marks.OPEN_ENDED


def _words(chart: Chart, row: Row, left: float, words_x: float, top: float) -> None:
    """Set the number, and beside it when and by whom it was counted."""
    canvas, sizes = chart.canvas, chart.sizes
    y = top + sizes.base * ABOVE + canvas.cap_height(sizes.numeral)
    marks.numeral(chart, left, y, row.fact, sizes.numeral)
    canvas.text(words_x, y, row.when, sizes.head)
    below = y + sizes.leading(sizes.label)
    marks.paragraph(chart, words_x, below, _names(chart, row), sizes.label)


def _men(chart: Chart, settings: Settings, row: Row, plan: Plan, top: float) -> None:
    """Draw the men of a row, line by line."""
    canvas, brush = chart.canvas, chart.brush(settings.side)
    count = chart.value(row.fact) / settings.per_figure
    for number in range(ceil(_count(chart, settings, row))):
        left = plan.men_x + number % plan.across * plan.pitch
        foot = top + (number // plan.across) * plan.man * LINE + plan.man
        if number < count:
            shape = man(left, foot, plan.man, min(1.0, count - number))
            brush.paint(canvas, shape, f"men-{row.fact}-{number}")
        else:
            canvas.shape(man(left, foot, plan.man), None, unknown(chart.sizes))
