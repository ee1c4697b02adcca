"""Page boxes: where the sheet is cut, how far ink runs beyond, and room for marks.

In:  an open PDF whose pages hold the trim plus bleed, wherever their origin is.
Out: the same pages with the origin at the lower left corner of the sheet, MediaBox,
     BleedBox and TrimBox set, artwork clipped at the bleed; no CropBox, ArtBox,
     Rotate or UserUnit (print-standards.md X11, X12, W11 and the Ghent rules).
Units: mm in ``Frame``, points in the file.
"""

from copy import copy
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from publish.plates.matrix import Matrix, product
from publish.units import mm, pt

# a source TrimBox is believed when it has the job's size within this
SIZE_TOLERANCE_PT = 1.0
DROPPED = ("/CropBox", "/ArtBox", "/Rotate", "/UserUnit")
DECIMALS = 4
# what ISO 32000-1 §8.4.1 sets at the start of a page, but in the press's own space
BLACK = b"0 0 0 1 k 0 0 0 1 K"


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

    def box(self, inset_mm: float, outset_mm: float = 0) -> Array:
        """Return a box ``inset_mm`` inside the sheet's edge, in points."""
        width, height = self.sheet_mm
        edges = (inset_mm, inset_mm, width - inset_mm, height - inset_mm)
        return Array([round(pt(edge), DECIMALS) for edge in edges])


def lay_out(pdf: Pdf, frame: Frame) -> None:
    """Give every page of ``pdf`` the boxes of ``frame`` and move its artwork there."""
    patterns: dict[tuple[int, int], Object] = {}
    for page in pdf.pages:
        matrix = _placement(page, frame)
        _move(pdf, page, frame, matrix)
        _move_patterns(pdf, page, matrix, patterns)
        for name in DROPPED:
            if name in page.obj:
                del page.obj[name]
        page.obj.MediaBox = frame.box(0)
        page.obj.BleedBox = frame.box(frame.margin_mm)
        page.obj.TrimBox = frame.box(frame.edge_mm)


def size_mm(page: Page) -> tuple[float, float]:
    """Return width and height of a page's TrimBox as it is seen, in mm."""
    x1, y1, x2, y2 = (float(edge) for edge in page.trimbox)
    unit = float(page.obj.get("/UserUnit", 1))
    width, height = mm((x2 - x1) * unit), mm((y2 - y1) * unit)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (height, width) if turned else (width, height)


def _placement(page: Page, frame: Frame) -> Matrix:
    """Return the matrix from the page's own space to the sheet's."""
    upright = upright_matrix(page)
    media, trim = (
        _through(upright, [float(edge) for edge in box])
        for box in (page.mediabox, page.trimbox)
    )
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


def _through(matrix: Matrix, box: list[float]) -> list[float]:
    a, b, c, d, e, f = matrix
    corners = [(box[i], box[j]) for i in (0, 2) for j in (1, 3)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return [min(xs), min(ys), max(xs), max(ys)]


def _move(pdf: Pdf, page: Page, frame: Frame, matrix: Matrix) -> None:
    """Clip the artwork at the bleed and shift it; it starts black on the K plate."""
    x1, y1, x2, y2 = (float(edge) for edge in frame.box(frame.margin_mm))
    clip = f"{x1:g} {y1:g} {x2 - x1:.{DECIMALS}f} {y2 - y1:.{DECIMALS}f} re W n"
    shift = " ".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in matrix)
    before = b"q %s %s %s cm q" % (clip.encode(), BLACK, shift.encode())
    page.contents_add(pdf.make_stream(before), prepend=True)
    page.contents_add(pdf.make_stream(b"Q Q"))


def _move_patterns(
    pdf: Pdf, page: Page, matrix: Matrix, done: dict[tuple[int, int], Object]
) -> None:
    """Shift the page's patterns too: their space is the sheet's, whatever ``cm`` says.

    (ISO 32000-1 §8.7.3.1.) A copy, because a form may use the same pattern in a
    space that has moved with it.
    """
    resources = page.obj.get("/Resources", page.resources)
    patterns = resources.get("/Pattern")
    if not patterns:
        return
    resources = Dictionary(resources)
    moved = Dictionary()
    for name, pattern in patterns.items():
        key = pattern.objgen
        if key not in done or key == (0, 0):
            duplicate = copy(pattern)
            own = tuple(float(n) for n in pattern.get("/Matrix", (1, 0, 0, 1, 0, 0)))
            duplicate.Matrix = Array([round(n, 6) for n in product(own, matrix)])
            done[key] = duplicate
        moved[name] = done[key]
    resources[Name.Pattern] = moved
    page.obj.Resources = resources
