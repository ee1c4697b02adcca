"""The axis of the banner: ground in columns, the strip, dates, and marks along it.

In:  the frame, the stations of one side.
Out: marks and lines on the sheet, and the boxes that headings cover.

The upper edge of the strip is a plain wire, the lower a railway as old maps draw
it, one segment a column: so the line itself is the scale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import groupby, pairwise

from publish.pages.banner.frame import Frame
from publish.pages.banner.sheet import Box, Dot, Layer, Line, Rule, Sheet, rect
from publish.pages.banner.stations import Station, moments_of
from publish.pages.banner.timeline import DAY, Column, tracks

FADE_STROKES = 6  # into which each end of a bar breaks up
FADE_SHARE = 0.3  # of a bar's length, at each end
INSET = 0.12  # of a numeral in its column, as a share of the column
SLEEPER = 0.28  # edge of an open segment of the rail, as a share of its height
RAIL_DASH = (1.0, 0.7)  # of the line between disputed hours, in radii of a dot
MONTH_LEADING = 0.98  # under a month's name, in its own size
MEASURE_TICK_MM = 9.0
MEASURE_SPACE_MM = 14.0
COLUMN_WEIGHT = 500


def grounds(frame: Frame, sheet: Sheet) -> None:
    """Lay the columns in two inks, days and hours, each in two tints by turns."""
    bleed, colours = frame.brief.bleed_mm, frame.style.grounds
    low, high = -bleed, frame.height + bleed
    plain = frame.colour(colours.days, colours.days_tints[0])
    whole = Box(frame.style.room.title, low, frame.width + bleed, high)
    sheet.add(Layer.GROUND, rect(whole, plain))
    for number, column in enumerate(frame.scale.columns()):
        name, tints = (
            (colours.hours, colours.hours_tints)
            if column.hourly
            else (colours.days, colours.days_tints)
        )
        box = Box(frame.scale.at(column.start), low, frame.scale.at(column.end), high)
        sheet.add(Layer.GROUND, rect(box, frame.colour(name, tints[number % 2])))
    for moment in frame.scale.opened:
        x = frame.scale.at(moment)
        width = frame.style.marks.first_pole
        sheet.add(
            Layer.POLE,
            Rule(
                (x, low), (x, high), frame.colour(frame.style.lanes["above"].ink), width
            ),
        )


def opened_days(frame: Frame) -> Iterator[datetime]:
    """Yield where each day begins in the part of the scale that shows hours."""
    first, last = frame.scale.opened
    yield first
    day = datetime.combine(first.date(), time()) + DAY
    while day < last:
        yield day
        day += DAY


def strip(frame: Frame, sheet: Sheet) -> None:
    """Draw the strip: its ground, wire and rail, and the name of every column."""
    style, scale, hair = frame.style.strip, frame.scale, frame.style.marks.hair
    low, high = frame.edge("below"), frame.edge("above")
    left, right = frame.style.room.title, frame.width - frame.style.room.key
    soot, white = frame.colour("text"), frame.colour("stock")
    sheet.add(
        Layer.STRIP,
        rect(Box(left, low, right, high), white),
        rect(Box(left, high - style.wire, right, high), soot),
        rect(Box(left, low, right, low + style.rail), soot),
    )
    if frame.timeline.run:
        run = moments_of(frame.timeline.run.span, frame.style, frame.brief.edition)
        first, last = (scale.at(moment) for moment in run)
        ink = frame.colour(frame.style.strip.run)
        sheet.add(Layer.STRIP, rect(Box(first, low, last, low + style.rail), ink))
    numerals = frame.numerals(frame.style.numerals.column, COLUMN_WEIGHT)
    y = (low + style.rail + high - style.wire - numerals.cap_mm) / 2
    inset, sleeper = INSET * scale.column_mm, SLEEPER * style.rail
    for number, column in enumerate(scale.columns()):
        start, end = scale.at(column.start), scale.at(column.end)
        if number % 2:
            gap = Box(start, low + sleeper, end, low + style.rail - sleeper)
            sheet.add(Layer.STRIP, rect(gap, white))
        sheet.add(Layer.STRIP, Rule((start, low), (start, high), soot, hair))
        text = f"{column.start:%H}" if column.hourly else str(column.start.day)
        if numerals.width(text) + 2 * inset <= end - start:
            sheet.write(Line(start + inset, y, text, numerals, soot))
    last = scale.at(scale.end)
    sheet.add(Layer.STRIP, Rule((last, low), (last, high), soot, hair))


@dataclass(frozen=True)
class Heading:
    """Lines and rules that name a stretch of the scale, and the box that they cover."""

    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    box: Box


def date_block(frame: Frame, day: datetime, x: float) -> Heading:
    """Return the date of an opened day in huge numerals, from ``x`` on at the top."""
    huge, top = frame.numerals(frame.style.numerals.date), frame.limit("above")
    ink = frame.colour(frame.style.lanes["above"].ink)
    numeral = Line(x, top - huge.cap_mm, str(day.day), huge, ink)
    beside = numeral.box.right + 1.5 * frame.style.flags.gap
    month = _heading(frame, day, beside, "one-hour")
    box = Box(x, numeral.box.low, month.box.right, top)
    return Heading((numeral, *month.lines), month.rules, box)


def month_block(frame: Frame, day: datetime, x: float) -> Heading:
    """Return the name of a month of day columns, from ``x`` on at the top."""
    return _heading(frame, day, x, "one-day")


def month_spans(frame: Frame) -> Iterator[tuple[datetime, datetime]]:
    """Yield the first stretch of day columns of each month."""
    columns = (column for column in frame.scale.columns() if not column.hourly)
    named = set()
    for month, run in groupby(columns, lambda c: (c.start.year, c.start.month)):
        first, *more = run
        if month not in named:
            named.add(month)
            yield first.start, _end_of_run([first, *more])


def _end_of_run(columns: Sequence[Column]) -> datetime:
    """Return where columns that follow each other without a break end."""
    breaks = (a.end for a, b in pairwise(columns) if a.end != b.start)
    return next(breaks, columns[-1].end)


def _heading(frame: Frame, day: datetime, x: float, unit: str) -> Heading:
    """Return a month's name over the measure of one column."""
    kind, note, soot = frame.kinds["month"], frame.kinds["note"], frame.colour("text")
    edition, top = frame.brief.edition, frame.limit("above")
    name = Line(x, top - kind.cap_mm, edition.date(day.date(), "month"), kind, soot)
    y = name.y - MONTH_LEADING * kind.em_mm
    middle, end = y + note.em_mm * note.face.x_height / 2, x + frame.scale.column_mm
    hair = frame.style.marks.hair
    ticks = (
        Rule((at, middle - MEASURE_TICK_MM), (at, middle + MEASURE_TICK_MM), soot, hair)
        for at in (x, end)
    )
    rules = (*ticks, Rule((x, middle), (end, middle), soot, hair))
    said = Line(end + MEASURE_SPACE_MM, y, edition.label(unit), note, soot)
    right = max(name.box.right, said.box.right)
    return Heading((name, said), rules, Box(x, middle - MEASURE_TICK_MM, right, top))


