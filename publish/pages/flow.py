"""Set HTML and CSS as pages: the one door to WeasyPrint.

In:  HTML, the style sheets of a layout, the theme and the pictures to place.
Out: a PDF of trim pages plus bleed, and how full each frame became.

Style sheets name inks, ``color: ink(petrol 30%)``; they are filled in for the
colour space of the form. Nothing is fetched but the faces of the theme and the
pictures handed over, under the scheme ``publish:``. Every warning of the engine
is a fault: nothing is dropped from a page in silence.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publish.errors import Faults, LayoutError
from publish.inks import SPACE_OF_FORM, Form
from publish.source import Source
from publish.theme import Theme
from publish.units import MM_PER_INCH

CSS_PX_PER_MM = 96 / MM_PER_INCH  # CSS Values 3, absolute lengths
SCHEME = "publish:"
_INK = re.compile(r"\bink\(\s*([\w-]+)(?:\s+(\d{1,3})%)?\s*\)")


@dataclass(frozen=True)
class Frame:
    """A box of fixed height that text must fit: how much of it is used."""

    name: str
    page: int
    height_mm: float
    used_mm: float
    at: str


@dataclass(frozen=True)
class Flowed:
    """Set pages: the PDF, its page count and its frames."""

    pdf: bytes
    pages: int
    frames: tuple[Frame, ...]


def style_sheet(path: Path, theme: Theme, form: Form) -> str:
    """Return a layout's style sheet with its inks filled in for a form.

    Raises: LayoutError with the line of every ink that the theme lacks.
    """
    css, faults = path.read_text("utf-8"), Faults()
    at = Source(PurePosixPath("layouts", path.parent.name, path.name))
    space = SPACE_OF_FORM[form]

    def fill(match: re.Match[str]) -> str:
        if match[1] not in theme.palette:
            line = css.count("\n", 0, match.start()) + 1
            faults.add(f"unknown ink {match[1]!r}", at.at(line), "name one of theme.toml")
            return "black"
        return theme.palette[match[1]].css(space, float(match[2] or 100))

    filled = _INK.sub(fill, css)
    faults.raise_as(LayoutError)
    return filled


def sheets_for(folder: Path, theme: Theme, form: Form) -> tuple[str, ...]:
    """Return ``<name>.css`` of a layout's folder and, if there is one, ``<form>.css``."""
    paths = (folder / f"{folder.name}.css", folder / f"{form}.css")
    return tuple(style_sheet(path, theme, form) for path in paths if path.is_file())


def flow(
    html: str,
    *,
    sheets: tuple[str, ...],
    trim_mm: tuple[float, float],
    bleed_mm: float,
    theme: Theme,
    form: Form,
    pictures: Mapping[str, bytes],
    at: Source,
) -> Flowed:
    """Set one document.

    Args:
        html: The document; pictures are called ``publish:picture/<name>``.
        sheets: CSS, from general to special.
        pictures: SVG or raster files by name.
        at: What a fault names when the engine gives no better place.
    Raises: LayoutError with every warning of the engine.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = _fetcher(theme, pictures)
    page = (
        f"@page {{ size: {trim_mm[0]}mm {trim_mm[1]}mm; bleed: {bleed_mm}mm }}"
        f"{_font_faces(theme)}"
    )
    options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True} if form == "screen" else {}
    with _warnings_as_faults(at):
        styles = [
            CSS(string=css, font_config=fonts, url_fetcher=fetcher)
            for css in (page, *sheets)
        ]
        document = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher).render(
            font_config=fonts, stylesheets=styles, optimize_images=False, **options
        )
        frames = tuple(_frames(document))
        pdf = document.write_pdf()
    return Flowed(pdf, len(document.pages), frames)


def _font_faces(theme: Theme) -> str:
    return "".join(
        f"@font-face {{ font-family: '{face.family}'; font-weight: {face.weight};"
        f" font-style: {'italic' if face.italic else 'normal'};"
        f" src: url({SCHEME}face/{face.path.name}) }}"
        for face in theme.faces.all
    )


def _fetcher(theme: Theme, pictures: Mapping[str, bytes]):
    """Return a fetcher that knows the faces and the pictures, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    faces = {face.path.name: face.path for face in theme.faces.all}

    class Fetcher(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            kind, _, name = url.removeprefix(SCHEME).lstrip("/").partition("/")
            if kind == "face" and name in faces:
                return URLFetcherResponse(url, faces[name].read_bytes())
            if kind == "picture" and name in pictures:
                svg = pictures[name].lstrip().startswith(b"<")
                mime = {"Content-Type": "image/svg+xml"} if svg else {}
                return URLFetcherResponse(url, pictures[name], mime)
            raise ValueError(f"{url} is neither a face nor a picture of the publication")

    return Fetcher()


@contextmanager
def _warnings_as_faults(at: Source) -> Iterator[None]:
    faults = Faults()

    class Gather(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            faults.add(
                f"the typesetter warns: {record.getMessage()}", at, "mend the style or text"
            )

    logger, handler = logging.getLogger("weasyprint"), Gather(logging.WARNING)
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before, propagate
    faults.raise_as(LayoutError)


def _frames(document) -> Iterator[Frame]:
    """Yield each element with ``data-frame``: its height, and that of its content."""
    for number, page in enumerate(document.pages, start=1):
        for box in page._page_box.descendants():
            element = box.element
            if element is None or box.element_tag != getattr(element, "tag", None):
                continue
            name = element.attrib.get("data-frame")
            if name:
                bottom = max(
                    (inner.position_y + inner.margin_height() for inner in _flowing(box)),
                    default=box.content_box_y(),
                )
                yield Frame(
                    name=name,
                    page=number,
                    height_mm=round(box.height / CSS_PX_PER_MM, 2),
                    used_mm=round((bottom - box.content_box_y()) / CSS_PX_PER_MM, 2),
                    at=element.attrib.get("data-at", ""),
                )


def _flowing(box) -> Iterator:
    return (inner for inner in box.descendants() if hasattr(inner, "lines") or not hasattr(inner, "children"))
