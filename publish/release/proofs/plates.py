"""One page as the press prints it: a plate for each ink, and where it is cut.

In:  a finished PDF and a page (from 1).
Out: ``Plates``: ink 0 to 255 a pixel, boxes in pixels from the upper left corner.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from publish import ghostscript
from publish.preflight.ink import PROCESS, prints_colour
from publish.units import PT_PER_INCH, mm

SOLID = 255
SECONDS = 120.0  # for one page, on a slow machine
INK_PPI = 24  # enough to see whether a plate is empty: each touched pixel is painted
# resolutions to choose from, finest first, and the most pixels a page may take:
# A5 and A4 get 150 ppi, A1 50; a page then needs under 100 MB while it is worked on
RESOLUTIONS = (150, 100, 75, 50, 36, 24)
MOST_PIXELS = 2_900_000

Pixels = tuple[int, int, int, int]


@dataclass(frozen=True)
class Boxes:
    """The boxes of a page in points, as the file has them: x0, y0, x1, y1."""

    media: tuple[float, float, float, float]
    bleed: tuple[float, float, float, float]
    trim: tuple[float, float, float, float]

    @property
    def size_pt(self) -> tuple[float, float]:
        """Width and height of the whole sheet."""
        x0, y0, x1, y1 = self.media
        return x1 - x0, y1 - y0

    @property
    def bleed_mm(self) -> float:
        """How far the bleed goes beyond the trim, on the side where it goes least."""
        (b0, b1, b2, b3), (t0, t1, t2, t3) = self.bleed, self.trim
        return round(mm(min(t0 - b0, t1 - b1, b2 - t2, b3 - t3)), 1)

    def pixels(self, box: tuple[float, float, float, float], ppi: float) -> Pixels:
        """Return a box in pixels of the rendered sheet."""
        left, top, scale = self.media[0], self.media[3], ppi / PT_PER_INCH
        x0, y0, x1, y1 = box
        edges = (x0 - left, top - y1, x1 - left, top - y0)
        a, b, c, d = (round(edge * scale) for edge in edges)
        return a, b, c, d


@dataclass(frozen=True)
class Plates:
    """One rendered page: for each ink an array of 0 (none) to 255 (solid)."""

    planes: Mapping[str, NDArray[np.uint8]]
    composite: Image.Image
    boxes: Boxes
    ppi: float

    @property
    def trim(self) -> Pixels:
        """The trim in pixels of the sheet."""
        return self.boxes.pixels(self.boxes.trim, self.ppi)

    @property
    def bleed(self) -> Pixels:
        """The bleed in pixels of the sheet."""
        return self.boxes.pixels(self.boxes.bleed, self.ppi)

    @cached_property
    def total(self) -> NDArray[np.float32]:
        """Total ink inside the bleed, in percent."""
        x0, y0, x1, y1 = self.bleed
        total = np.zeros((y1 - y0, x1 - x0), np.float32)
        for name, plane in self.planes.items():
            if prints_colour(name):
                total += plane[y0:y1, x0:x1]
        return total * np.float32(100 / SOLID)

    def coverage(self, name: str) -> tuple[float, float]:
        """Return mean and highest ink of a plate inside the trim, in percent."""
        x0, y0, x1, y1 = self.trim
        cut = self.planes[name][y0:y1, x0:x1]
        return float(cut.mean()) * 100 / SOLID, float(cut.max()) * 100 / SOLID


def page_boxes(pdf: Path) -> list[Boxes]:
    """Return the boxes of every page of a file."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            Boxes(page.get_mediabox(), page.get_bleedbox(), page.get_trimbox())
            for page in document
        ]
    finally:
        document.close()


def resolution(boxes: Boxes) -> int:
    """Return the ppi that suits the size of a page."""
    width, height = (side / PT_PER_INCH for side in boxes.size_pt)
    for ppi in RESOLUTIONS:
        if width * height * ppi**2 <= MOST_PIXELS:
            return ppi
    return RESOLUTIONS[-1]


def read_plates(pdf: Path, page: int, boxes: Boxes, ppi: int) -> Plates:
    """Render one page (from 1) as plates, process inks first.

    Raises: ToolMissing without Ghostscript; RenderFailed for a file it cannot read.
    """
    with TemporaryDirectory(prefix="proof-") as folder:
        files = dict(
            ghostscript.separations(
                pdf,
                Path(folder),
                first=page,
                last=page,
                ppi=ppi,
                seconds=SECONDS,
                show=True,
            )[page]
        )
        with Image.open(files.pop(ghostscript.COMPOSITE)) as mixed:
            composite = mixed.copy()
        planes = {name: _ink(files[name]) for name in in_order(files)}
    return Plates(MappingProxyType(planes), composite, boxes, ppi)


def inks_of(pdf: Path) -> tuple[str, ...]:
    """Return the inks that print anywhere inside the bleed, process inks first.

    Raises: ToolMissing without Ghostscript; RenderFailed for a file it cannot read.
    """
    pages = len(page_boxes(pdf))
    used: set[str] = set()
    with TemporaryDirectory(prefix="inks-") as folder:
        plates = ghostscript.separations(
            pdf,
            Path(folder),
            first=1,
            last=pages,
            ppi=INK_PPI,
            seconds=SECONDS + pages,
        )
        for files in plates.values():
            used |= {name for name in files if _ink(files[name]).any()}
    return in_order(used)


def page_picture(pdf: Path, page: int, side_px: int) -> Image.Image:
    """Return a page as CMYK, cut at the trim, ``side_px`` along its longer side."""
    boxes = page_boxes(pdf)[page - 1]
    x0, y0, x1, y1 = boxes.trim
    ppi = max(1, round(side_px / max(x1 - x0, y1 - y0) * PT_PER_INCH))
    plates = read_plates(pdf, page, boxes, ppi)
    return plates.composite.crop(plates.trim)


def in_order(inks: Collection[str]) -> tuple[str, ...]:
    """Return inks in the order of the press: C, M, Y, K, then spots by name."""
    spots = sorted(ink for ink in inks if ink not in PROCESS)
    return (*(ink for ink in PROCESS if ink in inks), *spots)


def _ink(file: Path) -> NDArray[np.uint8]:
    """Return a plate as ink, 0 to 255; its file has 255 for bare stock."""
    with Image.open(file) as plate:
        return SOLID - np.asarray(plate, dtype=np.uint8)
