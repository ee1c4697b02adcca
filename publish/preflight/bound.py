"""The most ink that a page can hold, from its colours alone.

Pages that stay under the limit whatever lies on what need not be rendered: most
pages of a book. The bound holds where colours are flat and known and blend modes
are normal: opaque colours knock each other out, translucent ones mix to something
in between, and overprinting adds at most its own inks (ISO 32000-1, 8.6.7).
"""

from collections.abc import Mapping

from publish.preflight.geometry import overlaps
from publish.preflight.records import BlendMode, Picture, Record, Shade, painted_with
from publish.preflight.sheet import Sheet

NORMAL = ({"Normal"}, {"Compatible"}, set())
EVERY_PLATE = "All"

Inks = Mapping[str, float]


def ink_bound(sheet: Sheet) -> float | None:
    """Return percent of ink that no place of the page exceeds; None when unknown."""
    opaque: dict[int, Inks] = {}
    over: dict[str, float] = {}
    for record in sheet.records:
        if isinstance(record, BlendMode) and set(record.names) not in NORMAL:
            return None
        if _beside(record, sheet):
            continue
        if _graded(record):
            return None
        for paint, overprints in painted_with(record):
            inks = paint.inks
            if paint.pattern and not paint.values:
                continue  # its cell was walked, and set its own colours
            if inks is None or EVERY_PLATE in inks:
                return None
            if overprints:
                for name, amount in inks.items():
                    over[name] = max(over.get(name, 0.0), amount)
            else:
                opaque[id(paint)] = inks
    return 100 * max(
        (_together(inks, over) for inks in (*opaque.values(), {})), default=0.0
    )


def _together(inks: Inks, over: Inks) -> float:
    names = {*inks, *over}
    return sum(max(inks.get(name, 0.0), over.get(name, 0.0)) for name in names)


def _graded(record: Record) -> bool:
    """Whether a record paints more than one colour, or one that is not K."""
    if isinstance(record, Picture) and record.space is not None:
        return record.space.colour_model != "grey"
    return isinstance(record, Shade) and record.space.colour_model != "grey"


def _beside(record: Record, sheet: Sheet) -> bool:
    """Whether a record lies outside the bleed, as printer's marks do."""
    box = getattr(record, "box", None)
    return box is not None and record.where.drawn and not overlaps(box, sheet.bleed)
