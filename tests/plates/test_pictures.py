"""RGB pictures become CMYK through the profile, and look the same on the plates."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from publish.plates import pictures

ICC = Path(__file__).parents[2] / "layouts/icc/ISOcoated_v2_300_bas.icc"


def page_with(image: Image.Image) -> pikepdf.Pdf:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 100))
    canvas.drawImage(ImageReader(image), 0, 0, 200, 100)
    canvas.save()
    return pikepdf.open(io.BytesIO(buffer.getvalue()))


def picture_of(pdf: pikepdf.Pdf) -> pikepdf.PdfImage:
    (image,) = pdf.pages[0].get_images().values()
    return pikepdf.PdfImage(image)


@pytest.mark.parametrize(
    ("space", "expected"), [("cmyk", "/DeviceCMYK"), ("grey", "/DeviceGray")]
)
def test_an_rgb_picture_is_converted(space: str, expected: str) -> None:
    pdf = page_with(Image.new("RGB", (64, 32), (200, 40, 30)))
    pictures.convert(pdf, ICC.read_bytes(), space)
    assert picture_of(pdf).colorspace == expected


def test_black_stays_within_the_ink_limit_of_the_profile() -> None:
    pdf = page_with(Image.new("RGB", (64, 32), (0, 0, 0)))
    pictures.convert(pdf, ICC.read_bytes(), "cmyk")
    stored = picture_of(pdf).obj
    pixel = Image.open(io.BytesIO(stored.read_raw_bytes())).getpixel((10, 10))
    inverted = stored.get("/Decode") is not None
    # Pillow undoes the Adobe inversion when it reads; Decode undoes it in the PDF.
    coverage = sum(value / 2.55 for value in pixel)
    assert inverted and 250 <= coverage <= 305


def test_screen_files_keep_their_pictures() -> None:
    pdf = page_with(Image.new("RGB", (64, 32), (200, 40, 30)))
    before = picture_of(pdf).obj.read_raw_bytes()
    pictures.convert(pdf, b"", "rgb")
    assert picture_of(pdf).obj.read_raw_bytes() == before
