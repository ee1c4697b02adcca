"""From degrees to the sheet: Lambert conformal conic, fitted into a frame.

In:  the extent and projection of a map, and the box on the sheet that it fills.
Out: a ``View`` that turns positions (degrees, WGS 84) into points of the sheet.

Sheet coordinates are PDF points from the top left corner, y downwards.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from publish.figures.maps.spec import Extent, Lambert

EDGE_STEPS = 25  # points on each edge of the extent, so that its curves are seen
METRES_PER_KM = 1000.0
METRES_PER_VERST = 1066.8  # 500 sazhen of 7 English feet (statute of 1835)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet, in pt."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def shape(self) -> BaseGeometry:
        """The rectangle as geometry."""
        return shapely.box(self.left, self.top, self.right, self.bottom)

    def inset(self, by: float) -> "Box":
        """Return the rectangle with each edge moved in."""
        return Box(
            self.left + by, self.top + by, self.width - 2 * by, self.height - 2 * by
        )


def transformer(lambert: Lambert) -> pyproj.Transformer:
    """Return the projection: degrees (longitude first) to metres."""
    south, north = lambert.parallels
    definition = (
        f"+proj=lcc +lat_1={south} +lat_2={north} +lat_0={(south + north) / 2}"
        f" +lon_0={lambert.meridian} +ellps=WGS84 +units=m"
    )
    return pyproj.Transformer.from_crs("EPSG:4326", definition, always_xy=True)


def extent_metres(
    extent: Extent, lambert: Lambert
) -> tuple[float, float, float, float]:
    """Return the bounds of an extent in metres: west, south, east, north."""
    across = np.linspace(extent.west, extent.east, EDGE_STEPS)
    along = np.linspace(extent.south, extent.north, EDGE_STEPS)
    x, y = transformer(lambert).transform(
        np.concatenate(
            [
                across,
                across,
                *([[extent.west] * EDGE_STEPS]),
                [extent.east] * EDGE_STEPS,
            ]
        ),
        np.concatenate(
            [[extent.south] * EDGE_STEPS, [extent.north] * EDGE_STEPS, along, along]
        ),
    )
    return float(min(x)), float(min(y)), float(max(x)), float(max(y))


@dataclass(frozen=True)
class View:
    """One map frame: positions to points of the sheet and back."""

    lambert: Lambert
    box: Box
    centre: tuple[float, float]  # metres
    scale: float  # pt on the sheet for one metre on the ground

    @cached_property
    def _transformer(self) -> pyproj.Transformer:
        return transformer(self.lambert)

    def points(self, degrees: np.ndarray) -> np.ndarray:
        """Return positions, shape (n, 2), as points of the sheet."""
        x, y = self._transformer.transform(degrees[:, 0], degrees[:, 1])
        left = self.box.left + self.box.width / 2
        top = self.box.top + self.box.height / 2
        return np.column_stack(
            [
                left + (x - self.centre[0]) * self.scale,
                top - (y - self.centre[1]) * self.scale,
            ]
        )

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return one position as a point of the sheet."""
        x, y = self.points(np.array([[longitude, latitude]]))[0]
        return float(x), float(y)

    def degrees(self, points: np.ndarray) -> np.ndarray:
        """Return points of the sheet, shape (n, 2), as positions."""
        left = self.box.left + self.box.width / 2
        top = self.box.top + self.box.height / 2
        x = self.centre[0] + (points[:, 0] - left) / self.scale
        y = self.centre[1] - (points[:, 1] - top) / self.scale
        return np.column_stack(self._transformer.transform(x, y, direction="INVERSE"))

    def geometry(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees as one on the sheet, not clipped."""
        return shapely.transform(shape, self.points)


def fit(extent: Extent, lambert: Lambert, box: Box) -> View:
    """Return the largest view in ``box`` that shows the whole extent."""
    west, south, east, north = extent_metres(extent, lambert)
    scale = min(box.width / (east - west), box.height / (north - south))
    return View(lambert, box, ((west + east) / 2, (south + north) / 2), scale)
