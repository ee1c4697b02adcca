"""A small press file of known colours at known places."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf

from publish import plates
from publish.atomic import write_atomic
from publish.cache import Cache
from publish.layouts import load_printer
from publish.pipeline.targets import Target, key
from publish.units import pt

TRIM_MM, BLEED_MM = (148.0, 210.0), 3.0
DATE = datetime(2026, 11, 23, tzinfo=UTC)
CYAN, BLACK, HOT = (1, 0, 0, 0), (0, 0, 0, 1), (1, 1, 0.6, 0.52)
HOT_PERCENT = 312

# left, upper edge, side in mm from the upper left corner of the trim
CYAN_SQUARE = (20.0, 30.0, 40.0)
BLACK_SQUARE = (90.0, 30.0, 20.0)
HOT_SQUARE = (100.0, 150.0, 8.0)


def centre(square: tuple[float, float, float]) -> tuple[float, float]:
    """Return the middle of a square in mm from the upper left of the trim."""
    left, top, side = square
    return left + side / 2, top + side / 2


def trim_pages() -> bytes:
    """Return two pages of trim plus bleed; the second holds the hot square."""
    size = tuple(pt(side + 2 * BLEED_MM) for side in TRIM_MM)
    drawn = _square(CYAN, CYAN_SQUARE) + _square(BLACK, BLACK_SQUARE)
    out = BytesIO()
    with pikepdf.new() as pdf:
        for content in (drawn, drawn + _square(HOT, HOT_SQUARE)):
            page = pdf.add_blank_page(page_size=size)
            page.Contents = pdf.make_stream(content)
        pdf.save(out)
    return out.getvalue()


def _square(cmyk: tuple[float, ...], square: tuple[float, float, float]) -> bytes:
    left, top, side = square
    below = BLEED_MM + TRIM_MM[1] - top - side
    box = " ".join(f"{pt(mm):.4f}" for mm in (BLEED_MM + left, below, side, side))
    return f"{' '.join(map(str, cmyk))} k {box} re f\n".encode()


def press_file(folder: Path, file: str) -> bytes:
    """Return the sample as a finished press file with marks."""
    job = plates.Job(
        title="Sample",
        author="Nobody",
        language="en",
        product="booklet",
        file=file,
        trim_mm=TRIM_MM,
        bleed_mm=BLEED_MM,
        date=DATE,
        document_id="sample",
    )
    printer = load_printer(folder, "booklet")
    return plates.finish([trim_pages()], job, printer, folder)


def pretend_built(folder: Path, target: Target) -> Path:
    """Put the sample where a build would put a target, and record it as fresh."""
    data = press_file(folder, target.file)
    path = folder / "build" / target.file
    write_atomic(path, data)
    cache = Cache(folder / "build" / ".cache")
    row = {"product": target.product.name}
    record = cache.record(target.name, key(folder, target), data, row)
    write_atomic(cache.path(target.name), record)
    return path
