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

A ``Typesetter`` sets a long work in parts, each beginning a page, and ``bind`` makes
one PDF of them: the cost stays linear, parts can be set side by side, and again by
themselves.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from publish.errors import Faults, LayoutError
from publish.gathering import ELSEWHERE, gather
from publish.inks import SPACE_OF_FORM, Form
from publish.pages import boxes
from publish.pages.boxes import Frame, Galley, Place
from publish.pages.kerning import kerned
from publish.pages.keyed import pages_of_keys
from publish.pages.origins import Origin, origins
from publish.pages.quick import quick
from publish.pages.whole import Printed, printed
from publish.shelf import Shelf, digest
from publish.source import Source
from publish.theme import Theme

__all__ = [
    "Flowed",
    "Frame",
    "Part",
    "Place",
    "Typesetter",
    "bind",
    "flow",
    "keys_of",
    "sheets_for",
    "style_sheet",
]

T = TypeVar("T")
SCHEME = "publish:"
TAGGED = ("screen", "large-print")
# The engine's advice on its own installation: both ways subset the same glyphs.
NOT_OF_PAGES = "HarfBuzz-Subset"
_ID, _LINK = re.compile(r'\bid="([^"]+)"'), re.compile(r'href="#([^"]+)"')
_PICTURE = re.compile(SCHEME + r"picture/([^\s\"')]+)")
_INK = re.compile(r"\bink\(\s*([\w-]+)(?:\s+(\d{1,3})%)?\s*\)")


@dataclass(frozen=True)
class Part:
    """A set part of a work, or all of it: its PDF, and what stands where.

    ``places`` are those of blocks by name, ``anchors`` the pages of elements by id;
    ``keys`` are the pages of each key that they print, as ``table:key``; ``origins``
    say where each block was written; ``calls`` are the ids in other parts that links
    lead to.
    """

    first_page: int
    pages: int
    pdf: bytes
    anchors: Mapping[str, int]
    places: Mapping[str, Place]
    frames: tuple[Frame, ...]
    keys: Mapping[str, tuple[int, ...]]
    origins: tuple[Origin, ...]
    calls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flowed:
    """Set pages: the PDFs of their parts, their count, frames, the page of each anchor.

    ``printed`` is what a single document shows, to be held against what was written.
    """

    parts: tuple[bytes, ...]
    pages: int
    frames: tuple[Frame, ...]
    anchors: Mapping[str, int]
    keys: Mapping[str, tuple[int, ...]]
    origins: tuple[Origin, ...]
    printed: Printed = field(default_factory=lambda: Printed((), ()))

    @cached_property
    def pdf(self) -> bytes:
        """All parts as one PDF."""
        return gather(self.parts)


def bind(parts: Sequence[Part]) -> Flowed:
    """Return parts, in order, as one work.

    Raises: LayoutError with every link that leads nowhere.
    """
    anchors: dict[str, int] = {}
    for part in reversed(parts):
        anchors |= part.anchors
    faults, hint = Faults(), "give the place that id, or take the link out"
    for name in sorted({name for part in parts for name in part.calls}):
        if name not in anchors:
            faults.add(f"a link leads to {name!r}: no such place", None, hint)
    faults.raise_as(LayoutError)
    return Flowed(
        tuple(part.pdf for part in parts),
        sum(part.pages for part in parts),
        tuple(chain.from_iterable(part.frames for part in parts)),
        anchors,
        keys_of(parts),
        tuple(chain.from_iterable(part.origins for part in parts)),
    )


