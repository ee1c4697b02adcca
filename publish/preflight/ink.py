"""Total ink: the heaviest mean over a square of 15 mm², measured on the plates.

In:  a ``Job`` whose file Ghostscript renders. Out: one ``Peak`` for each page, in
percent, with its place in page units.
Source: Ghent Workgroup 2015, total area coverage.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pikepdf
from PIL import Image

from publish import ghostscript
from publish.layouts.printers import PrinterProfile
from publish.preflight.geometry import Box
from publish.preflight.job import Job, read_job
from publish.preflight.rules.overprint import TECHNICAL
from publish.preflight.sheet import Sheet
from publish.preflight.spaces import PROCESS

SQUARE_MM = sqrt(15.0)
PPI = 150.0
MIN_PPI = 30.0  # the square is then 4.6 pixels wide
MAX_PIXELS = 9_000_000  # of one plate
BAND_ROWS = 1024
CHUNK_PAGES = 16
SECONDS, SECONDS_A_PAGE = 14.0, 0.5  # an A0 panel takes 3 s, a booklet page 0.1 s
STOCK = 255


class Peak(NamedTuple):
    """The heaviest square of a page: percent of ink, and where."""

    page: int
    percent: float
    box: Box


def peaks(job: Job, pages: Collection[int] | None = None) -> Iterator[Peak]:
    """Yield the heaviest square of each page, or of those that are asked for.

    Raises: ToolMissing, RenderFailed as ``ghostscript.separations``.
    """
    asked = [sheet for sheet in job.sheets if pages is None or sheet.number in pages]
    for (_, ppi), group in groupby(enumerate(asked), key=_run):
        sheets = [sheet for _, sheet in group]
        for at in range(0, len(sheets), CHUNK_PAGES):
            yield from _chunk(job, sheets[at : at + CHUNK_PAGES], ppi)


def _run(at: tuple[int, Sheet]) -> tuple[int, float]:
    """Return what pages share that follow each other at one resolution."""
    index, sheet = at
    return sheet.number - index, _ppi(sheet)


def peaks_of(path: Path, profile: PrinterProfile, pages: Collection[int]) -> list[Peak]:
    """Return the heaviest square of some pages of a file, as ``inspect`` measures it.

    Raises: ToolMissing, RenderFailed as ``ghostscript.separations``.
    """
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        job = read_job(path, pdf, profile, frozenset())
        job.sheets = tuple(sheet for sheet in job.sheets if sheet.number in pages)
        return [peak for peak in peaks(job) if peak.page in pages]


def _chunk(job: Job, sheets: list[Sheet], ppi: float) -> Iterator[Peak]:
    with TemporaryDirectory(prefix="preflight-") as folder:
        plates = ghostscript.separations(
            job.path,
            Path(folder),
            first=sheets[0].number,
            last=sheets[-1].number,
            ppi=ppi,
            seconds=SECONDS + SECONDS_A_PAGE * len(sheets),
        )
        for sheet in sheets:
            if sheet.number in plates:
                yield _peak(sheet, plates[sheet.number])


def _ppi(sheet: Sheet) -> float:
    """Return the resolution for a page, in pixels per inch of the file."""
    x0, y0, x1, y1 = sheet.boxes.get("BleedBox", sheet.media)
    inches = (x1 - x0) * (y1 - y0) * (sheet.user_unit / 72) ** 2
    ideal = PPI * sheet.scale
    return float(round(max(MIN_PPI, min(ideal, sqrt(MAX_PIXELS / inches)))))


def _peak(sheet: Sheet, plates: Mapping[str, Path]) -> Peak:
    total = _total(plates)
    if sheet.rotate:
        total = np.rot90(total, sheet.rotate // 90)
    shown = sheet.boxes.get("BleedBox", sheet.media)
    height, width = total.shape
    across = width / (shown[2] - shown[0])
    down = height / (shown[3] - shown[1])
    side = max(1, round(sheet.units(SQUARE_MM) * across))
    judged = sheet.boxes.get("BleedBox", sheet.trim)
    left = max(0, round((judged[0] - shown[0]) * across))
    top = max(0, round((shown[3] - judged[3]) * down))
    right = min(width, round((judged[2] - shown[0]) * across))
    bottom = min(height, round((shown[3] - judged[1]) * down))
    percent, row, column = heaviest(total[top:bottom, left:right], side)
    x0 = shown[0] + (left + column) / across
    y1 = shown[3] - (top + row) / down
    return Peak(sheet.number, percent, (x0, y1 - side / down, x0 + side / across, y1))


def heaviest(total: np.ndarray, side: int) -> tuple[float, int, int]:
    """Return (percent, row, column) of the heaviest square.

    Args:
        total: Ink summed over the plates, 255 for one full ink, shape (rows, columns).
        side: Side of the square in pixels; cut down to the page where that is smaller.
    """
    side = max(1, min(side, *total.shape))
    best, place = -1, (0, 0)
    for top in range(0, total.shape[0] - side + 1, BAND_ROWS):
        band = total[top : top + BAND_ROWS + side - 1].astype(np.int64)
        sums = _window(_window(band, side, 0), side, 1)
        at = int(sums.argmax())
        row, column = divmod(at, sums.shape[1])
        if sums[row, column] > best:
            best, place = int(sums[row, column]), (top + row, column)
    return 100 * best / (STOCK * side * side), *place


def _window(values: np.ndarray, side: int, axis: int) -> np.ndarray:
    """Return sums over ``side`` neighbours along an axis."""
    sums = np.cumsum(values, axis=axis)
    edge = np.zeros_like(np.take(sums, [0], axis=axis))
    sums = np.concatenate([edge, sums], axis=axis)
    high = np.take(sums, range(side, sums.shape[axis]), axis=axis)
    return high - np.take(sums, range(sums.shape[axis] - side), axis=axis)


def prints_colour(name: str) -> bool:
    """Whether an ink counts: dies, folds and varnish are no colour."""
    return name in PROCESS or not re.search(TECHNICAL, name)


def _total(plates: Mapping[str, Path]) -> np.ndarray:
    """Return the ink of all plates that print colour, 255 for one full ink."""
    total: np.ndarray | None = None
    for name, file in plates.items():
        if not prints_colour(name):
            continue
        with Image.open(file) as picture:
            ink = STOCK - np.asarray(picture, dtype=np.int16)
        total = ink if total is None else np.add(total, ink, out=total)
    if total is None:
        raise ghostscript.RenderFailed()
    return total
