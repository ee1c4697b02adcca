"""Say where on the set pages each block of a text stands, and where it was written.

In:  blocks as HTML, with the file and line of each; later, the set pages.
Out: ``data-from`` on elements, which no style sees; an ``Origin`` for each of their
     boxes, several where an element runs on to another page or column.

Lengths are millimetres from the upper left corner of the trim.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from markupsafe import Markup

from publish.pages.boxes import CSS_PX_PER_MM, elements
from publish.pages.keyed import with_attribute

ATTRIBUTE = "data-from"


@dataclass(frozen=True, slots=True)
class Origin:
    """A box on a page, its kind (the element's name), and where it was written."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    kind: str
    written: str

    def holds(self, other: "Origin") -> bool:
        """Return whether the middle of another box lies in this one."""
        x, y = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def marked(html: Markup, written: str) -> Markup:
    """Return HTML whose first element says where it was written."""
    return with_attribute(html, ATTRIBUTE, written)


def origins(pages: Sequence[Any], first_page: int) -> tuple[Origin, ...]:
    """Return the boxes of all marked elements, in page order.

    The engine gives an element's lines too; they lie in its box and are left out.
    """
    found: list[Origin] = []
    for number, page in enumerate(pages, start=first_page):
        last: dict[Any, Origin] = {}
        for box, element in elements(page, placed=True):
            if written := element.attrib.get(ATTRIBUTE):
                origin = Origin(number, *_edges(box), element.tag, written)
                if element not in last or not last[element].holds(origin):
                    last[element] = origin
                    found.append(origin)
    return tuple(found)


def to_json(found: Iterable[Origin], otherwise: str) -> bytes:
    """Return origins as JSON; ``otherwise`` stands for all that none of them holds."""
    table = {"otherwise": otherwise, "origins": [astuple(one) for one in found]}
    return json.dumps(table, ensure_ascii=False).encode()


def folios(table: bytes) -> dict[str, int]:
    """Return the page on which each block begins, from the JSON of its origins."""
    found: dict[str, int] = {}
    for page, *_, written in json.loads(table)["origins"]:
        found.setdefault(written, page)
    return found


def _edges(box: Any) -> tuple[float, float, float, float]:
    left, top = box.border_box_x(), box.border_box_y()
    right, bottom = left + box.border_width(), top + box.border_height()
    x0, y0, x1, y1 = (
        round(edge / CSS_PX_PER_MM, 1) for edge in (left, top, right, bottom)
    )
    return x0, y0, x1, y1
