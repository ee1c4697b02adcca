"""The slug: one small line under the page that says what the sheet is.

In:  Job, printer profile, Frame. Out: the words, broken into lines that fit the
sheet, and the lines drawn in K below the marks.
Type in pt, distances in mm (print-standards.md section 3: 6 to 7 pt, K).
"""

from publish.canvas import Canvas, width_mm
from publish.faces import Face
from publish.layouts import PrinterProfile
from publish.plates.boxes import Frame
from publish.plates.job import Job
from publish.plates.marks import GAP_MM, KEY, LEAST_OFFSET_MM, LENGTH_MM

SIZE_PT = 6.5
LEADING_MM = 2.8
BETWEEN = "  ·  "
LEAST_MARGIN_MM = 10.0  # beyond the bleed: print-standards.md section 3


def margin_mm(lines: int, bleed_mm: float) -> float:
    """Return the room beyond the bleed that marks and ``lines`` of slug take."""
    marks = max(0.0, LEAST_OFFSET_MM - bleed_mm) + GAP_MM + LENGTH_MM
    return max(LEAST_MARGIN_MM, marks + GAP_MM + lines * LEADING_MM + GAP_MM)


def words(job: Job, profile: PrinterProfile, page: int, pages: int) -> list[str]:
    """Return the parts of the slug of one page, in their order."""
    width, height = (f"{side * job.scale:g}" for side in job.trim_mm)
    size = f"trim {width} × {height} mm"
    if job.scale > 1:
        in_file = " × ".join(f"{side:g}" for side in job.trim_mm)
        size = f"final size {width} × {height} mm, in this file {in_file} mm"
    return [
        job.title,
        job.file,
        f"page {page} of {pages}",
        job.language,
        size,
        f"bleed {job.bleed_mm:g} mm",
        f"{profile.title} ({profile.intent})",
        job.moment.strftime("%Y-%m-%d"),
        f"scale 1:{job.scale}",
    ]


def break_lines(parts: list[str], face: Face, room_mm: float) -> list[str]:
    """Return the parts joined into as few lines as fit the room."""
    broken: list[str] = []
    for part in parts:
        longer = f"{broken[-1]}{BETWEEN}{part}" if broken else part
        if broken and width_mm(longer, face, SIZE_PT) <= room_mm:
            broken[-1] = longer
        else:
            broken.append(part)
    return broken


def draw_slug(canvas: Canvas, frame: Frame, face: Face, slug: list[str]) -> None:
    """Draw the lines from the left edge of the trim, the last one lowest."""
    canvas.fill(KEY)
    for above, line in enumerate(reversed(slug)):
        canvas.text(
            frame.edge_mm, GAP_MM + 0.6 + above * LEADING_MM, line, face, SIZE_PT
        )
