"""Names that are spread over waters and lands, straight or along a curve.

In:  the area names of a map, the view, what the names must keep clear of.
Out: the names on the sheet, the rooms that they take, those without room.

Lengths are points; sizes follow the slot's base size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
import shapely.affinity
from shapely.geometry.base import BaseGeometry

from publish.figures.maps.arrows import Way, make_way, smooth
from publish.figures.maps.projection import View
from publish.figures.maps.sheet import Sheet
from publish.figures.maps.spec import AreaName
from publish.figures.sizes import Sizes, Type

SHIFT_EM = {"water": 6.0, "land": 3.0, "river": 0.0}  # how far a name may move
STEP_EM = 0.5
AIR_EM = 0.3  # before and after it
RIVER_AIR_EM = 0.35  # between a river and its name
ALONG = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86)
CLOSER = (1.0, 0.4, 0.1)  # spacing that is tried, in shares of what a name asks for
PATH_STEP_EM = 0.1
LETTER_SHARE = 0.5  # half the height of a letter's room, in sizes of its type
Letters = list[tuple[str, tuple[float, float], float]]  # letter, middle, angle


@dataclass(frozen=True)
class AreaText:
    """A name in a place that it may take: its parts, each with middle and angle."""

    area: AreaName
    kind: Type
    spacing: float
    letters: Letters
    room: BaseGeometry


class AreaWriter:
    """Finds room for the names of areas of one map and sets them."""

    def __init__(self, sheet: Sheet, view: View, sizes: Sizes) -> None:
        self._sheet, self._view, self._sizes = sheet, view, sizes
        self._em = sizes.base

    def place(
        self,
        areas: Sequence[AreaName],
        taken: Sequence[BaseGeometry],
        coast: BaseGeometry,
    ) -> tuple[list[AreaText], list[AreaName]]:
        """Return the names that found room, and those that did not.

        Waters keep clear of the ``coast``, too.
        """
        found: list[AreaText] = []
        lost: list[AreaName] = []
        inner = self._view.box.inset(self._em / 2).shape
        for area in areas:
            if area.path and not inner.intersects(self._path(area)):
                continue
            shut = [*taken, *(one.room for one in found)]
            if area.kind == "water":
                shut.append(coast)
            near = shapely.STRtree(shut)
            for text in self._tried(area):
                free = not len(near.query(text.room, predicate="intersects"))
                if free and inner.contains(text.room):
                    found.append(text)
                    break
            else:
                if area.path or inner.intersects(self._positions(area)):
                    lost.append(area)
        return found, lost

    def write(self, text: AreaText) -> None:
        """Set a name."""
        ink = "quiet" if text.area.kind == "land" else "text"
        for part, at, angle in text.letters:
            self._sheet.name(
                at, part, text.kind, ink=ink, spacing=text.spacing, turn=angle
            )

    def _positions(self, area: AreaName) -> BaseGeometry:
        return shapely.MultiPoint(self._view.points(np.array(area.at)))

    def _path(self, area: AreaName) -> BaseGeometry:
        return shapely.LineString(self._view.points(np.array(area.path)))

    def _tried(self, area: AreaName) -> Iterator[AreaText]:
        """Yield where an area's name may stand, best first; then set closer."""
        for closer in CLOSER:
            spaced = area.model_copy(update={"spacing": area.spacing * closer})
            yield from self._at(spaced)

    def _at(self, area: AreaName) -> Iterator[AreaText]:
        """Yield where a name may stand, in its own spacing."""
        if area.path:
            yield from self._curved(area)
        for position in area.at:
            x, y = self._view.point(*position)
            for right, down in _shifts(SHIFT_EM[area.kind]):
                yield self._straight(area, (x + right * self._em, y + down * self._em))

    def kind(self, area: AreaName) -> Type:
        """Return the type of a name: italics on water."""
        size = max(self._sizes.slot.min_pt, self._em * area.size)
        if area.kind == "land":
            return Type("label", size)
        return Type("text", size, 400, True)

    def _straight(self, area: AreaName, at: tuple[float, float]) -> AreaText:
        kind = self.kind(area)
        text = area.text.upper() if area.kind == "land" else area.text
        spacing, half = area.spacing * kind.size_pt, LETTER_SHARE * kind.size_pt
        width = self._sheet.width_of(text, kind) + spacing * (len(text) - 1)
        air = AIR_EM * self._em
        room = shapely.box(
            at[0] - width / 2 - air, at[1] - half, at[0] + width / 2 + air, at[1] + half
        )
        turned = shapely.affinity.rotate(room, -area.turn, origin="center")
        return AreaText(area, kind, spacing, [(text, at, area.turn)], turned)

    def _curved(self, area: AreaName) -> Iterator[AreaText]:
        """Yield a name along its path; a river's name stands to either side of it."""
        points = self._view.points(np.array(area.path))
        if points[-1, 0] < points[0, 0]:  # names are read from the left
            points = points[::-1]
        way = make_way(smooth(points)[0], PATH_STEP_EM * self._em, calm=12)
        kind = self.kind(area)
        away = RIVER_AIR_EM * self._em + self._sheet.cap_height(kind) / 2
        sides = (-away, away) if area.kind == "river" else (0.0,)
        for share in ALONG:
            for side in sides:
                text = self._along(area, kind, way.shifted(side), share)
                if text:
                    yield text

    def _along(
        self, area: AreaName, kind: Type, way: Way, share: float
    ) -> AreaText | None:
        """Return a name along a way, its middle at a share of it, if it is as long."""
        spacing = area.spacing * kind.size_pt
        edges = [
            self._sheet.width_of(area.text[:n], kind) for n in range(len(area.text))
        ]
        edges.append(self._sheet.width_of(area.text, kind))
        width = edges[-1] + spacing * (len(area.text) - 1)
        start = way.length * share - width / 2
        if start < 0 or start + width > way.length:
            return None
        letters: Letters = []
        for number, letter in enumerate(area.text):
            middle = start + (edges[number] + edges[number + 1]) / 2 + spacing * number
            (x, y), (down, across) = way.at(middle)
            angle = float(np.degrees(np.arctan2(down, across)))
            letters.append((letter, (float(x), float(y)), angle))
        line = shapely.LineString([at for _, at, _ in letters])
        half = LETTER_SHARE * kind.size_pt + AIR_EM * self._em / 2
        room = shapely.buffer(line, half, cap_style="square")
        return AreaText(area, kind, 0.0, letters, room)


def _shifts(most: float) -> list[tuple[float, float]]:
    """Return shifts in em up to a distance, the smallest first."""
    steps = np.arange(-most, most + 0.1, STEP_EM)
    found = [
        (float(x), float(y)) for x in steps for y in steps if x * x + y * y <= most**2
    ]
    return sorted(found, key=lambda shift: (round(np.hypot(*shift), 6), shift))
