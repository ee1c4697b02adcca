"""The canvas: millimetres, inks and embedded faces, the same bytes every time."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from publish import faces
from publish.canvas import REGISTRATION, Canvas, width_mm
from publish.inks import Ink
from publish.units import mm, pt

FACES = faces.load(Path(__file__).parents[1])
FACE = FACES.get("text")
PETROL = Ink(name="petrol", cmyk=(90, 45, 45, 45), screen="#0b4f5c", grey=85)


def drawing() -> bytes:
    canvas = Canvas(FACES, 100, 50)
    canvas.fill(PETROL, 50)
    canvas.rect(10, 10, 20, 5)
    canvas.text(10, 30, "AVA Ə", FACE, 12)
    canvas.next_page(40, 40)
    canvas.stroke_spot(REGISTRATION, PETROL, 0.25)
    canvas.line(0, 0, 40, 40)
    return canvas.pdf()


def operators(page: pikepdf.Page) -> dict[str, list]:
    return {
        str(instruction.operator): list(instruction.operands)
        for instruction in pikepdf.parse_content_stream(page)
    }


def test_lengths_are_millimetres_and_colours_inks() -> None:
    with pikepdf.open(BytesIO(drawing())) as pdf:
        assert pdf.pdf_version == "1.6"
        first, second = pdf.pages
        assert mm(float(first.mediabox[2])) == pytest.approx(100, abs=0.01)
        assert mm(float(second.mediabox[3])) == pytest.approx(40, abs=0.01)
        seen = operators(first)
        assert [float(n) for n in seen["k"]] == [0.45, 0.225, 0.225, 0.225]
        assert float(seen["re"][2]) == pytest.approx(pt(20), abs=0.001)
        assert [str(space[1]) for _, space in second.resources.ColorSpace.items()] == [
            "/All"
        ]


def test_every_font_is_embedded() -> None:
    with pikepdf.open(BytesIO(drawing())) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        fonts = [font for font in fonts if font.get("/Type") == "/Font"]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_text_is_kerned() -> None:
    with TTFont(FACE.path) as font:
        advances = font["hmtx"].metrics
        cmap, em = font.getBestCmap(), font["head"].unitsPerEm
        plain = sum(advances[cmap[ord(letter)]][0] for letter in "AVA") / em
    assert width_mm("AVA", FACE, 100) < mm(plain * 100) - 2
    assert width_mm("", FACE, 100) == 0
    assert width_mm("AV", FACE, 10, tracking_pt=2) == pytest.approx(
        width_mm("AV", FACE, 10) + mm(2)
    )


def test_the_same_calls_give_the_same_bytes() -> None:
    assert drawing() == drawing()


def test_a_rich_black_keeps_its_inks() -> None:
    """A build whose grey looks like plain black must not turn into K alone."""
    rich = Ink(name="rich", cmyk=(60, 40, 40, 100), screen="#000000", grey=100)
    canvas = Canvas(FACES, 20, 20)
    canvas.fill(rich)
    canvas.rect(1, 1, 5, 5)
    with pikepdf.open(BytesIO(canvas.pdf())) as pdf:
        assert [float(n) for n in operators(pdf.pages[0])["k"]] == [0.6, 0.4, 0.4, 1]
