"""Scaled files: pages at 1:n, because no PDF should be wider than 5,080 mm.

Lengths in mm. ISO 32000-1 Annex C: 14,400 units a side; UserUnit would lift it, but
poppler ignores UserUnit, so the scale is in the file name and the slug instead.
"""

from publish.plates.placing import opened
from publish.units import mm

LIMIT_MM = mm(14_400)
STEP = 10


def scale_for(trim_mm: tuple[float, float], room_mm: float) -> int:
    """Return 1, 10, 100 …: the n of 1:n at which a page and ``room_mm`` a side fit."""
    scale = 1
    while max(trim_mm) / scale + 2 * room_mm > LIMIT_MM:
        scale *= STEP
    return scale


def scaled(source: bytes, n: int) -> bytes:
    """Return the pages of a file at 1:n, trim and bleed kept, nothing else."""
    with opened(source) as sheets:
        for number, leaf in enumerate(sheets.leaves):
            width, height = (side / n for side in leaf.trim_mm)
            left, bottom, right, top = (edge / n for edge in leaf.bleed_mm)
            size = (left + width + right, bottom + height + top)
            trim = (left, bottom, left + width, bottom + height)
            sheets.add(size, trim, min(leaf.bleed_mm) / n)
            sheets.place(number, left, bottom, (0, 0, *size), scale=1 / n)
        return sheets.to_bytes(f"scale 1:{n}")
