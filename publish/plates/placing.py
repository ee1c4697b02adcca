"""Pages of one PDF placed on sheets of another: for imposition, tiles and scaling.

In:  a PDF of any origin; its TrimBox and BleedBox count, its Rotate and UserUnit are
     applied. Out: a new PDF. Places in mm from the lower left corner of the sheet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pikepdf
from pikepdf import Array, Dictionary, Object, Page, Pdf

from publish.matrix import Matrix, product
from publish.plates.boxes import settle, through, upright_matrix, written
from publish.plates.job import Job
from publish.plates.metadata import set_metadata, to_bytes
from publish.plates.overlay import lift_off
from publish.plates.reading import opened_pdf
from publish.units import mm, pt

Box = tuple[float, float, float, float]

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # for files that do not say their date
DATE = "D:%Y%m%d%H%M%S"


@dataclass(frozen=True)
class Leaf:
    """One page ready to be placed: upright, its trim starting at the origin.

    ``bleed_mm`` is what it offers beyond the trim: left, bottom, right, top.
    """

    form: Object
    matrix: Matrix
    trim_mm: tuple[float, float]
    bleed_mm: Box


class Sheets:
    """A new file of sheets on which the pages of a source are placed."""

    def __init__(self, source: Pdf) -> None:
        self.pdf = pikepdf.new()
        settle(source)
        lift_off(source)
        self.leaves = [self._leaf(page) for page in source.pages]
        if "/OutputIntents" in source.Root:
            intents = source.make_indirect(source.Root.OutputIntents)
            self.pdf.Root.OutputIntents = self.pdf.copy_foreign(intents)
        self.said = _job_of(source)

    def _leaf(self, page: Page) -> Leaf:
        upright = upright_matrix(page)
        left, bottom, right, top = through(upright, page.trimbox)
        bleed = through(upright, page.obj.get("/BleedBox", page.trimbox))
        form = self.pdf.copy_foreign(page.as_form_xobject(handle_transformations=False))
        form.BBox = Array([round(float(edge), 4) for edge in _bleed_box(page)])
        return Leaf(
            form=form,
            matrix=product(upright, (1, 0, 0, 1, -left, -bottom)),
            trim_mm=(mm(right - left), mm(top - bottom)),
            bleed_mm=(
                mm(left - bleed[0]),
                mm(bottom - bleed[1]),
                mm(bleed[2] - right),
                mm(bleed[3] - top),
            ),
        )

    def add(
        self, size_mm: tuple[float, float], trim_mm: Box, bleed_mm: float = 0
    ) -> None:
        """Begin a new sheet; ``trim_mm`` is left, bottom, right, top of its TrimBox."""
        page = self.pdf.add_blank_page()
        left, bottom, right, top = trim_mm
        bleed = (left - bleed_mm, bottom - bleed_mm, right + bleed_mm, top + bleed_mm)
        for name, box in (
            ("/MediaBox", (0, 0, *size_mm)),
            ("/BleedBox", bleed),
            ("/TrimBox", trim_mm),
        ):
            page.obj[name] = Array([round(pt(edge), 4) for edge in box])
        page.obj.Resources = Dictionary(XObject=Dictionary())

    def place(
        self,
        number: int,
        x: float,
        y: float,
        clip: Box,
        *,
        turned: bool = False,
        scale: float = 1.0,
    ) -> None:
        """Put the trim of page ``number`` (from 0) at x, y of the last sheet.

        ``clip`` is the box on the sheet that its ink stays in.
        """
        leaf, page = self.leaves[number], self.pdf.pages[-1]
        width, height = (pt(side) for side in leaf.trim_mm)
        half_turn = (-1, 0, 0, -1, width, height) if turned else (1, 0, 0, 1, 0, 0)
        matrix = product(leaf.matrix, half_turn)
        matrix = product(matrix, (scale, 0, 0, scale, pt(x), pt(y)))
        left, bottom, right, top = map(pt, clip)
        name = f"/Page{number + 1}"
        page.obj.Resources.XObject[name] = leaf.form
        box = written(left, bottom, right - left, top - bottom)
        drawing = f"q {box} re W n {written(*matrix)} cm {name} Do Q"
        page.contents_add(self.pdf.make_stream(drawing.encode()))

    def to_bytes(self, purpose: str) -> bytes:
        """Return the file; ``purpose`` tells it from others made of the same source."""
        standard = "PDF/X-4" if "/OutputIntents" in self.pdf.Root else "none"
        for page in self.pdf.pages:
            page.contents_coalesce()
        identity = f"{self.said.document_id}/{purpose}"
        job = replace(self.said, document_id=identity)
        set_metadata(self.pdf, job, standard)
        return to_bytes(self.pdf, standard)


@contextmanager
def opened(source: bytes) -> Iterator[Sheets]:
    """Open a source for placing."""
    with opened_pdf(source) as pdf:
        yield Sheets(pdf)


def _bleed_box(page: Page) -> Object:
    return page.obj.get("/BleedBox", page.trimbox)


def _job_of(source: Pdf) -> Job:
    """Return what a finished file says of itself."""
    info = source.trailer.get("/Info", Dictionary())
    identity = source.trailer.get("/ID")
    try:
        date = datetime.strptime(str(info.get("/CreationDate", ""))[:16], DATE)
    except ValueError:
        date = UNDATED
    return Job(
        title=str(info.get("/Title", "")),
        author=str(info.get("/Author", "")),
        language=str(source.Root.get("/Lang", "")),
        product="",
        file="",
        trim_mm=(0, 0),
        bleed_mm=0,
        date=date,
        document_id=bytes(identity[0]).hex() if identity else "",
    )
