"""Proofs: what the press will make of a file, as pictures for a screen.

In:  a finished press or photocopy PDF, its printer profile, layout and theme.
Out: PNG files in one folder, for each page (here page 3):
     ``p03_soft.png`` through the ICC profile, cut at the trim;
     ``p03_overlay.png`` the whole sheet with trim, bleed, safe zone and grid;
     ``p03_plate-1-cyan.png`` … one for each ink;
     ``p03_ink.png`` total ink up to the bleed, with the hottest 15 mm² marked;
     ``p03_sight-protan.png`` … the three colour deficiencies, and grey.
Memory: one page at a time, at a resolution that bounds its pixels.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from publish.errors import Fault, UsageError
from publish.preflight.ink import Peak, peaks_of
from publish.release.folders import new_folder
from publish.release.proofs import inkmap, sight
from publish.release.proofs.colour import soft_proof
from publish.release.proofs.lettering import Lettering
from publish.release.proofs.overlay import Guides, draw_guides
from publish.release.proofs.plates import (
    SOLID,
    Pixels,
    Plates,
    page_boxes,
    read_plates,
    resolution,
)
from publish.release.proofs.subject import Subject, subject_of

__all__ = ["Subject", "proof", "subject_of"]


def proof(
    subject: Subject,
    out: Path,
    *,
    pages: tuple[int, ...] = (),
    paper: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[Path, ...]:
    """Write the proofs of a file into ``out``, which is replaced as a whole.

    Args:
        pages: Pages to show, from 1; all of them if empty.
        paper: Whether the soft proof shows the paper's own white.
        progress: Called with the number of pages done and of all.
    Returns: the files, in order.
    Raises: UsageError for a page that the file does not have; ToolMissing without
        Ghostscript; RenderFailed when it cannot read the file.
    """
    boxes = page_boxes(subject.pdf)
    wanted = pages or tuple(range(1, len(boxes) + 1))
    _check_pages(subject.pdf, wanted, len(boxes))
    peaks = {peak.page: peak for peak in peaks_of(subject.pdf, subject.printer, wanted)}
    names: list[str] = []
    with new_folder(out) as folder:
        for done, page in enumerate(wanted, start=1):
            plates = read_plates(
                subject.pdf, page, boxes[page - 1], resolution(boxes[page - 1])
            )
            looks = _pictures(subject, page, plates, peaks.get(page), paper)
            for name, picture in looks:
                file = f"p{page:02}_{name}.png"
                picture.save(folder / file, dpi=(plates.ppi, plates.ppi))
                names.append(file)
            progress(done, len(wanted))
    return tuple(out / name for name in names)


def _check_pages(pdf: Path, wanted: tuple[int, ...], count: int) -> None:
    for page in wanted:
        if not 1 <= page <= count:
            raise UsageError(
                Fault(f"{pdf.name} has no page {page}", hint=f"it has 1 to {count}")
            )


def _pictures(
    subject: Subject, page: int, plates: Plates, peak: Peak | None, paper: bool
) -> Iterator[tuple[str, Image.Image]]:
    """Yield the proofs of one page, each with its name."""
    letters = Lettering(subject.theme)
    what = f"{subject.pdf.name}, page {page}"
    sheet = soft_proof(plates.composite, subject.icc, paper=paper)
    trimmed = sheet.crop(plates.trim)
    yield "soft", trimmed
    guided, key = draw_guides(sheet, _guides(subject, page, plates), letters)
    yield "overlay", letters.captioned(guided, "Trim and safe zone", what, key)
    yield from _plates(plates, letters, what)
    yield "ink", _ink_map(subject, plates, peak, letters, what)
    for kind, meaning in sight.MEANING.items():
        seen = sight.simulate(trimmed, kind)
        title = f"{kind.capitalize()}: {meaning}"
        yield f"sight-{kind}", letters.captioned(seen, title, what)


def _plates(
    plates: Plates, letters: Lettering, what: str
) -> Iterator[tuple[str, Image.Image]]:
    for number, (ink, plane) in enumerate(plates.planes.items(), start=1):
        mean, most = plates.coverage(ink)
        facts = f"mean {mean:.1f} %, most {most:.0f} % inside the trim; {what}"
        picture = Image.fromarray(SOLID - plane)
        slug = "".join(c if c.isalnum() else "-" for c in ink.lower())
        yield (
            f"plate-{number}-{slug}",
            letters.captioned(picture, ink, facts).convert("L"),
        )


def _ink_map(
    subject: Subject, plates: Plates, peak: Peak | None, letters: Lettering, what: str
) -> Image.Image:
    steps = inkmap.classes(subject.printer.limits, letters.accents)
    picture = inkmap.paint(plates.total, steps)
    inkmap.outline(picture, _within(plates.bleed, plates.trim), letters)
    title = "Total ink"
    if peak:
        place = _within(plates.bleed, plates.boxes.pixels(peak.box, plates.ppi))
        inkmap.mark(picture, peak.percent, place, letters)
        title = f"Total ink: at most {peak.percent:.0f} % on 15 mm²"
    scale = inkmap.scale(plates.total, steps, letters, picture.width)
    return letters.captioned(picture, title, what, foot=scale)


def _within(outer: Pixels, box: Pixels) -> Pixels:
    """Return a box of the sheet as seen from the corner of another."""
    (left, top, *_), (x0, y0, x1, y1) = outer, box
    return x0 - left, y0 - top, x1 - left, y1 - top


def _guides(subject: Subject, page: int, plates: Plates) -> Guides:
    return Guides(
        trim=plates.trim,
        bleed=plates.bleed,
        bleed_mm=plates.boxes.bleed_mm * subject.scale,
        safe_mm=subject.safe_mm,
        scale=subject.scale,
        ppi=plates.ppi,
        grid=subject.grid,
        mirrored=subject.facing and page % 2 == 0,
    )
