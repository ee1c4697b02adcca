"""Make small pictures of finished PDFs, for a README or a web page.

In:  the press files of the products, by name.
Out: one PNG a product: up to four telling pages side by side, inside the trim.
"""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image, ImageStat

from publish.errors import Fault, UsageError

WIDTH_PX = 800
COLOURS = 128
GAP_PX = 8
GROUND = "#9a9a98"  # the table on which the pages lie
PAGES = 4  # shown of a product with several
SAMPLE_SCALE = 0.1  # of a page that is only looked at for its colour


def pictures(built: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """Yield a file name and a PNG for each product.

    Raises: UsageError when a product was not built.
    """
    for name, file in built.items():
        if not file.is_file():
            fault = Fault(f"{file.name} is not built", None, "run publish build")
            raise UsageError(fault)
        yield f"{name}.png", _png(_beside(_pages(file)))


def _pages(file: Path) -> list[Image.Image]:
    """Return up to four telling pages of a file, inside the trim, of equal width."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        chosen = _telling(document)
        return [_page(document[number], WIDTH_PX // len(chosen)) for number in chosen]
    finally:
        document.close()


def _telling(document) -> list[int]:
    """Return the first page, and from each further part the one with most colour."""
    count = len(document)
    if count <= PAGES:
        return list(range(count))
    part = (count - 2) // (PAGES - 1)  # the back cover is left out
    parts = (range(1 + n * part, 1 + (n + 1) * part) for n in range(PAGES - 1))
    return [0, *(max(part, key=lambda n: _colour(document[n])) for part in parts)]


def _colour(page) -> float:
    """Return the mean saturation of a page, 0 to 255."""
    image = page.render(scale=SAMPLE_SCALE).to_pil().convert("HSV")
    return ImageStat.Stat(image.getchannel("S")).mean[0]


def _page(page, width_px: int) -> Image.Image:
    box = page.get_trimbox()
    page.set_cropbox(*box)
    page.set_mediabox(*box)
    scale = 2 * width_px / (box[2] - box[0])
    image = page.render(scale=scale).to_pil().convert("RGB")
    return image.resize((width_px, round(image.height * width_px / image.width)))


def _beside(images: list[Image.Image]) -> Image.Image:
    width = sum(image.width for image in images) + GAP_PX * (len(images) + 1)
    height = max(image.height for image in images) + 2 * GAP_PX
    sheet = Image.new("RGB", (width, height), GROUND)
    left = GAP_PX
    for image in images:
        sheet.paste(image, (left, GAP_PX))
        left += image.width + GAP_PX
    return sheet


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.quantize(COLOURS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
