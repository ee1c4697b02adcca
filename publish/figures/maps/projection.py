"""From degrees to the sheet: Lambert conformal conic, fitted into a frame.

In:  the extent and projection of a map, and the box on the sheet that it fills.
Out: a ``View`` that turns positions (degrees, WGS 84) into points of the sheet.

Sheet coordinates are PDF points from the top left corner, y downwards.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

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


@lru_cache(maxsize=8)
def conic(meridian: float, south: float, north: float) -> pyproj.Transformer:
    """Return the projection of degrees on WGS 84 in metres; it is slow to make."""
    definition = (
        f"+proj=lcc +lat_1={south} +lat_2={north} +lat_0={(south + north) / 2}"
        f" +lon_0={meridian} +ellps=WGS84 +units=m"
    )
    return pyproj.Transformer.from_crs("EPSG:4326", definition, always_xy=True)


class Plane:
    """The projection plane of a map: degrees to metres, turned as the sheet is."""

    def __init__(self, lambert: Lambert) -> None:
        self._conic = conic(lambert.meridian, *lambert.parallels)
        angle = np.radians(lambert.turn)
        self._turn = np.array(
            [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]
        )

    def metres(self, degrees: np.ndarray) -> np.ndarray:
        """Return positions, shape (n, 2), longitude first, in metres."""
        x, y = self._conic.transform(degrees[:, 0], degrees[:, 1])
        return np.column_stack([x, y]) @ self._turn

    def degrees(self, metres: np.ndarray) -> np.ndarray:
        """Return points of the plane, shape (n, 2), as positions."""
        x, y = (metres @ self._turn.T).T
        return np.column_stack(self._conic.transform(x, y, direction="INVERSE"))


def extent_metres(
    extent: Extent, lambert: Lambert
) -> tuple[float, float, float, float]:
    """Return the bounds of an extent on the plane: left, lower, right, upper edge."""
    if extent.show:
        edge = np.array(extent.show)
    else:
        corners = shapely.box(extent.west, extent.south, extent.east, extent.north)
        step = (extent.east - extent.west) / EDGE_STEPS
        edge = shapely.get_coordinates(shapely.segmentize(corners, step))
    points = Plane(lambert).metres(edge)
    return *map(float, points.min(axis=0)), *map(float, points.max(axis=0))


@dataclass(frozen=True)
class View:
    """One map frame: positions to points of the sheet and back."""

    lambert: Lambert
    box: Box
    centre: tuple[float, float]  # metres
    scale: float  # pt on the sheet for one metre on the ground

    @cached_property
    def _plane(self) -> Plane:
        return Plane(self.lambert)

    @property
    def _middle(self) -> np.ndarray:
        box = self.box
        return np.array([box.left + box.width / 2, box.top + box.height / 2])

    def points(self, degrees: np.ndarray) -> np.ndarray:
        """Return positions, shape (n, 2), as points of the sheet."""
        away = (self._plane.metres(degrees) - self.centre) * self.scale
        return self._middle + away * (1, -1)

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return one position as a point of the sheet."""
        x, y = self.points(np.array([[longitude, latitude]]))[0]
        return float(x), float(y)

    def degrees(self, points: np.ndarray) -> np.ndarray:
        """Return points of the sheet, shape (n, 2), as positions."""
        away = (points - self._middle) * (1, -1) / self.scale
        return self._plane.degrees(away + self.centre)

    def geometry(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees as one on the sheet, not clipped."""
        return shapely.transform(shape, self.points)


def fit(extent: Extent, lambert: Lambert, box: Box) -> View:
    """Return the largest view in ``box`` that shows the whole extent."""
    west, south, east, north = extent_metres(extent, lambert)
    scale = min(box.width / (east - west), box.height / (north - south))
    return View(lambert, box, ((west + east) / 2, (south + north) / 2), scale)
