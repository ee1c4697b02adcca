"""Imposed, tiled, scaled and marked files rendered and compared with their pages."""

from functools import cache
from io import BytesIO
from math import ceil

import numpy as np
import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from publish import faces
from publish.content.settings import Paper
from publish.errors import UsageError
from publish.plates import add_marks, finish, impose, scale_for, scaled, tile
from publish.plates.tiling import MARGIN_MM, best_tiling
from publish.units import mm, pt
from tests.plates.samples import REPOSITORY, TRIM_MM, drawn, job, printer, woven

PPI = 100
PX_PER_MM = PPI / 25.4
SLIVER_SHARE = 1e-4
FACES = faces.load(REPOSITORY)
PAPER = Paper(name="offset", gsm=100, bulk=1.2)


@cache
def numbered(pages: int) -> bytes:
    """Return a finished file with its page number on each page."""
    body = "".join(f"<p style='break-after: page'>({i + 1})</p>" for i in range(pages))
    return finish([woven(body)], job(), printer("digital"), REPOSITORY)


@cache
def picture(width_mm: float, height_mm: float) -> bytes:
    """Return a page that looks different everywhere."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(pt(width_mm), pt(height_mm)), invariant=1)
    random = np.random.default_rng(1920)
    for x, y, radius, grey in random.random((400, 4)):
        canvas.setFillGray(grey)
        canvas.circle(
            x * pt(width_mm), y * pt(height_mm), 4 + 40 * radius, stroke=0, fill=1
        )
    canvas.save()
    return out.getvalue()


def rendered(data: bytes, page: int) -> np.ndarray:
    with pypdfium2.PdfDocument(data) as pdf:
        bitmap = pdf[page].render(scale=PPI / 72, grayscale=True)
        pixels = bitmap.to_numpy()
        return pixels.reshape(pixels.shape[:2]).astype(int)


def texts_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def words_of(data: bytes) -> list[list[tuple[str, float]]]:
    """Return the texts "(n)" of each page with the x of their left edge in mm."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            everything = text.get_text_range()
            hits = []
            for start in (i for i, letter in enumerate(everything) if letter == "("):
                end = everything.index(")", start)
                left = text.get_charbox(start)[0]
                hits.append((everything[start + 1 : end], mm(left)))
            found.append(sorted(hits, key=lambda hit: hit[1]))
    return found


def test_a_booklet_on_its_sheets() -> None:
    shown = words_of(impose(numbered(6), FACES, binding="saddle", paper=PAPER))
    assert [[word for word, _ in side] for side in shown] == [
        ["1"], ["2"], ["6", "3"], ["4", "5"],
    ]  # fmt: skip


def test_creep_moves_the_inner_pages_to_the_spine() -> None:
    flat = words_of(impose(numbered(8), FACES, binding="saddle"))
    crept = words_of(impose(numbered(8), FACES, binding="saddle", paper=PAPER))
    moves = [
        round(b - a, 3)
        for one, two in zip(flat, crept, strict=True)
        for (_, a), (_, b) in zip(one, two, strict=True)
    ]
    assert moves == [0, 0, 0, 0, 0.12, -0.12, 0.12, -0.12]


def test_sections_carry_collation_marks() -> None:
    sheets = impose(numbered(12), FACES, binding="perfect", section=8, paper=PAPER)
    with pikepdf.open(BytesIO(sheets)) as pdf:
        assert len(pdf.pages) == 4
        bars = [
            [float(n) for n in instruction.operands]
            for page in list(pdf.pages)[::2]
            for instruction in pikepdf.parse_content_stream(
                page.obj.Resources.XObject["/Overlay1"]
            )
            if str(instruction.operator) == "re"
            and float(instruction.operands[2]) == pytest.approx(pt(4), abs=0.01)
        ]
    assert len(bars) == 2
    assert bars[1][1] < bars[0][1]


def test_cards_on_a_sheet() -> None:
    shown = words_of(impose(numbered(3), FACES, binding="none", sheet_mm=(260, 200)))
    assert [len(side) for side in shown] == [3]
    assert [word for word, _ in shown[0]][-1] == "2"


