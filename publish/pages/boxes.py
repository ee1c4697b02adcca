"""Read and settle the boxes of set pages: what stands where, how full, which side.

In:  pages as the typesetter leaves them (WeasyPrint's own, but no import of it).
Out: ``Frame``s, the pages of anchors, the places of blocks, the room left on pages;
     ``settle_margins`` moves boxes to the outer margin of right-hand pages.

Lengths are millimetres from the top of the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.units import MM_PER_INCH

CSS_PX_PER_MM = 96 / MM_PER_INCH  # CSS Values 3, absolute lengths
RECTO_SHIFT = "__recto_shift"  # how the engine keeps ``--recto-shift``
BELOW_BLOCK = "__below_block"
EDGES = ("margin_top", "margin_bottom")
CLASH_PX = 4  # lines that touch by less than this do not clash


@dataclass(frozen=True)
class Frame:
    """A box that text fills: its height, how much of it is used, by how many words.

    A box whose style gives no height is as high as what it holds.
    """

    name: str
    page: int
    height_mm: float
    used_mm: float
    words: int
    at: str


@dataclass(frozen=True)
class Place:
    """Where a block with ``data-block`` begins, and its height on that page."""

    page: int
    top_mm: float
    height_mm: float


@dataclass(frozen=True)
class Strip:
    """A block with ``data-block``: all its height, and the space before and after.

    ``below_block_mm`` is the space that its style gives it, as ``--below-block``, where
    it follows a block; ``lines`` are what each of its lines says.
    """

    height_mm: float
    before_mm: float
    after_mm: float
    below_block_mm: float = 0.0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Galley:
    """A part as set once: its pages, the height of the first, what heads its blocks."""

    pages: int
    height_mm: float
    head_mm: float
    strips: Mapping[str, Strip]


def settle_margins(pages: Sequence[Any]) -> None:
    """Move boxes with ``--recto-shift`` on right-hand pages; keep them from clashing.

    Of two notes that would stand on one another in the margin, as two hours named
    in one line do, the second is left out: the text still has it.
    """
    for page in pages:
        right = page._page_box.page_type.side == "right"
        filled: list[tuple[float, float]] = []
        for box, shift in _shifted(page._page_box, None):
            if right:
                box.translate(shift)
            if box.is_absolutely_positioned():
                top, bottom = box.position_y, _bottom(box)
                if any(top < low - CLASH_PX and high < bottom for high, low in filled):
                    box.children = ()
                else:
                    filled.append((top, bottom))


def _shifted(box: Any, inherited: object) -> Iterator[tuple[Any, float]]:
    """Yield the outermost boxes with a shift of their own, with it in px.

    Custom properties are inherited, so a box whose parent has the same is inside.
    """
    for child in box.all_children():
        own = child.style[RECTO_SHIFT] or None
        if own and own != inherited:
            yield child, _dimension(own)
        else:
            yield from _shifted(child, own)


def _dimension(tokens: Sequence[Any] | None) -> float | None:
    """Return the px of a custom property that holds one length in mm, if it is set."""
    found = [part.value for part in tokens or () if part.type == "dimension"]
    return found[0] * CSS_PX_PER_MM if found else None


def anchors(pages: Sequence[Any], first_page: int) -> dict[str, int]:
    """Return the first page of each element that has an id."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, start=first_page):
        for _, element in elements(page):
            if "id" in element.attrib:
                found.setdefault(element.attrib["id"], number)
    return found


def places(pages: Sequence[Any], first_page: int) -> dict[str, Place]:
    """Return where each element with ``data-block`` begins, by that name."""
    found: dict[str, Place] = {}
    for number, page in enumerate(pages, start=first_page):
        for box, element in elements(page):
            if "data-block" in element.attrib:
                place = Place(number, _mm(box.border_box_y()), _mm(box.border_height()))
                found.setdefault(element.attrib["data-block"], place)
    return found


def galley(pages: Sequence[Any]) -> Galley:
    """Return how high each element with ``data-block`` is, over all its pages."""
    pieces: dict[str, list[Any]] = {}
    for page in pages:
        seen = set()  # an element's lines are boxes of its own as well
        for box, element in elements(page):
            name = element.attrib.get("data-block")
            if name and name not in seen:
                seen.add(name)
                pieces.setdefault(name, []).append(box)
    first = next((boxes[0].border_box_y() for boxes in pieces.values()), 0.0)
    frame = pages[0]._page_box
    head = first - frame.content_box_y() if pieces else 0.0
    strips = {name: _strip(boxes) for name, boxes in pieces.items()}
    return Galley(len(pages), _mm(frame.height), _mm(head), strips)


def _strip(pieces: Sequence[Any]) -> Strip:
    """Return a block that fills some pages; the engine draws all but the last out."""
    *broken, last = pieces
    lines = [line for piece in pieces for line in _lines(piece)]
    heights = (_mm(_foot(piece) - piece.border_box_y()) for piece in broken)
    before, after = (_mm(getattr(last.style[edge], "value", 0.0)) for edge in EDGES)
    return Strip(
        height_mm=sum(heights) + _mm(last.border_height()),
        before_mm=before,
        after_mm=after,
        below_block_mm=_mm(_dimension(last.style[BELOW_BLOCK]) or 0.0),
        lines=tuple(map(text_of, lines)),
    )


def frames(pages: Sequence[Any], first_page: int) -> Iterator[Frame]:
    """Yield each element with ``data-frame``: its height, and that of its content.

    An element in columns is one frame a page.
    """
    for number, page in enumerate(pages, start=first_page):
        seen = set()
        for box, element in elements(page):
            if "data-frame" not in element.attrib or element in seen:
                continue
            seen.add(element)
            leaves = tuple(_flowing(box))
            used = max(map(_bottom, leaves), default=0.0) - box.content_box_y()
            fixed = box.style["height"] != "auto"
            yield Frame(
                name=element.attrib["data-frame"],
                page=number,
                height_mm=_mm(box.height if fixed else used),
                used_mm=_mm(used),
                words=sum(len(getattr(leaf, "text", "").split()) for leaf in leaves),
                at=element.attrib.get("data-at", ""),
            )


def elements(page: Any, *, placed: bool = False) -> Iterator[tuple[Any, Any]]:
    """Yield each element's own boxes with the element, not those around its parts.

    Args:
        placed: Look into absolutely positioned boxes as well.
    """
    for box in page._page_box.descendants(placed):
        element = box.element
        if element is not None and box.element_tag == getattr(element, "tag", None):
            yield box, element


def _lines(box: Any) -> Iterator[Any]:
    if hasattr(box, "block_ellipsis"):  # a line box, and no other, has one
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _foot(box: Any) -> float:
    """Return the px at which the lines of a box end, or it where there are none."""
    feet = (line.position_y + line.height for line in _lines(box))
    return max(feet, default=box.border_box_y() + box.border_height())


def text_of(box: Any) -> str:
    """Return what a box says, and the boxes placed in it."""
    return "".join(getattr(leaf, "text", "") or "" for leaf in box.descendants(True))


def _flowing(box: Any) -> Iterator[Any]:
    return (inner for inner in box.descendants() if not getattr(inner, "children", ()))


def _bottom(box: Any) -> float:
    return box.position_y + box.margin_height()


def _mm(px: float) -> float:
    return round(px / CSS_PX_PER_MM, 2)
