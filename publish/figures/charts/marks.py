"""Marks that several kinds of chart share: bars with honest ends, numerals, lines.

A bar ends as surely as its value is known: a straight edge for a count, a ragged
one for "about", an open dashed one for "more than". Lengths are points.
"""

from dataclasses import dataclass

from publish.figures.brush import Brush, rectangle, unknown
from publish.figures.canvas import Fill, Path, Point, Stroke, circle, outline
from publish.figures.charts.chart import Chart
from publish.figures.frame import Area
from publish.figures.sizes import Type

OPEN_ENDED = ("more than", "at least")
ROUGH = ("about", "up to", "range-low", "range-high")
TEETH = 4
MINUS = "\N{MINUS SIGN}"
DOTS = (1.0, 4.0)  # of a guide: dash and gap in widths of the line
GUIDE_GAP = 0.25  # of the base size, between a guide and a text that cuts it
GUIDE_LEAST = 1.5  # of the base size: the least piece of a line between two texts


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as printed: the number, and the words of its qualifier round it."""

    before: str
    number: str
    after: str


def said(chart: Chart, key: str) -> Said:
    """Return a fact's printed number, with its sign, apart from its qualifier."""
    number = chart.edition.say(key, "number")
    before, _, after = chart.edition.say(key, "bare").partition(number)
    sign = MINUS if chart.value(key) < 0 else ""
    return Said(before.strip(), f"{sign}{number}", after.strip())


def numeral(chart: Chart, x: float, y: float, key: str, kind: Type) -> float:
    """Set a fact's qualifier in label type and its number large; return the end."""
    words, gap = said(chart, key), chart.sizes.base * 0.4
    if words.before:
        x += chart.canvas.text(x, y, words.before, chart.sizes.label) + gap
    x += chart.canvas.text(x, y, words.number, kind)
    if words.after:
        x += gap
        x += chart.canvas.text(x, y, words.after, chart.sizes.label)
    return x


def numeral_right(chart: Chart, x: float, y: float, key: str, kind: Type) -> float:
    """Set a fact's number to end at ``x``, qualifier first; return where it starts."""
    words, gap = said(chart, key), chart.sizes.base * 0.4
    for text, face in (
        (words.after, chart.sizes.label),
        (words.number, kind),
        (words.before, chart.sizes.label),
    ):
        if text:
            x -= chart.canvas.text(x, y, text, face, anchor="end") + gap
    return x + gap


def width_right(chart: Chart, key: str, kind: Type) -> float:
    """Return the width that ``numeral_right`` takes, with the gap before it."""
    words, gap = said(chart, key), chart.sizes.base * 0.4
    width = chart.canvas.width_of(words.number, kind) + gap
    for text in filter(None, (words.before, words.after)):
        width += chart.canvas.width_of(text, chart.sizes.label) + gap
    return width


def bar(
    chart: Chart,
    brush: Brush,
    key: str,
    *,
    x: float,
    y: float,
    per_unit: float,
    height: float,
    limit: float,
    step: float,
) -> None:
    """Draw a fact as a bar from ``x``, ``per_unit`` pt a unit, at most to ``limit``.

    The area is that of the value, ragged or not. White lines part every ``step``.
    """
    value, qualifier = chart.value(key), chart.fact(key).qualifier
    end = x + value * per_unit
    brush.paint(chart.canvas, bar_shape(chart, key, x, y, end, height), f"bar-{key}")
    white = Stroke(chart.sizes.keyline * 1.5, "stock")
    ticks, position = [], step
    while position < value:
        at = x + position * per_unit
        ticks.append([(at, y), (at, y + height)])
        position += step
    chart.canvas.lines(ticks, white)
    if qualifier in OPEN_ENDED:
        edges = [[(end, y + h), (limit, y + h)] for h in (0.0, height)]
        chart.canvas.lines(edges, unknown(chart.sizes))


