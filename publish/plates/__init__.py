"""6 FINISH: trim pages plus bleed and a printer profile become a press PDF.

Changes, never judges: what is wrong with the artwork is for ``preflight`` to say.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf

from publish import faces
from publish.inks import Palette
from publish.layouts import PrinterProfile
from publish.plates import (
    boxes,
    cleanup,
    intent,
    metadata,
    overlay,
    overprint,
    pictures,
    recolour,
    screen,
)
from publish.plates.job import Job
from publish.plates.overlay import add_marks
from publish.plates.scale import scale_for, scaled
from publish.plates.sheets import impose
from publish.plates.spreads import reader_spreads
from publish.plates.tiles import tile

__all__ = [
    "Job",
    "add_marks",
    "finish",
    "finish_screen",
    "impose",
    "reader_spreads",
    "scale_for",
    "scaled",
    "tile",
]


def finish(source: bytes, job: Job, profile: PrinterProfile, folder: Path) -> bytes:
    """Return the press or photocopy file of a target.

    ``source`` is any PDF whose pages hold trim and bleed; ``folder`` is the
    publication's, where the profile's ICC file and the faces are.

    Raises: LayoutError when the ICC profile or a face cannot be read.
    """
    icc = intent.read_icc(profile, folder)
    with pikepdf.open(BytesIO(source)) as pdf:
        type_ = faces.load(folder)
        frame = overlay.frame_for(job, profile, type_, len(pdf.pages))
        cleanup.drop_screen_parts(pdf)
        boxes.lay_out(pdf, [frame] * len(pdf.pages))
        pictures.convert(pdf, icc, profile.space)
        cleanup.simplify_colour(pdf, icc, profile.space)
        overprint.rewrite(pdf, profile.space, job.scale)
        if profile.marks:
            overlay.add_sheet_marks(pdf, frame, job, profile, type_)
        if profile.standard == "PDF/X-4":
            intent.set_intent(pdf, profile, icc)
        metadata.set_metadata(pdf, job, profile.standard)
        return metadata.to_bytes(pdf, profile.standard)


def finish_screen(
    source: bytes,
    job: Job,
    scripts: Mapping[str, str] | None = None,
    palette: Palette | None = None,
) -> bytes:
    """Return the PDF/UA-1 file of a target for the screen.

    ``source`` is a PDF tagged by WeasyPrint (``pdf/ua-1``). ``scripts`` says which
    language a passage in a foreign script is in, such as ``{"Cyrillic": "ru"}``;
    ``palette`` has the inks of pages that were set for the press.

    Raises: LayoutError when such pages have a colour that is no ink.
    """
    with pikepdf.open(BytesIO(source)) as pdf:
        if palette:
            recolour.show_on_screen(pdf, palette)
        screen.repair(pdf, job, scripts or {})
        metadata.set_metadata(pdf, job, "PDF/UA-1")
        return metadata.to_bytes(pdf, "PDF/UA-1")
