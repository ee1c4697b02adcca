"""How a face sets a line of text: the one door to HarfBuzz.

In:  a font file and a line of text in one direction.
Out: its glyphs in their places, kerned, and its width; lengths are em.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a font, by its number, and where its origin stands.

    ``letter`` is the place in the text of the letter that it begins with.
    """

    number: int
    x: float
    y: float
    letter: int


@lru_cache(maxsize=4096)
def shape(path: Path, text: str) -> tuple[Sequence[Glyph], float]:
    """Return the glyphs of a line, from left to right, and its width."""
    font, buffer = _font(path), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    em, x, glyphs = font.face.upem, 0, []
    if not text:
        return glyphs, 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        at = (x + place.x_offset) / em, place.y_offset / em
        glyphs.append(Glyph(info.codepoint, *at, info.cluster))
        x += place.x_advance
    return glyphs, x / em


def width(path: Path, text: str) -> float:
    """Return the width of a line."""
    return shape(path, text)[1]


@cache
def height(path: Path, character: str) -> float:
    """Return how far a character reaches above the baseline."""
    font = _font(path)
    extents = font.get_glyph_extents(font.get_nominal_glyph(ord(character)))
    return extents.y_bearing / font.face.upem


def trace(path: Path, glyph: Glyph, pen: Any) -> None:
    """Draw the outline of a glyph with a pen of fontTools, its origin at 0, 0."""
    from fontTools.pens.transformPen import TransformPen  # heavy: only where used

    font = _font(path)
    scale = 1 / font.face.upem
    font.draw_glyph_with_pen(
        glyph.number, TransformPen(pen, (scale, 0, 0, scale, 0, 0))
    )


@cache
def _font(path: Path) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
