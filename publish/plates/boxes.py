"""Page boxes: where the sheet is cut, how far ink runs beyond, and room for marks.

In:  an open PDF whose pages hold the trim plus bleed, wherever their origin is.
Out: the same pages with the origin at the lower left corner of the sheet, MediaBox,
     BleedBox and TrimBox set, artwork clipped at the bleed; no CropBox, ArtBox,
     Rotate or UserUnit (print-standards.md X11, X12, W11 and the Ghent rules).
Units: mm in ``Frame``, points in the file.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Page, Pdf

from publish.matrix import IDENTITY, Matrix, apply, product
from publish.units import pt

# a source TrimBox is believed when it has the job's size within this
SIZE_TOLERANCE_PT = 1.0
DROPPED = ("/CropBox", "/ArtBox", "/Rotate", "/UserUnit")
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """One sheet: the trim inside the bleed inside a margin for marks, all in mm."""

    trim_mm: tuple[float, float]
    bleed_mm: float
    margin_mm: float

    @property
    def sheet_mm(self) -> tuple[float, float]:
        """Width and height of the whole sheet (MediaBox)."""
        width, height = self.trim_mm
        return width + 2 * self.edge_mm, height + 2 * self.edge_mm

    @property
    def edge_mm(self) -> float:
        """Distance from the edge of the sheet to the trim."""
        return self.margin_mm + self.bleed_mm

    def box(self, inset_mm: float) -> Array:
        """Return a box ``inset_mm`` inside the sheet's edge, in points."""
        width, height = self.sheet_mm
        edges = (inset_mm, inset_mm, width - inset_mm, height - inset_mm)
        return Array([round(pt(edge), DECIMALS) for edge in edges])


def lay_out(pdf: Pdf, frames: Iterable[Frame]) -> None:
    """Give each page of ``pdf`` the boxes of its frame and move its artwork there."""
    settle(pdf)
    for page, frame in zip(pdf.pages, frames, strict=True):
        matrix = _placement(page, frame)
        _move(pdf, page, frame, matrix)
        _move_patterns(page, matrix)
        for name in DROPPED:
            if name in page.obj:
                del page.obj[name]
        page.obj.MediaBox = frame.box(0)
        page.obj.BleedBox = frame.box(frame.margin_mm)
        page.obj.TrimBox = frame.box(frame.edge_mm)


def settle(pdf: Pdf) -> None:
    """Give each page what it inherits from the page tree, and leave nothing there."""
    for page in pdf.pages:
        node = page.obj
        while (node := node.get("/Parent")) is not None:
            for name in INHERITED:
                if name in node and name not in page.obj:
                    page.obj[name] = node[name]
        page.obj.Resources = page.obj.get("/Resources", Dictionary())
    for page in pdf.pages:
        node = page.obj
        while (node := node.get("/Parent")) is not None:
            for name in INHERITED:
                if name in node:
                    del node[name]


def _placement(page: Page, frame: Frame) -> Matrix:
    """Return the matrix from the page's own space to the sheet's."""
    upright = upright_matrix(page)
    media, trim = (through(upright, box) for box in (page.mediabox, page.trimbox))
    wanted = [pt(side) for side in frame.trim_mm]
    held = (trim[2] - trim[0], trim[3] - trim[1])
    if any(abs(a - b) > SIZE_TOLERANCE_PT for a, b in zip(wanted, held, strict=True)):
        centre = ((media[0] + media[2]) / 2, (media[1] + media[3]) / 2)
        trim = [centre[0] - wanted[0] / 2, centre[1] - wanted[1] / 2]
    edge = pt(frame.edge_mm)
    return product(upright, (1, 0, 0, 1, edge - trim[0], edge - trim[1]))


def upright_matrix(page: Page) -> Matrix:
    """Return the matrix that applies a page's Rotate and UserUnit."""
    unit = float(page.obj.get("/UserUnit", 1))
    quarter = int(page.obj.get("/Rotate", 0)) // 90 % 4
    cos, sin = ((1, 0), (0, -1), (-1, 0), (0, 1))[quarter]  # clockwise
    return (cos * unit, sin * unit, -sin * unit, cos * unit, 0, 0)


def through(matrix: Matrix, box: Iterable) -> list[float]:
    """Return where a matrix puts a box: left, bottom, right, top."""
    x1, y1, x2, y2 = (float(edge) for edge in box)
    corners = [apply(matrix, x, y) for x in (x1, x2) for y in (y1, y2)]
    xs, ys = zip(*corners, strict=True)
    return [min(xs), min(ys), max(xs), max(ys)]


def _move(pdf: Pdf, page: Page, frame: Frame, matrix: Matrix) -> None:
    """Clip the artwork at the bleed and shift it."""
    x1, y1, x2, y2 = (float(edge) for edge in frame.box(frame.margin_mm))
    clip = f"{written(x1, y1, x2 - x1, y2 - y1)} re W n"
    shift = written(*matrix)
    before = b"q %s %s cm q" % (clip.encode(), shift.encode())
    page.contents_add(pdf.make_stream(before), prepend=True)
    page.contents_add(pdf.make_stream(b"Q Q"))


def written(*numbers: float) -> str:
    """Return numbers as a content stream has them."""
    return " ".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in numbers)


def _move_patterns(page: Page, matrix: Matrix) -> None:
    """Shift the page's patterns too: their space is the sheet's, whatever ``cm`` says.

    (ISO 32000-1 §8.7.3.1.) Copies, because a form may use the same pattern in a
    space that has moved with it.
    """
    resources = Dictionary(page.obj.Resources)
    moved = Dictionary()
    for name, pattern in resources.get("/Pattern", Dictionary()).items():
        own = tuple(float(n) for n in pattern.get("/Matrix", IDENTITY))
        moved[name] = copy(pattern)
        moved[name].Matrix = Array([round(n, 6) for n in product(own, matrix)])
    if len(moved):
        resources.Pattern = moved
        page.obj.Resources = resources
