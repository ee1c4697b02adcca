"""Is everything that was written on the pages? The typesetter's word is not enough.

In:  a text, the figures that it calls; pages as the typesetter leaves them.
Out: ``Printed``: what every element shows, where every picture lies; then nothing,
     or one fault for each heading, paragraph, row or figure that the pages lack.

An engine that breaks columns around wide figures can drop what stands at the break
without a warning; so what was set is read back and compared with what was written.
Lengths are millimetres.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.content.nodes import Directive, Heading, Paragraph, Text, plain, walk
from publish.domain import Edition
from publish.errors import Faults
from publish.figures.artwork import Artwork
from publish.pages.boxes import CSS_PX_PER_MM
from publish.pages.html import typeset
from publish.pages.keyed import squeezed
from publish.source import Source

PICTURE = "publish:picture/"
TOLERANCE_MM = 0.2  # of a picture's size and of its place on the page
CUT = 48  # characters of a lost passage that a fault shows


@dataclass(frozen=True)
class Picture:
    """A figure as set: its key, page and size, and whether all of it is on the page."""

    key: str
    page: int
    width_mm: float
    height_mm: float
    inside: bool


@dataclass(frozen=True)
class Printed:
    """What pages show: the words of each element, spaces squeezed out, and pictures."""

    words: tuple[str, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Written:
    """Words that a text puts on the page; ``alone`` if an element holds only them."""

    said: str
    at: Source
    alone: bool


def printed(pages: Sequence[Any], first_page: int) -> Printed:
    """Return what set pages show, in the order of first appearance."""
    words: dict[Any, list[str]] = {}
    pictures: list[Picture] = []
    for number, page in enumerate(pages, start=first_page):
        root = page._page_box
        for box, above in _leaves(root, ()):
            if text := getattr(box, "text", ""):
                for element in above:
                    words.setdefault(element, []).append(text)
            elif source := _picture_of(box):
                pictures.append(_picture(source, number, box, root))
    return Printed(
        tuple(squeezed("".join(parts)) for parts in words.values()), tuple(pictures)
    )


def check(
    text: Text,
    edition: Edition,
    artworks: Mapping[str, Artwork],
    shown: Printed,
    faults: Faults,
) -> None:
    """Note every passage and figure of a text that the pages do not show whole."""
    _check_words(text, edition, shown, faults)
    _check_figures(text, artworks, shown, faults)


def _check_words(text: Text, edition: Edition, shown: Printed, faults: Faults) -> None:
    whole = Counter(shown.words)
    for passage in _written(text, edition):
        words = squeezed(passage.said)
        if not words:
            continue
        if passage.alone and whole[words]:
            whole[words] -= 1
        elif passage.alone or not any(words in element for element in whole):
            said = " ".join(passage.said.split())
            short = said if len(said) <= CUT else f"{said[:CUT].rstrip()} …"
            faults.add(
                f"{short!r} is written, but not on the pages",
                passage.at,
                "the typesetter lost it at a break: cut or move the text before it",
            )


def _check_figures(
    text: Text, artworks: Mapping[str, Artwork], shown: Printed, faults: Faults
) -> None:
    left = list(shown.pictures)
    for block in walk(text.blocks):
        if not isinstance(block, Directive) or block.name != "figure":
            continue
        for key in block.keys:
            found = next((picture for picture in left if picture.key == key), None)
            if found is None:
                faults.add(
                    f"figure {key!r} is called, but its picture is not on the pages",
                    block.at,
                    "the typesetter lost it at a break: move the figure in the text",
                )
                continue
            left.remove(found)
            _check_picture(found, artworks[key], block.at, faults)


def _check_picture(
    picture: Picture, artwork: Artwork, at: Source, faults: Faults
) -> None:
    if not picture.inside:
        faults.add(
            f"figure {picture.key!r} does not lie whole on page {picture.page}",
            at,
            "move it in the text, or give it a lower slot in layout.toml",
        )
    short = artwork.width_mm - picture.width_mm, artwork.height_mm - picture.height_mm
    if max(short) > TOLERANCE_MM:
        faults.add(
            f"figure {picture.key!r} is drawn {artwork.width_mm:g} x "
            f"{artwork.height_mm:g} mm, but set {picture.width_mm:g} x "
            f"{picture.height_mm:g} mm: its labels are under their size",
            at,
            "draw it for a smaller slot in layout.toml",
        )


def _written(text: Text, edition: Edition) -> Iterator[Written]:
    """Yield what a text puts on the page, but for its front matter."""
    for block in walk(text.blocks):
        match block:
            case Heading(children=children) | Paragraph(children=children):
                yield Written("".join(plain(children)), block.at, alone=True)
            case Directive("box", argument):
                yield Written("".join(plain(argument)), block.at, alone=False)
            case Directive():
                for said in _rows(block, edition):
                    yield Written(said, block.at, alone=False)


def _rows(block: Directive, edition: Edition) -> Iterator[str]:
    """Yield the words of the tables that a directive prints."""
    for key in block.keys:
        match block.name:
            case "figure":
                yield edition.figures[key].title
                yield edition.figures[key].subtitle
            case "quote":
                yield typeset(edition.quotes[key].fragment)
            case "dispute":
                yield typeset(edition.disputes[key].topic)
                yield from (typeset(v[1]) for v in edition.disputes[key].versions)
            case "timetable":
                yield typeset(edition.events[key].title)
            case "people":
                yield typeset(edition.people[key].name)


def _leaves(box: Any, above: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield boxes without children, with the elements that hold them.

    What a style sheet adds before or after an element is none of its words.
    """
    if "::" in (box.element_tag or ""):
        return
    if box.element is not None and box.element not in above:
        above = (*above, box.element)
    children = tuple(box.all_children()) if hasattr(box, "all_children") else ()
    if not children:
        yield box, above
    for child in children:
        yield from _leaves(child, above)


def _picture_of(box: Any) -> str:
    source = box.element.attrib.get("src", "") if box.element is not None else ""
    return source.removeprefix(PICTURE).partition(".")[0] if PICTURE in source else ""


def _picture(key: str, page: int, box: Any, root: Any) -> Picture:
    left, top = box.content_box_x(), box.content_box_y()
    right, bottom = left + box.width, top + box.height
    near, far = root.content_box_x(), root.content_box_y()
    room = TOLERANCE_MM * CSS_PX_PER_MM
    inside = (
        near - room <= left
        and far - room <= top
        and right <= near + root.width + room
        and bottom <= far + root.height + room
    )
    sides = (round(side / CSS_PX_PER_MM, 1) for side in (box.width, box.height))
    return Picture(key, page, *sides, inside)