def marks(frame: Frame, sheet: Sheet, lane: str, here: Sequence[Station]) -> float:
    """Draw the bars and dots of one side; return how far they reach from the strip."""
    style, edge, outward = frame.style.marks, frame.edge(lane), frame.outward(lane)
    ink = frame.style.lanes[lane].ink
    spans = [
        (frame.scale.at(s.start), frame.scale.at(s.end))
        for s in here
        if frame.is_stretch(s)
    ]
    wide = list(dict.fromkeys(spans))
    space, reach = style.hair * 2, style.first_dot
    for span, track in zip(wide, tracks(wide), strict=True):
        near = edge + outward * (space + track * (style.bar + space))
        low, high = sorted((near, near + outward * style.bar))
        fading_bar(frame, sheet, Box(span[0], low, span[1], high), ink)
        reach = max(reach, (track + 1) * (style.bar + space))
    for station in here:
        if frame.is_stretch(station):
            continue
        radius = style.first_dot if station.first_rank else style.dot
        if station.versions:
            hours_given(
                frame, sheet, [frame.scale.at(m) for m in station.versions], edge, ink
            )
        else:
            dot(frame, sheet, frame.x(station), edge, radius, ink)
    return reach


def dot(
    frame: Frame, sheet: Sheet, x: float, y: float, radius: float, ink: str
) -> None:
    """Draw the mark of a known instant."""
    hair = frame.style.marks.hair
    sheet.add(
        Layer.MARK,
        Dot(x, y, radius + 2 * hair, frame.colour("stock")),
        Dot(x, y, radius, frame.colour(ink)),
    )


def hours_given(
    frame: Frame, sheet: Sheet, places: Sequence[float], y: float, ink: str
) -> None:
    """Draw the instants that different sources give, joined by dashes."""
    style, colour = frame.style.marks, frame.colour(ink)
    dash = (style.dot * RAIL_DASH[0], style.dot * RAIL_DASH[1])
    ends = (places[0], y), (places[-1], y)
    sheet.add(Layer.MARK, Rule(*ends, frame.colour("stock"), style.dot * 0.9))
    sheet.add(Layer.MARK, Rule(*ends, colour, style.dot * 0.45, dash))
    for x in places:
        sheet.add(
            Layer.MARK,
            Dot(x, y, style.dot + 2 * style.hair, frame.colour("stock")),
            Dot(x, y, style.dot, colour, style.hair * 2),
        )


def fading_bar(frame: Frame, sheet: Sheet, box: Box, ink: str) -> None:
    """Draw a bar that breaks up towards its ends: somewhere within it.

    It fades in ever thinner strokes of one tint, for a paler tint would show as
    light spots on a coloured ground.
    """
    colour = frame.colour(ink, frame.style.grounds.bar_tint)
    pitch = (box.right - box.left) * FADE_SHARE / FADE_STROKES
    inner = pitch * FADE_STROKES
    middle = replace(box, left=box.left + inner, right=box.right - inner)
    sheet.add(Layer.MARK, rect(middle, colour))
    for number in range(FADE_STROKES):
        stroke, inset = pitch * (number + 1) / (FADE_STROKES + 1), number * pitch
        for start in (box.left + inset, box.right - inset - stroke):
            part = replace(box, left=start, right=start + stroke)
            sheet.add(Layer.MARK, rect(part, colour))


def pole(
    frame: Frame,
    sheet: Sheet,
    x: float,
    ends: tuple[float, float],
    *,
    ink: str,
    width: float,
) -> None:
    """Draw the line on which a label hangs."""
    start, end = ends
    sheet.add(Layer.POLE, Rule((x, start), (x, end), frame.colour(ink), width))