def keys_of(parts: Iterable[Part]) -> dict[str, tuple[int, ...]]:
    """Return the pages of parts on which each key stands, as ``table:key``."""
    found: dict[str, set[int]] = defaultdict(set)
    for part in parts:
        for key, pages in part.keys.items():
            found[key].update(pages)
    return {key: tuple(sorted(pages)) for key, pages in sorted(found.items())}


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
    document = setter.document(html)
    part = setter.drawn(document)
    return replace(bind([part]), printed=printed(document.pages, 1))


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
        tagged: bool | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        """Read the sheets.

        Args:
            sheets: CSS, from general to special.
            pictures: SVG or raster files by name, as ``publish:picture/<name>``.
            at: What a fault names when the engine gives no better place.
            tagged: Whether structure is kept; unless said, as the form asks.
            shelf: Where parts and galleys are kept, if they are.
        """
        from weasyprint.text.fonts import FontConfiguration

        self._at, self._shelf = at, shelf
        self._fonts = FontConfiguration()
        self._pictures = pictures
        self._fetcher = _fetcher(theme, pictures)
        tagged = form in TAGGED if tagged is None else tagged
        self._options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True} if tagged else {}
        page = (
            f"@page {{ size: {trim_mm[0]}mm {trim_mm[1]}mm; bleed: {bleed_mm}mm }}"
            f"{_font_faces(theme)}"
        )
        with _warnings_as_faults(at):
            self._styles = [self._css(css) for css in (page, *sheets)]
        faces = (face.path.read_bytes() for face in theme.faces.all)
        self._style = digest(str(tagged), page, *sheets, *faces)

    def galley(self, html: str) -> Galley:
        """Set one part without drawing it, and return how high its blocks are.

        Raises: LayoutError with every warning of the engine.
        """

        def make() -> Galley:
            return boxes.galley(self.document(_elsewhere(html)).pages)

        return self._kept(Galley, make, html)

    def set(self, html: str, *, first_page: int) -> Part:
        """Set one part of a work, whose first page has the given number.

        Raises: LayoutError with every warning of the engine.
        """

        def make() -> Part:
            document = self.document(_elsewhere(html), first_page)
            return replace(self.drawn(document, first_page), calls=_calls(html))

        return self._kept(Part, make, html, str(first_page))

    def _kept(self, kind: type[T], make: Callable[[], T], html: str, *more: str) -> T:
        """Return what was made of the HTML and its pictures, or make it."""
        if self._shelf is None:
            return make()
        names = sorted(set(_PICTURE.findall(html)))
        pictures = (self._pictures.get(name, b"") for name in names)
        return self._shelf.fetch(kind, (self._style, html, *more, *pictures), make)

    def document(self, html: str, first_page: int = 1) -> Any:
        """Return the engine's document for HTML, laid out in pages.

        Raises: LayoutError with every warning of the engine.
        """
        from weasyprint import HTML

        with _warnings_as_faults(self._at), quick():
            start = self._css(
                f"@page :first {{ counter-reset: page {first_page} }}"
                f"html {{ break-before: {'right' if first_page % 2 else 'left'} }}"
            )
            return HTML(string=html, base_url=SCHEME, url_fetcher=self._fetcher).render(
                font_config=self._fonts,
                stylesheets=[*self._styles, start],
                **self._options,
            )

    def drawn(self, document: Any, first_page: int = 1) -> Part:
        """Return a document as PDF with what stands where; it is used up.

        Raises: LayoutError with every warning of the engine.
        """
        pages = document.pages
        places = boxes.places(pages, first_page)
        boxes.settle_margins(pages)
        with _warnings_as_faults(self._at):
            pdf = document.write_pdf(**self._options)
        return Part(
            first_page,
            len(pages),
            pdf,
            boxes.anchors(pages, first_page),
            places,
            tuple(boxes.frames(pages, first_page)),
            pages_of_keys(pages, first_page),
            origins(pages, first_page),
        )

    def _css(self, css: str):
        from weasyprint import CSS

        return CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)


def _calls(html: str) -> tuple[str, ...]:
    """Return the ids that a part's links name and the part has not."""
    return tuple(sorted({*_LINK.findall(html)} - {*_ID.findall(html)}))


def _elsewhere(html: str) -> str:
    """Return a part's HTML whose links to other parts say that they lead there."""
    there = _calls(html)

    def lead(match: re.Match[str]) -> str:
        return f'href="{ELSEWHERE}{match[1]}"' if match[1] in there else match[0]

    return _LINK.sub(lead, html)


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
                body, mime = pictures[name], {}
                if body.lstrip().startswith(b"<"):
                    body = kerned(body.decode(), theme.faces).encode()
                    mime = {"Content-Type": "image/svg+xml"}
                return URLFetcherResponse(url, body, mime)
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
