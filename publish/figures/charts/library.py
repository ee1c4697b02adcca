"""The sources of the publication by decade and language, each work one stroke.

Works are counted from the table of sources itself: a work that is cited by several
references counts once. One panel for each language, all to one scale. Lengths are
points.
"""

import re
from collections import Counter
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from publish.domain.wording import say_number
from publish.figures.brush import rectangle
from publish.figures.canvas import Stroke
from publish.figures.charts.chart import Chart, ChartSettings, Rows, Setting, Words
from publish.figures.frame import Area, require

DECADE = 10
UNDATED_GAP = 0.5  # of a column, before the works without a year
BOOK = 0.72  # height in pitches
COLUMN = 0.78  # width of a book in columns
MOST_PITCH, LEAST_PITCH = 0.9, 0.3  # of the base size
PRECISION = 0.01  # pt, of the distance of books
_NOT_WORDS = re.compile(r"\W")


class Language(Setting):
    """One language of the table of sources, and its name here."""

    is_called: Words
    name: Words


class Settings(ChartSettings):
    """``languages`` in the order of the panels; ``undated`` heads works without year.

    ``works`` heads the totals of the data table.
    """

    side: Words
    undated: Words
    works: Words
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]


Count = Counter[tuple[str, int | None]]


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw a panel for each language; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    count = _count(chart)
    decades = sorted({decade for _, decade in count if decade is not None})
    foot = canvas.cap_height(sizes.label) + sizes.base * 1.1
    tallest = [_most(count, language) for language in settings.languages]
    pitch = _pitch(chart, tallest, area.height - foot)
    width = area.width / (len(decades) + 1 + UNDATED_GAP)
    y = area.y
    for language, most in zip(settings.languages, tallest, strict=True):
        panel = Area(area.x, y, area.width, _height(chart, most, pitch))
        _panel(chart, settings, language, count, decades, panel, width, pitch)
        y = panel.bottom
    _axis(chart, settings, decades, area, y, width)
    return _table(chart, settings, count, decades)


def _height(chart: Chart, most: int, pitch: float) -> float:
    """Return the height of a panel: its tallest stack, and never less than its head."""
    head = chart.canvas.cap_height(chart.sizes.numeral) + chart.sizes.base * 1.8
    return max(most * pitch + chart.sizes.base * 0.6, head)


def _pitch(chart: Chart, tallest: list[int], height: float) -> float:
    """Return the greatest distance of books at which all panels fit."""
    sizes = chart.sizes

    def over(pitch: float) -> float:
        return sum(_height(chart, most, pitch) for most in tallest) - height

    low, high = sizes.base * LEAST_PITCH, sizes.base * MOST_PITCH
    require(over(low) <= 0, chart.figure, sizes, over(low))
    while high - low > PRECISION:
        middle = (low + high) / 2
        low, high = (middle, high) if over(middle) <= 0 else (low, middle)
    return low


def _count(chart: Chart) -> Count:
    """Return how many works there are of each language and decade."""
    seen: set[str] = set()
    found: Count = Counter()
    for source in chart.edition.sources.values():
        work = _NOT_WORDS.sub("", source.work.casefold())
        if work in seen:
            continue
        seen.add(work)
        decade = source.year // DECADE * DECADE if source.year else None
        found[source.language, decade] += 1
    return found


def _most(count: Count, language: Language) -> int:
    return max(n for (name, _), n in count.items() if name == language.is_called)


def _total(count: Count, language: Language) -> int:
    return sum(n for (name, _), n in count.items() if name == language.is_called)


def _panel(
    chart: Chart,
    settings: Settings,
    language: Language,
    count: Count,
    decades: list[int],
    panel: Area,
    width: float,
    pitch: float,
) -> None:
    """Draw a language's books, stacked from the panel's foot, and its total."""
    canvas, sizes = chart.canvas, chart.sizes
    y = panel.y + sizes.base * 0.7 + canvas.cap_height(sizes.numeral)
    said = say_number(Decimal(_total(count, language)), chart.edition.language)
    x = panel.x + canvas.text(panel.x, y, said, sizes.numeral) + sizes.base * 0.6
    canvas.text(x, y, language.name, sizes.head)
    brush = chart.brush(settings.side)
    for number, decade in enumerate([*decades, None]):
        left = panel.x + width * (number + (UNDATED_GAP if decade is None else 0))
        for book in range(count[language.is_called, decade]):
            top = panel.bottom - (book + BOOK) * pitch - sizes.stroke
            shape = rectangle(left, top, width * COLUMN, pitch * BOOK)
            name = f"book-{language.is_called.lower()}-{decade or 'undated'}-{book}"
            brush.paint(canvas, shape, name)
    canvas.line(
        [(panel.x, panel.bottom), (panel.right, panel.bottom)], Stroke(sizes.stroke)
    )


def _axis(
    chart: Chart,
    settings: Settings,
    decades: list[int],
    area: Area,
    y: float,
    width: float,
) -> None:
    """Name the decades below the last panel."""
    canvas, sizes = chart.canvas, chart.sizes
    baseline = y + sizes.base * 0.8 + canvas.cap_height(sizes.label)
    for number, decade in enumerate(decades):
        canvas.text(area.x + width * number, baseline, str(decade), sizes.label)
    end = area.x + width * (len(decades) - 1)
    end += canvas.width_of(str(decades[-1]), sizes.label) + sizes.base * 0.5
    x = area.right
    x -= canvas.text(x, baseline, settings.undated, sizes.aside, anchor="end")
    require(end <= x, chart.figure, sizes, end - x)


def _table(chart: Chart, settings: Settings, count: Count, decades: list[int]) -> Rows:
    heads = ["", *map(str, decades), settings.undated, settings.works]
    rows = [tuple(heads)]
    for language in settings.languages:
        cells = [count[language.is_called, decade] for decade in (*decades, None)]
        numbers = map(str, (*cells, _total(count, language)))
        rows.append((language.name, *numbers))
    return tuple(rows)
