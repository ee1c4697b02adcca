"""Shaded relief: a grey picture, carried over into the map's projection.

In:  a picture in degrees (plate carrée) with its bounds, and the view.
Out: a PNG with one grey channel, light enough to lie under type; as greyscale it
     reaches the press as K alone.
"""

import io
from functools import lru_cache
from pathlib import Path as File

import numpy as np
from PIL import Image, ImageFilter

from publish.figures.maps.projection import View
from publish.units import PT_PER_INCH

DARKEST = 0.20  # share of K in the deepest shadow
FLAT = 0.03  # share of K on level ground
LEVELS = 24  # greys; steps of one percent are not seen, and compress well
COMPRESSION = 7  # of zlib; 9 takes three times as long for two percent less
ENLARGE = 6  # the source is resampled so finely before it is bent
SOFTEN = 0.4  # source pixels: hides the raster of a coarse source
GRID = 24  # pixels between the points that are projected exactly
BAND = 256  # rows that are bent at a time: a panel's picture is large
SHADOW_PERCENTILE = 1.0  # of the picture's tones: deeper is drawn alike


def relief_png(
    file: File,
    bounds: tuple[float, float, float, float],
    level: int,
    view: View,
    ppi: float,
) -> bytes:
    """Return the relief of a view as a greyscale PNG that fills its box.

    Args:
        bounds: Edges of the picture in degrees: west, south, east, north.
        level: Grey value of level ground in the picture, 0 to 255.
        ppi: Resolution on the sheet.
    """
    source, shadow = _soft(file.read_bytes())
    columns = max(2, round(view.box.width / PT_PER_INCH * ppi))
    rows = max(2, round(view.box.height / PT_PER_INCH * ppi))
    down, wide_x, wide_y = _ways(view, bounds, (rows, columns), source.shape)
    greys = np.empty((rows, columns), np.uint8)
    for start in range(0, rows, BAND):
        band = np.arange(start, min(rows, start + BAND))
        x, y = (_between(wide, down, band) for wide in (wide_x, wide_y))
        tone = _ink(_sample(source, x, y), level, shadow)
        steps = np.round(tone / DARKEST * (LEVELS - 1)) / (LEVELS - 1) * DARKEST
        greys[band] = np.round(255 * (1 - steps))
    buffer = io.BytesIO()
    picture = Image.fromarray(greys, "L")
    picture.save(buffer, "PNG", compress_level=COMPRESSION)
    return buffer.getvalue()


@lru_cache(maxsize=2)
def _soft(file: bytes) -> tuple[np.ndarray, float]:
    """Return the greys of a picture, softened, and its deepest shadow."""
    with Image.open(io.BytesIO(file)) as picture:
        grey = picture.convert("L")
        size = (grey.width * ENLARGE, grey.height * ENLARGE)
        large = grey.resize(size, Image.Resampling.BICUBIC)
        soft = np.asarray(large.filter(ImageFilter.GaussianBlur(SOFTEN * ENLARGE)))
        return soft, float(np.percentile(soft, SHADOW_PERCENTILE))


def _ink(grey: np.ndarray, level: float, shadow: float) -> np.ndarray:
    """Return the share of K for grey values: none on lit slopes, more in shadow."""
    depth = (level - grey) / max(1.0, level - shadow)
    return np.clip(FLAT + depth * (DARKEST - FLAT), 0, DARKEST)


def _ways(
    view: View,
    bounds: tuple[float, float, float, float],
    shape: tuple[int, int],
    source: tuple[int, ...],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return some rows of the sheet, and where their pixels lie in the source: x, y.

    Only a coarse grid is projected; between its points the way is straight to
    well under a pixel.
    """
    rows, columns = shape
    down = np.linspace(0, rows - 1, rows // GRID + 2)
    across = np.linspace(0, columns - 1, columns // GRID + 2)
    grid = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
    corner = np.array([view.box.left, view.box.top])
    sheet = (grid + 0.5) / (columns, rows) * (view.box.width, view.box.height)
    degrees = view.degrees(corner + sheet)
    west, south, east, north = bounds
    x = (degrees[:, 0] - west) / (east - west) * source[1] - 0.5
    y = (north - degrees[:, 1]) / (north - south) * source[0] - 0.5
    pixels = np.arange(columns)
    wide = (
        [np.interp(pixels, across, row) for row in part.reshape(len(down), -1)]
        for part in (x, y)
    )
    return down, *(np.array(part).astype(np.float32) for part in wide)


def _between(wide: np.ndarray, down: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return values known on the rows ``down`` for other rows, interpolated."""
    place = np.interp(rows, down, np.arange(len(down)))
    low = np.minimum(place.astype(int), len(down) - 2)
    part = (place - low).astype(np.float32)[:, None]
    return wide[low] * (1 - part) + wide[low + 1] * part


def _sample(source: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the source at fractional pixels, by bilinear interpolation."""
    height, width = source.shape
    x, y = np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)
    (right, column), (below, row) = np.modf(x), np.modf(y)
    column, row = column.astype(int), row.astype(int)
    top = source[row, column] * (1 - right) + source[row, column + 1] * right
    base = source[row + 1, column] * (1 - right) + source[row + 1, column + 1] * right
    return top * (1 - below) + base * below
