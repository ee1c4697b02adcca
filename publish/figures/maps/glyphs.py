"""The glyphs of a line of text as geometry, for the halo round them.

In:  a font file and a line.
Out: the area of its letters, their holes filled, in em, y upwards.
"""

from functools import lru_cache
from pathlib import Path as File

import shapely
from fontTools.pens.basePen import BasePen
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from publish.shaping import Glyph, shape, trace

SIZE = 100.0  # of the type whose curves are flattened, so that they stay round


@lru_cache(maxsize=1024)
def letters(path: File, text: str) -> tuple[BaseGeometry, ...]:
    """Return the glyphs of a line; those without ink, as spaces, are left out."""
    glyphs, _ = shape(path, text)
    found = ((glyph, _area(path, Glyph(glyph.number, 0, 0, 0))) for glyph in glyphs)
    return tuple(
        shapely.transform(area, lambda p, at=(glyph.x, glyph.y): p + at)
        for glyph, area in found
        if not area.is_empty
    )


@lru_cache(maxsize=1024)
def _area(path: File, glyph: Glyph) -> BaseGeometry:
    pen = _Pen()
    trace(path, glyph, pen)
    if not pen.points:
        return shapely.MultiPolygon()
    outline = Path(pen.points, pen.codes)
    rings = [ring / SIZE for ring in outline.to_polygons() if len(ring) > 3]
    return shapely.union_all(shapely.make_valid([shapely.Polygon(r) for r in rings]))


class _Pen(BasePen):
    """Takes down an outline as a path."""

    def __init__(self) -> None:
        super().__init__()
        self.points: list[tuple[float, float]] = []
        self.codes: list[int] = []

    def _add(self, code: int, *points: tuple[float, float]) -> None:
        self.points += [(x * SIZE, y * SIZE) for x, y in points]
        self.codes += [code] * len(points)

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self._add(Path.MOVETO, pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self._add(Path.LINETO, pt)

    def _qCurveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float]) -> None:
        self._add(Path.CURVE3, pt1, pt2)

    def _curveToOne(
        self,
        pt1: tuple[float, float],
        pt2: tuple[float, float],
        pt3: tuple[float, float],
    ) -> None:
        self._add(Path.CURVE4, pt1, pt2, pt3)

    def _closePath(self) -> None:
        self._add(Path.CLOSEPOLY, (0.0, 0.0))
