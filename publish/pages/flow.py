"""Set HTML and CSS as pages: the one door to WeasyPrint.

In:  HTML, the style sheets of a layout, the theme and the pictures to place.
Out: a PDF of trim pages plus bleed, how full each frame became, and on which page
     each anchor stands.

Style sheets name inks, ``color: ink(petrol 30%)``; they are filled in for the
colour space of the form. Nothing is fetched but the faces of the theme and the
pictures handed over, under the scheme ``publish:``. Every warning of the engine
is a fault: nothing is dropped from a page in silence.

CSS cannot say that a box belongs in the outer margin: ``--recto-shift: 120mm`` moves
a box, laid out for a left-hand page, by that much on right-hand ones.

A ``Typesetter`` sets a long work in parts, each beginning a page, and binds them in
one PDF: the cost stays linear, and a part can be set again by itself.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from publish.errors import Faults, LayoutError
from publish.inks import SPACE_OF_FORM, Form
from publish.pages import boxes
from publish.pages.boxes import Frame, Place
from publish.pages.keyed import pages_of_keys
from publish.pages.origins import Origin, origins
from publish.pages.whole import Printed, printed
from publish.source import Source
from publish.theme import Theme

__all__ = [
    "Flowed",
    "Frame",
    "Part",
    "Place",
    "Typesetter",
    "flow",
    "sheets_for",
    "style_sheet",
]

SCHEME = "publish:"
TAGGED = ("screen", "large-print")
# The engine's advice on its own installation: both ways subset the same glyphs.
NOT_OF_PAGES = "HarfBuzz-Subset"
_INK = re.compile(r"\bink\(\s*([\w-]+)(?:\s+(\d{1,3})%)?\s*\)")


@dataclass(frozen=True)
class Flowed:
    """Set pages: the PDF, its page count, its frames, the page of each anchor.

    ``keys`` are the pages of each key that the pages print, as ``table:key``;
    ``origins`` say where each block was written;
    ``printed`` is what a single document shows, to be held against what was written.
    """

    pdf: bytes
    pages: int
    frames: tuple[Frame, ...]
    anchors: Mapping[str, int]
    keys: Mapping[str, tuple[int, ...]]
    origins: tuple[Origin, ...]
    printed: Printed = field(default_factory=lambda: Printed((), ()))


@dataclass(frozen=True)
class Part:
    """A set part of a work: its first page, page count, and what stands where.

    ``rooms_mm`` is the empty height at the foot of each of its pages; ``used_mm``
    the filled height of its last.
    """

    first_page: int
    pages: int
    anchors: Mapping[str, int]
    places: Mapping[str, Place]
    rooms_mm: tuple[float, ...]
    used_mm: float
    document: Any = field(repr=False, compare=False)


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
            faults.add(
                f"unknown ink {match[1]!r}", at.at(line), "name one of theme.toml"
            )
            return "black"
        return theme.palette[match[1]].css(space, float(match[2] or 100))

    filled = _INK.sub(fill, css)
    faults.raise_as(LayoutError)
    return filled


def sheets_for(folder: Path, theme: Theme, form: Form, *more: str) -> tuple[str, ...]:
    """Return ``<name>.css``, ``more`` and, if it is there, ``<form>.css``."""
    names = (f"{folder.name}.css", *more, f"{form}.css")
    paths = map(folder.joinpath, names)
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
    """Set one document; the arguments are those of ``Typesetter``.

    Raises: LayoutError with every warning of the engine.
    """
    setter = Typesetter(
        sheets=sheets,
        trim_mm=trim_mm,
        bleed_mm=bleed_mm,
        theme=theme,
        form=form,
        pictures=pictures,
        at=at,
    )
    part = setter.set(html)
    flowed = setter.bind([part])
    return replace(flowed, printed=printed(part.document.pages, 1))


class Typesetter:
    """Sets documents in one style; sheets and faces are read once."""

    def __init__(
        self,
        *,
        sheets: tuple[str, ...],
        trim_mm: tuple[float, float],
        bleed_mm: float,
        theme: Theme,
        form: Form,
        pictures: Mapping[str, bytes],
        at: Source,
    ) -> None:
        """Read the sheets.

        Args:
            sheets: CSS, from general to special.
            pictures: SVG or raster files by name, as ``publish:picture/<name>``.
            at: What a fault names when the engine gives no better place.
        """
        from weasyprint.text.fonts import FontConfiguration

        self._at = at
        self._fonts = FontConfiguration()
        self._fetcher = _fetcher(theme, pictures)
        self._options = (
            {"pdf_variant": "pdf/ua-1", "pdf_tags": True} if form in TAGGED else {}
        )
        page = (
            f"@page {{ size: {trim_mm[0]}mm {trim_mm[1]}mm; bleed: {bleed_mm}mm }}"
            f"{_font_faces(theme)}"
        )
        with _warnings_as_faults(at):
            self._styles = [self._css(css) for css in (page, *sheets)]

    def set(self, html: str, *, first_page: int = 1) -> Part:
        """Set one part, whose first page has the given number.

        Raises: LayoutError with every warning of the engine.
        """
        from weasyprint import HTML

        with _warnings_as_faults(self._at):
            start = self._css(
                f"@page :first {{ counter-reset: page {first_page} }}"
                f"html {{ break-before: {'right' if first_page % 2 else 'left'} }}"
            )
            document = HTML(
                string=html, base_url=SCHEME, url_fetcher=self._fetcher
            ).render(
                font_config=self._fonts,
                stylesheets=[*self._styles, start],
                **self._options,
            )
        return Part(
            first_page,
            len(document.pages),
            boxes.anchors(document.pages, first_page),
            boxes.places(document.pages, first_page),
            tuple(boxes.rooms(document.pages)),
            boxes.depth(document.pages[-1]),
            document,
        )

    def keys(self, parts: Iterable[Part]) -> dict[str, tuple[int, ...]]:
        """Return the pages of parts on which each key stands, as ``table:key``."""
        parts = tuple(parts)
        pages = [page for part in parts for page in part.document.pages]
        return pages_of_keys(pages, parts[0].first_page if parts else 1)

    def bind(self, parts: Iterable[Part]) -> Flowed:
        """Return the parts, in order, as one PDF. The parts are used up.

        Raises: LayoutError with every warning of the engine.
        """
        documents = [part.document for part in parts]
        pages = [page for document in documents for page in document.pages]
        boxes.settle_margins(pages)
        with _warnings_as_faults(self._at):
            pdf = documents[0].copy(pages).write_pdf(**self._options)
        return Flowed(
            pdf,
            len(pages),
            tuple(boxes.frames(pages, 1)),
            boxes.anchors(pages, 1),
            pages_of_keys(pages, 1),
            origins(pages, 1),
        )

    def _css(self, css: str):
        from weasyprint import CSS

        return CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)


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
            if url.startswith("data:"):  # a relief inside a map: no address to fetch
                return super().fetch(url, headers)
            kind, _, name = url.removeprefix(SCHEME).lstrip("/").partition("/")
            if kind == "face" and name in faces:
                return URLFetcherResponse(url, faces[name].read_bytes())
            if kind == "picture" and name in pictures:
                svg = pictures[name].lstrip().startswith(b"<")
                mime = {"Content-Type": "image/svg+xml"} if svg else {}
                return URLFetcherResponse(url, pictures[name], mime)
            raise ValueError(f"{url} is no face or picture of the publication")

    return Fetcher()


@contextmanager
def _warnings_as_faults(at: Source) -> Iterator[None]:
    faults = Faults()

    class Gather(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if NOT_OF_PAGES not in message:
                faults.add(
                    f"the typesetter warns: {message}", at, "mend the style or text"
                )

    logger, handler = logging.getLogger("weasyprint"), Gather(logging.WARNING)
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before, propagate
    faults.raise_as(LayoutError)
