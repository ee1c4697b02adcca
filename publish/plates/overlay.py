"""Marks and slug laid over finished pages, one drawing a sheet.

In:  an open PDF with its boxes, Job, profile and faces.
Out: the same pages, each with one more form XObject outside the bleed.
"""

from io import BytesIO
from itertools import count

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from publish.canvas import Canvas
from publish.faces import Faces
from publish.layouts import PrinterProfile
from publish.plates.boxes import Frame, lay_out, settle, through, upright_matrix
from publish.plates.job import Job
from publish.plates.marks import draw_marks
from publish.plates.metadata import saved
from publish.plates.reading import opened_pdf
from publish.plates.slug import break_lines, draw_slug, margin_mm, words
from publish.units import mm

FACE_ROLE = "label"
FORM = "/Overlay{}"
FORM_STEM = FORM.format("")


def frame_for(job: Job, profile: PrinterProfile, faces: Faces, pages: int) -> Frame:
    """Return the sheet of a job, with room for marks if the printer wants them."""
    if not profile.marks:
        return Frame(job.trim_mm, job.bleed_mm, 0)
    longest = words(job, profile, pages, pages)
    broken = break_lines(longest, faces.get(FACE_ROLE), job.trim_mm[0])
    margin = margin_mm(len(broken), job.bleed_mm)
    return Frame(job.trim_mm, job.bleed_mm, margin)


def add_sheet_marks(
    pdf: Pdf, frame: Frame, job: Job, profile: PrinterProfile, faces: Faces
) -> None:
    """Draw marks and slug on every page."""
    face = faces.get(FACE_ROLE)
    canvas = Canvas(faces, *frame.sheet_mm)
    total = len(pdf.pages)
    for number in range(1, total + 1):
        if number > 1:
            canvas.next_page(*frame.sheet_mm)
        draw_marks(canvas, frame, job.folds_mm)
        parts = words(job, profile, number, total)
        draw_slug(canvas, frame, face, break_lines(parts, face, frame.trim_mm[0]))
    lay_over(pdf, canvas.pdf())


def add_marks(source: bytes, faces: Faces) -> bytes:
    """Return any PDF with printer's marks round the trim of each page.

    A page without TrimBox is taken to be trimmed at its edge; marks that stand
    outside the bleed already are cut off and drawn anew.
    """
    with opened_pdf(source) as pdf:
        settle(pdf)
        lift_off(pdf)
        frames = [_frame_of(page) for page in pdf.pages]
        lay_out(pdf, frames)
        canvas = Canvas(faces, *frames[0].sheet_mm)
        for number, frame in enumerate(frames):
            if number:
                canvas.next_page(*frame.sheet_mm)
            draw_marks(canvas, frame)
        lay_over(pdf, canvas.pdf())
        return saved(pdf)


def _frame_of(page: Page) -> Frame:
    upright = upright_matrix(page)
    trim = through(upright, page.trimbox)
    bleed = through(upright, page.obj.get("/BleedBox", page.trimbox))
    held = [abs(a - b) for a, b in zip(trim, bleed, strict=True)]
    size = (mm(trim[2] - trim[0]), mm(trim[3] - trim[1]))
    bleed_mm = round(mm(min(held)), 3)
    return Frame(size, bleed_mm, margin_mm(0, bleed_mm))


def lay_over(pdf: Pdf, drawing: bytes) -> None:
    """Paint each page of ``drawing`` over the page of the same number, 1:1."""
    with pikepdf.open(BytesIO(drawing)) as over:
        for page, layer in zip(pdf.pages, over.pages, strict=True):
            form = pdf.copy_foreign(layer.as_form_xobject())
            name = _own_form(page, form)
            page.contents_add(pdf.make_stream(b"q %s Do Q" % name.encode()))
            page.contents_coalesce()


def lift_off(pdf: Pdf) -> None:
    """Empty what was laid over the pages of a finished file, before it is used again.

    Clipped marks would not print, but stay in the file for every reader of its text.
    """
    nothing = pdf.make_stream(b"")
    nothing.Type, nothing.Subtype = Name.XObject, Name.Form
    nothing.BBox = Array([0, 0, 0, 0])
    for page in pdf.pages:
        forms = page.obj.Resources.get("/XObject", Dictionary())
        for name in [name for name, _ in forms.items() if name.startswith(FORM_STEM)]:
            forms[name] = nothing


def _own_form(page: Page, form: Object) -> str:
    """Name a form in a page's resources, which other pages may share with it."""
    resources = Dictionary(page.obj.Resources)
    forms = Dictionary(resources.get("/XObject", Dictionary()))
    name = next(n for n in map(FORM.format, count(1)) if n not in forms)
    forms[name] = form
    resources.XObject = forms
    page.obj.Resources = resources
    return name
