"""What is proofed: a file, and what it was made for.

In:  a publication's folder, a product and the file that was built of it.
Out: ``Subject``.
"""

from dataclasses import dataclass
from pathlib import Path

from publish import theme
from publish.content.settings import Product
from publish.layouts import Grid, PrinterProfile, load_layout, load_printer
from publish.plates.intent import read_icc
from publish.theme import Theme


@dataclass(frozen=True)
class Subject:
    """A file to proof.

    ``safe_mm`` and ``grid`` are those of its layout on its paper; ``icc`` is the
    profile of the printing condition; ``scale`` is 10 at 1:10; ``facing`` is true
    where left and right pages mirror each other.
    """

    pdf: Path
    printer: PrinterProfile
    safe_mm: float
    grid: Grid | None
    theme: Theme
    icc: bytes
    scale: int = 1
    facing: bool = False


def subject_of(folder: Path, product: Product, printer: str, pdf: Path) -> Subject:
    """Return a built file of a product with all that a proof of it needs.

    Raises: LayoutError for a faulty layout, profile or theme.
    """
    profile = load_printer(folder, printer)
    layout = load_layout(folder, product.layout)
    return Subject(
        pdf=pdf,
        printer=profile,
        safe_mm=layout.safe_mm,
        grid=layout.grid_on(product.trim_mm),
        theme=theme.load(folder),
        icc=read_icc(profile, folder),
        scale=product.scale,
        facing=product.kind == "booklet",
    )
