"""Compose the banner: a timetable that runs along one strip, drawn at scale.

In:  a brief: the edition's events between the two of the product's span, the
     design in the layout's layout.toml.
Out: one page of trim plus bleed at 1 : ``product.scale``.

All lengths are mm at final size, from the lower left corner of the trim.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain, product
from string import ascii_lowercase

from publish.canvas import Canvas
from publish.content.settings import Timeline
from publish.errors import Fault, Faults, LayoutError
from publish.pages.banner import axis, ends, flags
from publish.pages.banner.frame import Frame
from publish.pages.banner.sheet import Box, Line, Sheet, Type, collisions
from publish.pages.banner.stations import (
    EVENTS_CSV,
    PUBLISH_TOML,
    Station,
    check_keys,
    moments_of,
    stations,
)
from publish.pages.banner.style import BannerStyle, style_of
from publish.pages.banner.timeline import DAY, HOUR, Flown, Scale
from publish.pages.brief import Brief, Pages
from publish.pages.legible import styles
from publish.source import Source
from publish.units import mm

LABELS = (*ends.LABELS, "one-day", "one-hour", "hour-unknown")


@dataclass(frozen=True)
class Banner:
    """The banner before it is painted: marks, stations, flags in their places."""

    frame: Frame
    sheet: Sheet
    stations: tuple[Station, ...]
    flown: tuple[Flown, ...]


def compose(brief: Brief) -> Pages:
    """Compose the banner as PDF.

    Raises: LayoutError when an event does not fit, texts come too close, or a
        setting or key is wrong.
    """
    banner = plan(brief)
    sheet = banner.sheet
    scale, bleed = brief.product.scale, brief.bleed_mm
    width, height = ((side + 2 * bleed) / scale for side in brief.product.trim_mm)
    canvas = Canvas(brief.theme.faces, width, height)
    sheet.paint(canvas, bleed_mm=bleed, scale=scale)
    shown = {f"events:{station.key}": (1,) for station in banner.stations}
    return Pages((canvas.pdf(),), 1, shown)


def plan(brief: Brief) -> Banner:
    """Return the banner with everything in its place, checked.

    Raises: LayoutError as ``compose`` does.
    """
    span, timeline = brief.product.span, brief.product.timeline
    if span is None or timeline is None:
        raise LayoutError(
            Fault(
                f"the banner {brief.product.name!r} has no span or no timeline",
                PUBLISH_TOML,
                "say which events it shows",
            )
        )
    check_keys(brief.product, brief.edition)
    _check_words(brief, timeline)
    style = style_of(brief.layout)
    shown = stations(span, timeline, style, brief.edition)
    letters = _letters(shown)
    scale = _scale(brief, span, timeline, style)
    frame = Frame(brief, style, timeline, scale, _kinds(brief, style))
    sheet, faults = Sheet(), Faults()
    axis.grounds(frame, sheet)
    axis.strip(frame, sheet)
    ends.title(frame, sheet)
    covered = ends.lanes(frame, sheet)
    flown = flags.hang(frame, sheet, shown, letters, covered, faults)
    ends.key(frame, sheet, shown, letters)
    faults.raise_as(LayoutError)
    check(frame, sheet, faults)
    faults.raise_as(LayoutError)
    return Banner(frame, sheet, shown, flown)


def check(frame: Frame, sheet: Sheet, faults: Faults) -> None:
    """Note texts that come too close, leave the safe zone or meet an eyelet."""
    safe, design = frame.brief.layout.safe_mm, f"give it room in {frame.style.at.path}"
    zone = Box(safe, safe, frame.width - safe, frame.height - safe)
    eyelets = list(frame.eyelets())
    for one, other in collisions(sheet.lines, frame.style.flags.clear):
        what = f"{_named(frame, one)} comes too close to {_named(frame, other)}"
        faults.add(what, _written(frame, one), f"shorten one, or {design}")
    for line in sheet.lines:
        what, at = _named(frame, line), _written(frame, line)
        if not zone.holds(line.box):
            faults.add(f"{what} leaves the safe zone", at, design)
        if any(eyelet.overlaps(line.box) for eyelet in eyelets):
            faults.add(f"{what} meets an eyelet", at, design)


def _named(frame: Frame, line: Line) -> str:
    if line.key in frame.brief.edition.events:
        return f"{line.text!r} of event {line.key!r}"
    return repr(line.text)


def _written(frame: Frame, line: Line) -> Source:
    return EVENTS_CSV if line.key in frame.brief.edition.events else frame.style.at


def _check_words(brief: Brief, timeline: Timeline) -> None:
    """Refuse a language in which a label is missing."""
    faults, words = Faults(), brief.edition.words
    for name in LABELS:
        if name not in words.labels:
            faults.add(f"there is no label {name!r}", words.at, "add it to [labels]")
    labels = {f"lanes.{side}": lane.label for side, lane in timeline.lanes.items()}
    if timeline.run:
        labels["run"] = timeline.run.label
    for name, label in labels.items():
        if words.language not in label:
            missing = f"label.{words.language}"
            what = f"product {brief.product.name!r}: timeline.{name} has no {missing}"
            faults.add(what, PUBLISH_TOML, "add it")
    faults.raise_as(LayoutError)


def _scale(
    brief: Brief, span: tuple[str, str], timeline: Timeline, style: BannerStyle
) -> Scale:
    """Return the scale: whole days of the span, opened from full hour to full hour."""
    first, last = (brief.edition.events[key] for key in span)
    start = datetime.combine(first.start, time())
    end = datetime.combine(last.end, time()) + DAY
    opens, closes = moments_of(timeline.opened, style, brief.edition)
    opens = opens.replace(minute=0)
    closes = closes if closes.minute == 0 else closes.replace(minute=0) + HOUR
    if not start < opens < closes < end:
        fault = Fault(
            "the opened hours do not lie within the days of the span",
            PUBLISH_TOML,
            "name other events in timeline.opened, or widen span",
        )
        raise LayoutError(fault)
    left = style.room.title + style.room.names
    right = brief.product.trim_mm[0] - style.room.key - style.room.gutter
    return Scale(start, end, opened=(opens, closes), x=left, length=right - left)


def _kinds(brief: Brief, style: BannerStyle) -> dict[str, Type]:
    """Return each kind of type at the size that its reading distance needs."""
    return {
        name: Type(kind.face, mm(kind.size_pt), mm(kind.size_pt) * kind.role.leading)
        for name, kind in styles(brief.layout, style.type, brief.theme).items()
    }


def _letters(shown: Sequence[Station]) -> dict[str, str]:
    """Return a letter for each dispute, in order of first mention: a to z, aa, ab …"""
    keys = dict.fromkeys(key for station in shown for key in station.disputes)
    doubles = map("".join, product(ascii_lowercase, repeat=2))
    return dict(zip(keys, chain(ascii_lowercase, doubles), strict=False))
