"""Compose single sheets for tests, and read them back as they were set."""

from collections.abc import Iterator
from ctypes import create_string_buffer
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

from publish import content, domain, theme
from publish.figures import draw
from publish.inks import Form
from publish.layouts import load_layout
from publish.pages import Brief, Pages, compose, figures_of
from publish.units import mm

X_HIGH = "vwxz"  # letters as high as the x, flat above and below
SPACE_OF = {  # operators that name a colour space by themselves
    **dict.fromkeys(("rg", "RG"), "/DeviceRGB"),
    **dict.fromkeys(("k", "K"), "/DeviceCMYK"),
    **dict.fromkeys(("g", "G"), "/DeviceGray"),
}


def brief_of(folder: Path, name: str, form: Form = "press") -> Brief:
    """Return the brief of a product, its figures drawn."""
    edition = domain.assemble(content.read(folder), "en")
    (product,) = (p for p in edition.project.product if p.name == name)
    look, layout = theme.load(folder), load_layout(folder, product.layout)
    artworks = {
        key: draw(
            edition, key, layout.slot_for(key, edition.figures[key].group), form, look
        )
        for key in figures_of(product, edition)
    }
    return Brief(product, edition, layout, look, form, artworks)


def composed(folder: Path, name: str, form: Form = "press") -> Pages:
    """Return a composed product."""
    return compose(brief_of(folder, name, form))


@dataclass(frozen=True)
class Sign:
    """One set character: its face and the box of its ink, mm from the page's edges."""

    text: str
    face: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def signs(pages: Pages) -> Iterator[Sign]:
    """Yield the set characters, measured from the lower left corner of the trim."""
    pdf = pypdfium2.PdfDocument(pages.pdf)
    for number, page in enumerate(pdf):
        text = page.get_textpage()
        left, bottom, _, _ = page.get_trimbox()
        for index in range(text.count_chars()):
            sign = text.get_text_range(index, 1)
            if not sign.strip():
                continue
            box = text.get_charbox(index)
            x0, y0, x1, y1 = (
                mm(value - origin)
                for value, origin in zip(box, (left, bottom) * 2, strict=True)
            )
            yield Sign(sign, _face(text, index), number + 1, x0, y0, x1, y1)


def spaces(pages: Pages) -> set[str]:
    """Return the colour spaces that pages and forms paint in."""
    with pikepdf.open(BytesIO(pages.pdf)) as pdf:
        streams = [*pdf.pages, *(thing for thing in pdf.objects if _is_form(thing))]
        return {
            SPACE_OF.get(str(operator)) or str(operands[0])
            for stream in streams
            for operands, operator in pikepdf.parse_content_stream(stream)
            if str(operator) in ("cs", "CS", *SPACE_OF)
        }


def text_fills(pages: Pages) -> set[tuple[float, ...]]:
    """Return the fills of all text, that of figures included."""
    found, fill, kept = set(), (), []
    with pikepdf.open(BytesIO(pages.pdf)) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "q":
                        kept.append(fill)
                    case "Q":
                        fill = kept.pop()
                    case "scn":
                        fill = tuple(map(float, operands))
                    case "Tj" | "TJ":
                        found.add(fill)
    return found


def _is_form(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"


def _face(text: pypdfium2.PdfTextPage, index: int) -> str:
    name = create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, name, len(name), None)
    return name.value.decode().partition("+")[2]
