"""Shares of a known whole as one strip, parted into its units by tens.

A part without a fact is what the named parts leave; its size is then a bound and
it is drawn as unknown. Labels hang below like a stair, each from where its part
begins. Lengths are points.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from publish.domain.wording import say_number
from publish.figures.brush import rectangle, unknown
from publish.figures.canvas import DESCENT, Stroke
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

UNITS = 10  # counted between two white lines
PART_GAP = 0.5  # of the base size
MOST_STRIP, LEAST_STRIP = 5.0, 1.6  # of the base size
MOST_STEP, LEAST_STEP = 3.0, 1.75  # of the base size: from label to label
NUMBER_SIZE = 1.7  # of the base size
LABELS_SHARE = 0.74  # of the height
LEADER = 0.5  # of the base size, from a leader to its label


class Part(Setting):
    """One part; without a fact, what is left of the whole."""

    name: Words
    fact: FactKey | None = None


class Settings(ChartSettings):
    """``left`` stands before the number of the part without a fact: "at most"."""

    side: Words
    whole: FactKey
    left: Words
    unit: Words
    parts: Annotated[tuple[Part, ...], Field(min_length=2)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        yield self.whole
        yield from (part.fact for part in self.parts if part.fact)


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the strip and the stair of labels; return the data table."""
    sizes, count = chart.sizes, len(settings.parts)
    height = area.height - sizes.base * DESCENT
    step = min(height * LABELS_SHARE / count, sizes.base * MOST_STEP)
    strip = min(height - step * count, sizes.base * MOST_STRIP)
    lacking = sizes.base * LEAST_STRIP - strip
    lacking += max(0.0, sizes.base * LEAST_STEP - step) * count
    require(
        strip >= sizes.base * LEAST_STRIP and step >= sizes.base * LEAST_STEP,
        chart.figure,
        sizes,
        lacking,
    )
    gap = sizes.base * PART_GAP
    per_unit = (area.width - gap * (count - 1)) / chart.value(settings.whole)
    x = area.x
    for number, part in enumerate(settings.parts):
        width = _value(chart, settings, part) * per_unit
        _part(chart, settings, part, x, area.y, width, strip, per_unit)
        level = area.y + strip + step * (count - number)
        _label(chart, settings, part, x, area.y + strip, level, area.right)
        x += width + gap
    return _table(chart, settings)


def _value(chart: Chart, settings: Settings, part: Part) -> float:
    if part.fact:
        return chart.value(part.fact)
    named = sum(chart.value(p.fact) for p in settings.parts if p.fact)
    return chart.value(settings.whole) - named


def _number(chart: Chart, settings: Settings, part: Part) -> str:
    if part.fact:
        return chart.edition.say(part.fact, "bare")
    left = Decimal(round(_value(chart, settings, part)))
    return f"{settings.left} {say_number(left, chart.edition.language)}"


def _part(
    chart: Chart,
    settings: Settings,
    part: Part,
    x: float,
    y: float,
    width: float,
    height: float,
    per_unit: float,
) -> None:
    """Draw one part; white lines part it by tens."""
    canvas, sizes = chart.canvas, chart.sizes
    shape = rectangle(x, y, width, height)
    if not part.fact:
        canvas.shape(shape, None, unknown(sizes), "left")
        return
    chart.brush(settings.side).paint(canvas, shape, f"part-{part.fact}")
    places = range(UNITS, int(-(-chart.value(part.fact) // 1)), UNITS)
    ticks = [[(x + n * per_unit, y), (x + n * per_unit, y + height)] for n in places]
    canvas.lines(ticks, Stroke(sizes.keyline * 1.5, "stock"))


def _label(
    chart: Chart,
    settings: Settings,
    part: Part,
    x: float,
    top: float,
    baseline: float,
    right: float,
) -> None:
    """Hang a label from where its part begins."""
    canvas, sizes = chart.canvas, chart.sizes
    numeral = Type("display", sizes.base * NUMBER_SIZE, 500)
    inset = sizes.stroke / 2
    canvas.line([(x + inset, top), (x + inset, baseline)], Stroke(sizes.stroke))
    start = x + sizes.base * LEADER
    number = _number(chart, settings, part)
    kind = numeral if part.fact else sizes.aside
    start += canvas.text(start, baseline, number, kind) + sizes.base * 0.6
    start += canvas.text(start, baseline, part.name, sizes.label)
    require(start <= right, chart.figure, sizes, start - right)


def _table(chart: Chart, settings: Settings) -> Rows:
    rows = [("", settings.unit)]
    rows += [(part.name, _number(chart, settings, part)) for part in settings.parts]
    return tuple(rows)