def test_imposed_files_stay_press_files() -> None:
    sheets = impose(numbered(6), FACES, binding="saddle")
    assert sheets == impose(numbered(6), FACES, binding="saddle")
    assert sheets.startswith(b"%PDF-1.6")
    with (
        pikepdf.open(BytesIO(sheets)) as pdf,
        pikepdf.open(BytesIO(numbered(6))) as one,
    ):
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert pdf.open_metadata()["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert str(pdf.docinfo.Title) == "A <title> & more"
        assert pdf.trailer.ID[0] != one.trailer.ID[0]
        for page in pdf.pages:
            trim = [mm(float(edge)) for edge in page.obj.TrimBox]
            assert trim[2] - trim[0] == pytest.approx(2 * TRIM_MM[0], abs=0.01)


def test_what_cannot_be_imposed_is_said() -> None:
    with pytest.raises(UsageError, match="too small"):
        impose(numbered(6), FACES, binding="saddle", sheet_mm=(200, 100))
    with pytest.raises(UsageError, match="no folding scheme"):
        impose(numbered(6), FACES, binding="perfect", section=6)
    with pytest.raises(UsageError, match="no sheet size"):
        impose(numbered(6), FACES, binding="none")
    mixed = pikepdf.open(BytesIO(drawn()))
    mixed.add_blank_page(page_size=(50, 50))
    out = BytesIO()
    mixed.save(out)
    with pytest.raises(UsageError, match="unlike page 1"):
        impose(out.getvalue(), FACES, binding="saddle")


@pytest.mark.parametrize(
    ("size", "sheet"),  # whole pixels, so that the renderer stretches nothing
    [((304.8, 431.8), (203.2, 304.8)), ((508, 203.2), (152.4, 203.2))],
)
def test_tiles_make_up_the_picture_again(
    size: tuple[float, float], sheet: tuple[float, float]
) -> None:
    source = picture(*size)
    original = rendered(source, 0)
    tiles = tile(source, FACES, sheet_mm=sheet, overlap_mm=10)
    assert tiles == tile(source, FACES, sheet_mm=sheet, overlap_mm=10)
    seen = np.zeros(original.shape, bool)
    for number, piece in enumerate(best_tiling(size, sheet, 10), start=1):
        left, bottom, right, top = piece.box_mm
        shown = rendered(tiles, number)
        # from the sheet's pixels to those of the picture
        x = round((left - MARGIN_MM) * PX_PER_MM)
        y = round((size[1] - top - MARGIN_MM) * PX_PER_MM)
        # a pixel that the edge of the picture runs through is half paper
        edge = ceil(MARGIN_MM * PX_PER_MM)
        width = int((right - left) * PX_PER_MM) - 1
        height = int((top - bottom) * PX_PER_MM) - 1
        part = shown[edge : edge + height, edge : edge + width]
        here = np.s_[y + edge : y + edge + height, x + edge : x + edge + width]
        assert_same_within_a_pixel(part, original, here)
        seen[here] = True
    assert seen[2:-2, 2:-2].all()


def assert_same_within_a_pixel(
    part: np.ndarray, original: np.ndarray, here: tuple[slice, slice]
) -> None:
    padded = np.pad(original, 1, mode="edge")
    rows, columns = here
    around = np.stack(
        [
            padded[
                rows.start + dy : rows.stop + dy, columns.start + dx : columns.stop + dx
            ]
            for dy in range(3)
            for dx in range(3)
        ]
    )
    outside = np.maximum(around.min(axis=0) - part, part - around.max(axis=0))
    # the renderer smooths slivers, finer than a pixel, to either side of a pixel's edge
    assert (outside > 2).mean() < SLIVER_SHARE


def test_no_overlap_can_eat_the_sheet() -> None:
    with pytest.raises(UsageError, match="overlap"):
        tile(drawn(), FACES, sheet_mm=(105, 148), overlap_mm=90)


SOURCES = {
    "woven": woven(),
    "drawn": drawn(),
    "turned": drawn(90),
    "finished": numbered(2),
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_any_file_can_be_marked(source: bytes) -> None:
    marked = add_marks(source, FACES)
    with (
        pikepdf.open(BytesIO(source)) as before,
        pikepdf.open(BytesIO(marked)) as after,
    ):
        assert len(after.pages) == len(before.pages)
        for page in after.pages:
            media = [mm(float(edge)) for edge in page.obj.MediaBox]
            bleed = [mm(float(edge)) for edge in page.obj.BleedBox]
            assert media[:2] == [0, 0]
            assert bleed[0] >= 10
            assert any("/Overlay" in name for name in page.obj.Resources.XObject)
    assert rendered(marked, 0).min() < 200


def test_marks_of_single_pages_do_not_linger() -> None:
    marked = finish([woven("<p>(1)</p>")], job(), printer(), REPOSITORY)
    assert any("card_en_press" in text for text in texts_of(marked))
    for again in (impose(marked, FACES, binding="saddle"), add_marks(marked, FACES)):
        assert not any("card_en_press" in text for text in texts_of(again))


def test_turned_pages_are_marked_upright() -> None:
    with pikepdf.open(BytesIO(add_marks(drawn(90), FACES))) as pdf:
        x1, y1, x2, y2 = (mm(float(edge)) for edge in pdf.pages[0].obj.TrimBox)
        assert (x2 - x1, y2 - y1) == pytest.approx((106, 76), abs=0.01)


def test_a_file_at_one_to_ten() -> None:
    small = scaled(numbered(2), 10)
    with pikepdf.open(BytesIO(small)) as pdf:
        x1, y1, x2, y2 = (mm(float(edge)) for edge in pdf.pages[0].obj.TrimBox)
        assert (x2 - x1, y2 - y1) == pytest.approx((10, 7), abs=0.01)
        assert mm(float(pdf.pages[0].obj.MediaBox[2])) == pytest.approx(10.6, abs=0.01)


def test_scale_keeps_a_page_under_the_limit() -> None:
    assert scale_for((4000, 900), 15) == 1
    assert scale_for((5080, 900), 15) == 10
    assert scale_for((6000, 900), 0) == 10
    assert scale_for((60_000, 900), 0) == 100
