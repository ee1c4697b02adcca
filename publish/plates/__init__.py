"""6 FINISH: trim pages plus bleed and a printer profile become a press PDF.

Changes, never judges: what is wrong with the artwork is for ``preflight`` to say.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from publish import faces
from publish.gathering import gathered
from publish.inks import Palette
from publish.layouts import PrinterProfile
from publish.plates import intent, metadata, overlay, screen
from publish.plates.dressing import ForPress, ForScreen, dressed
from publish.plates.job import Job
from publish.plates.overlay import add_marks
from publish.plates.reading import page_count
from publish.plates.scale import scale_for, scaled
from publish.plates.sheets import impose
from publish.plates.spreads import reader_spreads
from publish.plates.tiles import tile
from publish.shelf import Shelf

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


def finish(
    parts: Sequence[bytes],
    job: Job,
    profile: PrinterProfile,
    folder: Path,
    *,
    jobs: int = 1,
    shelf: Shelf | None = None,
) -> bytes:
    """Return the press or photocopy file of a target.

    Args:
        parts: PDFs whose pages hold trim and bleed, in order.
        folder: The publication's, where the profile's ICC file and the faces are.
        jobs: How many processes may work on the parts.
        shelf: Where finished parts are kept, if they are.
    Raises: LayoutError when the ICC profile or a face cannot be read.
    """
    icc, type_ = intent.read_icc(profile, folder), faces.load(folder)
    frame = overlay.frame_for(job, profile, type_, sum(map(page_count, parts)))
    dress = ForPress(frame, profile.space, job.scale, icc)
    with gathered(dressed(parts, dress, jobs, shelf)) as pdf:
        if profile.marks:
            overlay.add_sheet_marks(pdf, frame, job, profile, type_)
        if profile.standard == "PDF/X-4":
            intent.set_intent(pdf, profile, icc)
        metadata.set_metadata(pdf, job, profile.standard)
        return metadata.to_bytes(pdf, profile.standard)


def finish_screen(
    parts: Sequence[bytes],
    job: Job,
    scripts: Mapping[str, str] | None = None,
    palette: Palette | None = None,
    *,
    jobs: int = 1,
    shelf: Shelf | None = None,
) -> bytes:
    """Return the PDF/UA-1 file of a target for the screen.

    Args:
        parts: PDFs tagged by WeasyPrint (``pdf/ua-1``), in order.
        scripts: Which language a passage in a foreign script is in, such as
            ``{"Cyrillic": "ru"}``.
        palette: The inks of pages that were set for the press.
        jobs, shelf: As in ``finish``.
    Raises: LayoutError when such pages have a colour that is no ink.
    """
    dress = ForScreen(scripts or {}, palette)
    with gathered(dressed(parts, dress, jobs, shelf)) as pdf:
        screen.set_catalogue(pdf, job)
        screen.attach_tables(pdf, job)
        metadata.set_metadata(pdf, job, "PDF/UA-1")
        return metadata.to_bytes(pdf, "PDF/UA-1")
