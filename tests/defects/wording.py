"""Text to plant in pages, in the good file's own face."""

from pikepdf import Dictionary, Pdf

from tests.defects.planting import (
    add,
)
from tests.defects.samples import face

OVERPRINT = Dictionary(OP=True, op=True, OPM=1)


def words(
    size: str = "/F1 9 Tf", x: float = 80, y: float = 80, say: str = "(Letters)"
) -> str:
    """Return a text object at a place on the sheet."""
    return f"BT {size} {x} {y} Td {say} Tj ET"


def text_defect(pdf: Pdf, content: str, overprint: bool = True, page: int = 2) -> None:
    """Add text in the good file's own font."""
    states = {"Op": OVERPRINT} if overprint else {}
    before = "/Op gs " if overprint else ""
    add(pdf, before + content, page, Font=face(pdf), ExtGState=states)


def keep_one(pdf: Pdf, scale: int) -> None:
    """Keep one page, with the bleed that 5 mm make at a scale."""
    del pdf.pages[1:]
