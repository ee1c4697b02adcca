"""What a product is composed from, and what comes out: ``Brief`` and ``Pages``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import PurePosixPath

from publish.content.nodes import Directive, Text, walk
from publish.content.settings import Product
from publish.domain import Edition
from publish.figures.artwork import Artwork
from publish.gathering import gather
from publish.inks import SPACE_OF_FORM, Form
from publish.layouts import Layout
from publish.pages.origins import Origin
from publish.shelf import Shelf
from publish.source import Source
from publish.theme import Theme


@dataclass(frozen=True)
class Owner:
    """The product that another belongs to, as it was made for the press.

    ``folios`` is the page on which each block begins, by where it was written.
    """

    product: Product
    pages: int
    folios: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Brief:
    """One product in one language and form, with everything it is made from.

    ``owner`` is what a product with ``of`` belongs to; ``jobs`` is how many processes
    may work on it, and ``shelf`` where they keep their parts for the next time.
    """

    product: Product
    edition: Edition
    layout: Layout
    theme: Theme
    form: Form
    artworks: Mapping[str, Artwork]
    owner: Owner | None = None
    jobs: int = 1
    shelf: Shelf | None = None

    @property
    def bleed_mm(self) -> float:
        """The bleed at final size: the layout's in print, none on a screen."""
        return 0.0 if self.form in ("screen", "large-print") else self.layout.bleed_mm

    @property
    def pictures(self) -> dict[str, bytes]:
        """The artworks in the colours of the form, by file name."""
        space = SPACE_OF_FORM[self.form]
        return {
            f"{key}.svg": self.theme.palette.paint(artwork.svg, space).encode()
            for key, artwork in self.artworks.items()
        }

    @property
    def at(self) -> Source:
        """Where a fault of the whole product is reported."""
        return Source(PurePosixPath("layouts", self.layout.name))


@dataclass(frozen=True)
class Pages:
    """Composed pages: PDFs whose pages are trim plus bleed, at the scale of the file.

    ``parts`` are to be gathered; each begins a page and can be finished by itself.
    ``keys`` are the pages on which each row of the tables stands, as ``table:key``;
    ``origins`` say where on the pages each block of a text was written. ``trim_mm`` is
    the size of what lies flat, and ``folds_mm`` where it is folded, if that is not the
    product's own size. ``as_printed`` means that the pages of a screen form have the
    inks and the bleed of the press.
    """

    parts: tuple[bytes, ...]
    count: int
    keys: Mapping[str, tuple[int, ...]]
    origins: tuple[Origin, ...] = ()
    trim_mm: tuple[float, float] | None = None
    folds_mm: tuple[float, ...] = ()
    as_printed: bool = False

    @property
    def pdf(self) -> bytes:
        """All parts as one PDF."""
        return gather(self.parts)


def texts_of(product: Product, edition: Edition) -> tuple[Text, ...]:
    """Return the texts that a product prints, in the order of its patterns and keys."""
    found = {
        key: text
        for pattern in product.texts
        for key, text in edition.texts.items()
        if fnmatch(key, pattern)
    }
    return tuple(found.values())


def figures_of(product: Product, edition: Edition) -> Iterator[str]:
    """Yield the keys of the figures that a product's texts call, once each."""
    called = (
        key
        for text in texts_of(product, edition)
        for block in walk(text.blocks)
        if isinstance(block, Directive) and block.name == "figure"
        for key in block.keys
    )
    yield from dict.fromkeys(called)
