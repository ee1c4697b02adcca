"""Railways: a dark line with sleepers on a light ground, schematic.

In:  the railway features of the base map and the view.
Out: their points in degrees by key, and their lines on the sheet.
"""

from collections.abc import Sequence

import numpy as np
import shapely

from publish.figures.canvas import Canvas, Stroke
from publish.figures.maps.base import Feature
from publish.figures.maps.paths import line_path
from publish.figures.maps.projection import View
from publish.figures.sizes import Sizes

TIE_EM = 0.32  # length of a sleeper
PITCH_EM = 0.6  # distance of sleepers


def railways(features: Sequence[Feature]) -> dict[str, np.ndarray]:
    """Return the points of each railway in degrees, shape (n, 2), by its key."""
    return {
        one.key: shapely.get_coordinates(one.shape)
        for one in features
        if one.kind == "railway"
    }


def draw_railways(
    canvas: Canvas, lines: dict[str, np.ndarray], view: View, sizes: Sizes
) -> None:
    """Paint all railways."""
    frame = view.box.shape
    tracks = shapely.union_all(
        [
            shapely.intersection(shapely.LineString(view.points(points)), frame)
            for points in lines.values()
        ]
    )
    if tracks.is_empty:
        return
    tracks = shapely.line_merge(tracks)
    ties = shapely.multilinestrings(
        [tie for part in shapely.get_parts(tracks) for tie in sleepers(part, sizes)]
    )
    canvas.shape(line_path(tracks), None, Stroke(1.3 * sizes.stroke, "quiet"))
    canvas.shape(line_path(ties), None, Stroke(sizes.stroke, "quiet"))


def sleepers(track: shapely.LineString, sizes: Sizes) -> list[shapely.LineString]:
    """Return short strokes across a track, evenly spaced."""
    pitch, half = PITCH_EM * sizes.base, TIE_EM * sizes.base / 2
    found = []
    for along in np.arange(pitch / 2, track.length, pitch):
        before, after = (
            shapely.get_coordinates(track.interpolate(along + d))[0]
            for d in (-pitch / 4, pitch / 4)
        )
        step = after - before
        across = np.array([-step[1], step[0]]) / max(1e-9, float(np.hypot(*step)))
        middle = shapely.get_coordinates(track.interpolate(along))[0]
        found.append(
            shapely.LineString([middle - across * half, middle + across * half])
        )
    return found