def bar_shape(
    chart: Chart, key: str, x: float, y: float, end: float, height: float
) -> Path:
    """Return a fact's bar from ``x`` to ``end``: ragged where the value is rough."""
    if chart.fact(key).qualifier in ROUGH:
        return _ragged(x, y, end, height)
    return rectangle(x, y, end - x, height)


def columns(
    chart: Chart, rows: list[tuple[str, str]], numeral: Type, area: Area
) -> tuple[float, float]:
    """Return where bars begin and end, between names and numerals.

    ``rows`` are names, each with the key of its fact.
    """
    gap = chart.sizes.base * 1.4
    names = max(chart.canvas.width_of(name, chart.sizes.head) for name, _ in rows)
    numbers = max(width_right(chart, key, numeral) for _, key in rows)
    return area.x + names + gap, area.right - numbers - gap * 0.5


def _ragged(x: float, y: float, end: float, height: float) -> Path:
    """Return a bar whose end is a saw that keeps the mean length."""
    depth = min(height * 0.16, abs(end - x) / 2)
    teeth = [
        (end + (depth if i % 2 else -depth), y + height * i / TEETH)
        for i in range(TEETH + 1)
    ]
    return outline([(x, y), *teeth, (x, y + height)])


def unknown_bar(
    chart: Chart, x: float, y: float, width: float, height: float, part: str
) -> None:
    """Draw what has no known value: from zero on, dashed and open at its end.

    Its lower edge is the rule on which the row stands.
    """
    zero = Stroke(chart.sizes.stroke * 1.2)
    chart.canvas.line([(x, y + height), (x, y)], zero)
    chart.canvas.line([(x, y), (x + width, y)], unknown(chart.sizes), part)


def paragraph(
    chart: Chart,
    x: float,
    y: float,
    lines: list[str],
    kind: Type,
    *,
    anchor: str = "start",
) -> float:
    """Set lines of text from the baseline ``y`` on; return the last baseline."""
    step = chart.sizes.leading(kind)
    for number, line in enumerate(lines):
        chart.canvas.text(x, y + number * step, line, kind, anchor=anchor)
    return y + (len(lines) - 1) * step


def ring(chart: Chart, x: float, y: float, radius: float, part: str = "") -> None:
    """Draw a point that is one of several versions: open, black on white."""
    fill = Fill("stock")
    chart.canvas.shape(
        circle(x, y, radius), fill, Stroke(chart.sizes.stroke * 1.4), part
    )


def guide(chart: Chart) -> Stroke:
    """Return the line that orders without being data: dotted, black, hair thin."""
    return Stroke(chart.sizes.stroke, dash=DOTS)


def guides(chart: Chart, lines: list[tuple[Point, Point]], stroke: Stroke) -> None:
    """Draw level or upright lines, cut where a text stands already.

    Between two texts a line that is hardly longer than a letter is left out.
    """
    pad, least = chart.sizes.base * GUIDE_GAP, chart.sizes.base * GUIDE_LEAST
    boxes = chart.canvas.text_boxes(pad)
    pieces = [piece for a, b in lines for piece in _cut(a, b, boxes, least)]
    chart.canvas.lines(pieces, stroke)


def _cut(
    a: Point, b: Point, boxes: list[tuple[float, float, float, float]], least: float
) -> list[list[Point]]:
    """Return the parts of a level or upright line that lie outside boxes.

    Those between two boxes are at least as long as told.
    """
    along = 0 if a[1] == b[1] else 1
    across = 1 - along
    blocks = sorted(
        (box[along], box[along + 2])
        for box in boxes
        if box[across] < a[across] < box[across + 2]
    )
    pieces, position = [], a[along]
    for start, end in [*blocks, (b[along], b[along])]:
        stop = min(start, b[along])
        between = position > a[along] and stop < b[along]
        if stop - position > (least if between else 0):
            ends = (position, stop)
            pieces.append([(e, a[1]) if along == 0 else (a[0], e) for e in ends])
        position = max(position, end)
    return pieces
