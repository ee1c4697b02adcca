"""An imposition dummy, printed, cut, folded and read in software.

The sheets are a real PDF: each page bears its number at a known place. Leaves are cut
out of the sides by the file's own geometry, folded, and their numbers read in order.
"""

import re
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from publish import faces
from publish.content.settings import Paper
from publish.plates import impose, reader_spreads
from publish.units import mm, pt
from tests.publications import REPOSITORY

PAPER = Paper(name="offset", gsm=100, bulk=1.5)  # leaves of 0.15 mm
TRIM_MM, BLEED_MM, AT_MM = (148.0, 210.0), 3.0, (60.0, 100.0)
PAGES = 24


@cache
def dummy() -> bytes:
    """Return pages with their numbers, each at the same place of its trim."""
    out = BytesIO()
    width, height = (pt(side + 2 * BLEED_MM) for side in TRIM_MM)
    inner = (pt(BLEED_MM), pt(BLEED_MM), width - pt(BLEED_MM), height - pt(BLEED_MM))
    canvas = Canvas(
        out, (width, height), trimBox=inner, bleedBox=(0, 0, width, height), invariant=1
    )
    for page in range(1, PAGES + 1):
        canvas.setFont("Courier", 40)
        canvas.drawString(*(pt(at + BLEED_MM) for at in AT_MM), f"<{page}>")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def sides(imposed: bytes) -> list[dict[int, float]]:
    """Return, by side, each number with the x of its page's left edge, mm from the
    middle of the sheet."""
    found = []
    for page in pypdfium2.PdfDocument(imposed):
        text, placed = page.get_textpage(), {}
        said = text.get_text_range()
        for match in re.finditer(r"<(\d+)>", said):
            left = text.get_charbox(match.start(), loose=True)[0]
            placed[int(match[1])] = mm(left - page.get_width() / 2) - AT_MM[0]
        found.append(placed)
    return found


def leaves(front: dict[int, float], back: dict[int, float]) -> list[tuple[int, int]]:
    """Cut and fold a sheet of two leaves: its four pages, recto and verso of each.

    Turned about its height, what lies at the right of the front is at the left behind.
    """
    left, right = sorted(front, key=front.get)
    behind_right, behind_left = sorted(back, key=back.get)
    return [(right, behind_right), (behind_left, left)]


def test_a_stitched_dummy_reads_in_order() -> None:
    printed = sides(impose(dummy(), faces.load(REPOSITORY), binding="saddle"))
    sheets = [leaves(*pair) for pair in zip(printed[::2], printed[1::2], strict=True)]
    reading = [page for sheet in sheets for page in sheet[0]]
    reading += [page for sheet in reversed(sheets) for page in sheet[1]]
    assert reading == list(range(1, PAGES + 1))


def test_a_gathered_dummy_reads_in_order() -> None:
    made = impose(dummy(), faces.load(REPOSITORY), binding="perfect", section=4)
    printed = sides(made)
    sheets = [leaves(*pair) for pair in zip(printed[::2], printed[1::2], strict=True)]
    reading = [page for sheet in sheets for leaf in sheet for page in leaf]
    assert reading == list(range(1, PAGES + 1))


def test_after_trimming_the_margins_of_a_crept_booklet_are_equal() -> None:
    """Folded, sheet i stands out by i calipers; the knife cuts all at one place."""
    made = impose(dummy(), faces.load(REPOSITORY), binding="saddle", paper=PAPER)
    for number, placed in enumerate(sides(made)):
        out = number // 2 * PAPER.caliper_mm
        left, right = sorted(placed.values())
        assert right + out == pytest.approx(0, abs=0.02)
        assert left - out == pytest.approx(-TRIM_MM[0], abs=0.02)


def test_reader_spreads_show_facing_pages() -> None:
    """The first page stands alone at the right, as in the hand."""
    shown = [sorted(placed) for placed in sides(reader_spreads(dummy()))]
    assert shown == [[1], *([n, n + 1] for n in range(2, PAGES, 2)), [PAGES]]
    first, second = sides(reader_spreads(dummy()))[:2]
    assert first[1] == pytest.approx(0, abs=0.02)
    assert second[2] == pytest.approx(-TRIM_MM[0], abs=0.02)
    assert second[3] == pytest.approx(0, abs=0.02)


def test_sections_of_eight_fit_a_press_sheet_with_room_for_milling() -> None:
    """SRA3, which lies across, is turned for four A5 pages on a side."""
    bound = {"binding": "perfect", "section": 8, "paper": PAPER}
    sheets = impose(dummy(), faces.load(REPOSITORY), sheet_mm=(450, 320), **bound)
    pages = pypdfium2.PdfDocument(sheets)
    assert [page.get_size() for page in pages] == [
        pytest.approx((pt(320), pt(450)))
    ] * (PAGES // 4)
    assert {len(side) for side in sides(sheets)} == {4}
