"""What lies under a piece of text: the last area painted before it."""

from collections.abc import Iterator

from publish.preflight.geometry import Box
from publish.preflight.records import Fill, Mark, Picture, Shade, Text
from publish.preflight.sheet import Sheet

MAX_GROUNDS = 3000  # the newest are looked at; text rarely lies on older ones


def texts_on_grounds(sheet: Sheet) -> Iterator[tuple[Text, Mark | None]]:
    """Yield each text on the trim with the area under its middle, or None.

    Areas are upright rectangles, pictures and shadings: of other shapes only the
    outline's box is known, which says nothing certain.
    """
    grounds: list[Mark] = []
    for mark in sheet.marks():
        if isinstance(mark, Text):
            yield mark, _under(mark.box, grounds)
        elif mark.where.tiled:
            continue
        elif isinstance(mark, Picture | Shade) or (
            isinstance(mark, Fill) and mark.straight and mark.alpha > 0
        ):
            grounds.append(mark)


def _under(box: Box, grounds: list[Mark]) -> Mark | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for mark in grounds[: -MAX_GROUNDS - 1 : -1]:
        x0, y0, x1, y1 = mark.box
        if x0 <= x <= x1 and y0 <= y <= y1:
            return mark
    return None
