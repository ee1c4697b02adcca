"""Falls from one level: a line for each measure, from its base year to what was left.

Where a source gives a range, or two sources differ, the line becomes a wedge between
the two values. The scale starts at zero. Lengths are points.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from publish.domain.wording import say_number
from publish.figures.brush import Brush
from publish.figures.canvas import Fill, Stroke, circle, outline
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
from publish.figures.charts.placing import spread
from publish.figures.frame import Area, require

BASE = 100.0  # what an index and a change in per cent count from
LABEL_LEFT = 2.4  # of the base size, from the plot to its labels
LABEL_GAP = 0.35  # of the base size, between labels
LEAST_HEIGHT, LEAST_WIDTH = 11.0, 12.0  # of the base size
RADIUS = 0.3  # of the base size


class Line(Setting):
    """One measure: its name, what it counts from, one value or two."""

    name: Words
    detail: Words
    fact: FactKey
    other: FactKey | None = None


class Settings(ChartSettings):
    """``between`` joins two values of one line: a dash, or a word with spaces."""

    side: Words
    base_is: Words
    now_is: Words
    between: Words
    left: Words
    said: Words
    dispute: RowKey
    lines: Annotated[tuple[Line, ...], Field(min_length=2)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        for line in self.lines:
            yield line.fact
            if line.other:
                yield line.other

    def table_rows(self) -> Iterator[tuple[str, str]]:
        """Yield the dispute between two of the values."""
        yield "disputes", self.dispute


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the lines and their labels; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    head = canvas.cap_height(sizes.aside) + sizes.base * 1.2
    foot = _label_height(chart) / 2
    scale = canvas.width_of(_base(chart), sizes.value) + sizes.base
    width = area.width - scale - sum(_label_widths(chart, settings))
    plot = Area(area.x + scale, area.y + head, width, area.height - head - foot)
    lacking = max(
        sizes.base * LEAST_HEIGHT - plot.height, sizes.base * LEAST_WIDTH - plot.width
    )
    require(lacking <= 0, chart.figure, sizes, lacking)
    _axis(chart, settings, area, plot)
    lines = sorted(settings.lines, key=lambda line: -max(_left(chart, line)))
    for line in lines:
        _line(chart, settings, line, plot)
    _labels(chart, settings, lines, area, plot)
    return _table(chart, settings)


def _label_height(chart: Chart) -> float:
    """Return the height of a name with its detail, and the gap to the next."""
    sizes = chart.sizes
    words = sizes.leading(sizes.head) + sizes.leading(sizes.note)
    return words + sizes.base * LABEL_GAP


def _label_widths(chart: Chart, settings: Settings) -> tuple[float, float]:
    """Return the widths of the numerals, with what stands before them, and of words."""
    sizes, width_of = chart.sizes, chart.canvas.width_of
    numbers, words = [], []
    for line in settings.lines:
        numbers.append(width_of(_said(chart, settings, line), sizes.numeral))
        words.append(width_of(line.name, sizes.head))
        words.append(width_of(line.detail, sizes.note))
    return max(numbers) + sizes.base * (LABEL_LEFT + 0.8), max(words)


def _base(chart: Chart) -> str:
    return say_number(Decimal(int(BASE)), chart.edition.language)


def _left(chart: Chart, line: Line) -> list[float]:
    """Return what was left of the base, the least first."""
    return sorted(_left_of(chart, key) for key in (line.fact, line.other) if key)


def _left_of(chart: Chart, key: str) -> float:
    """Return what a fact leaves of the base; a fall is given as a negative change."""
    value = chart.value(key)
    return BASE + value if value < 0 else value


def _y(plot: Area, value: float) -> float:
    return plot.bottom - plot.height * value / BASE


def _axis(chart: Chart, settings: Settings, area: Area, plot: Area) -> None:
    """Draw the two uprights, the base line and zero."""
    canvas, sizes = chart.canvas, chart.sizes
    y = area.y + canvas.cap_height(sizes.aside)
    canvas.text(plot.x, y, settings.base_is, sizes.aside)
    canvas.text(plot.right, y, settings.now_is, sizes.aside, anchor="end")
    thin = Stroke(sizes.stroke)
    canvas.line([(plot.x, plot.bottom), (plot.right, plot.bottom)], thin, "zero")
    ends = [(plot.right, plot.y), (plot.right, plot.bottom)]
    canvas.line(ends, thin)
    canvas.line([(plot.x, plot.y), (plot.x, plot.bottom)], thin)
    level = [(plot.x, plot.y), (plot.right, plot.y)]
    canvas.line(level, marks.guide(chart), "base")
    numerals = (
        (BASE, _base(chart)),
        (0.0, say_number(Decimal(0), chart.edition.language)),
    )
    for value, said in numerals:
        baseline = _y(plot, value) + canvas.cap_height(sizes.value) / 2
        x = plot.x - sizes.base * 0.6
        canvas.text(x, baseline, said, sizes.value, anchor="end")


def _line(chart: Chart, settings: Settings, line: Line, plot: Area) -> None:
    """Draw one fall: a line, or a wedge between two values."""
    canvas, sizes = chart.canvas, chart.sizes
    brush, values = chart.brush(settings.side), _left(chart, line)
    start = (plot.x, plot.y)
    ends = [(plot.right, _y(plot, value)) for value in values]
    if len(ends) > 1:
        wedge = Brush(brush.ink, "hatch", sizes.stroke)
        wedge.paint(canvas, outline([start, *ends]), f"wedge-{line.fact}")
    for end in ends:
        canvas.line([start, end], Stroke(sizes.stroke * 2.4, brush.ink))
    for key, end in zip(_keys(chart, line), ends, strict=True):
        dot = circle(*end, sizes.base * RADIUS)
        canvas.shape(dot, Fill(brush.ink), None, f"dot-{key}")


def _keys(chart: Chart, line: Line) -> list[str]:
    """Return the facts of a line in the order of ``_left``."""
    keys = [key for key in (line.fact, line.other) if key]
    return sorted(keys, key=lambda key: _left_of(chart, key))


def _said(chart: Chart, settings: Settings, line: Line) -> str:
    language = chart.edition.language
    numbers = [say_number(Decimal(f"{v:g}"), language) for v in _left(chart, line)]
    return settings.between.join(numbers)


def _labels(
    chart: Chart, settings: Settings, lines: list[Line], area: Area, plot: Area
) -> None:
    """Set a number, a name and a detail for each line, spread along the edge."""
    canvas, sizes = chart.canvas, chart.sizes
    wanted = [
        _y(plot, sum(_left(chart, line)) / len(_left(chart, line))) for line in lines
    ]
    numeral = sizes.numeral
    height = _label_height(chart)
    words = height - sizes.base * LABEL_GAP
    room = (plot.y - sizes.base * 0.5, plot.bottom + height / 2)
    short = height * len(lines) - (room[1] - room[0])
    require(short <= 0, chart.figure, sizes, short)
    middles = spread(wanted, [height] * len(lines), *room)
    left = plot.right + sizes.base * (LABEL_LEFT - 0.5)
    column = area.right - _label_widths(chart, settings)[1]
    for line, y, middle in zip(lines, wanted, middles, strict=True):
        baseline = middle + canvas.cap_height(numeral) / 2
        said, end = _said(chart, settings, line), column - sizes.base * 0.8
        canvas.text(end, baseline, said, numeral, anchor="end")
        number = end - canvas.width_of(said, numeral)
        leader = [(plot.right + sizes.base * 0.6, y), (left, middle)]
        leader.append((max(left, number - sizes.base * 0.5), middle))
        canvas.line(leader, Stroke(sizes.stroke))
        top = middle - words / 2 + canvas.cap_height(sizes.head) + sizes.base * 0.15
        canvas.text(column, top, line.name, sizes.head)
        foot = top + sizes.leading(sizes.note)
        canvas.text(column, foot, line.detail, sizes.note)


def _table(chart: Chart, settings: Settings) -> Rows:
    rows = [("", settings.said, settings.left)]
    for line in settings.lines:
        said = [chart.edition.say(key) for key in (line.fact, line.other) if key]
        rows.append((line.name, "; ".join(said), _said(chart, settings, line)))
    return tuple(rows)
