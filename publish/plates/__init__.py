"""6 FINISH: trim pages plus bleed and a printer profile become a press PDF.

Changes, never judges: what is wrong with the artwork is for ``preflight`` to say.
"""

from io import BytesIO
from pathlib import Path

import pikepdf

from publish.layouts import PrinterProfile
from publish.plates import boxes, cleanup, intent, metadata, overprint
from publish.plates.job import Job

__all__ = ["Job", "finish"]


def finish(source: bytes, job: Job, profile: PrinterProfile, folder: Path) -> bytes:
    """Return the press or photocopy file of a target.

    ``source`` is any PDF whose pages hold trim and bleed; ``folder`` is the
    publication's, where the profile's ICC file and the faces are.

    Raises: LayoutError when the ICC profile or a face cannot be read.
    """
    icc = intent.read_icc(profile, folder)
    with pikepdf.open(BytesIO(source)) as pdf:
        frame = boxes.Frame(job.trim_mm, job.bleed_mm, 0)
        cleanup.drop_screen_parts(pdf)
        boxes.lay_out(pdf, frame)
        cleanup.simplify_colour(pdf, icc, profile.space)
        overprint.rewrite(pdf, profile.space, job.scale)
        if profile.standard == "PDF/X-4":
            intent.set_intent(pdf, profile, icc)
        metadata.set_metadata(pdf, job, profile.standard)
        return metadata.to_bytes(pdf, profile.standard)
