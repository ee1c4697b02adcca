"""The band below a proof that says what it shows: name, facts, key to the colours.

In:  a picture in sRGB and the words. Out: the picture with a band below it, in the
     theme's faces and inks. Units: pixels; the type grows with the picture's width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from publish.faces import Face
from publish.release.accents import accents, rgb
from publish.theme import Theme

WHITE = (255, 255, 255)
TYPE_SHARE = 1 / 46  # of the picture's width
LEAST_PX, MOST_PX = 15, 38
LEAST_WIDTH_PX = 640  # narrower pictures stand on white, so that the words fit
LEADING = 1.4
TITLE = 1.3  # of the size of the facts

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Entry:
    """One entry of a key: a line's colour, what it is, and its dashes in px."""

    colour: Colour
    words: str
    dash: tuple[int, int] | None = None


class Lettering:
    """Captions in the house style."""

    def __init__(self, theme: Theme) -> None:
        self._faces = theme.faces
        self.accents = accents(theme.palette)
        self.ink = rgb(self.accents.text)
        self.soft = rgb(self.accents.text, 60)

    def font(
        self, role: str, size_px: float, weight: int = 400
    ) -> ImageFont.FreeTypeFont:
        """Return a face of the theme for drawing."""
        face: Face = self._faces.get(role, weight=weight)
        return ImageFont.truetype(str(face.path), round(size_px))

    def size_for(self, width_px: int) -> int:
        """Return the size of small type for a picture of some width."""
        return round(min(MOST_PX, max(LEAST_PX, width_px * TYPE_SHARE)))

    def captioned(
        self,
        picture: Image.Image,
        title: str,
        facts: str,
        key: Sequence[Entry] = (),
        foot: Image.Image | None = None,
    ) -> Image.Image:
        """Return a picture above a rule, title, facts, a key, and ``foot``."""
        size = self.size_for(max(picture.width, LEAST_WIDTH_PX))
        width, margin = max(picture.width, LEAST_WIDTH_PX), size
        rows = _in_rows(key, self.font("label", size), width - 2 * margin, size)
        head = self._head_rows(title, facts, size, width - 2 * margin)
        band = round(size * (2 + LEADING * (head + len(rows))))
        if foot:
            band += foot.height
        sheet = Image.new("RGB", (width, picture.height + band), WHITE)
        sheet.paste(picture, ((width - picture.width) // 2, 0))
        draw = ImageDraw.Draw(sheet)
        top = picture.height
        draw.line((0, top, width, top), self.ink, max(2, size // 10))
        baseline = top + round(size * (0.8 + LEADING))
        bold = self.font("display", size * TITLE, 500)
        draw.text((margin, baseline), title, self.ink, bold, anchor="ls")
        if head == 1:
            right = self.font("label", size)
            draw.text((width - margin, baseline), facts, self.soft, right, anchor="rs")
        else:
            baseline += round(size * LEADING)
            left = self.font("label", size)
            draw.text((margin, baseline), facts, self.soft, left, anchor="ls")
        for row in rows:
            baseline += round(size * LEADING)
            self._key_row(draw, row, margin, baseline, size)
        if foot:
            sheet.paste(foot, (0, sheet.height - foot.height))
        return sheet

    def _head_rows(self, title: str, facts: str, size: int, room: float) -> int:
        taken = self.font("display", size * TITLE, 500).getlength(title)
        taken += self.font("label", size).getlength(facts)
        return 1 if taken + 2 * size <= room else 2

    def _key_row(
        self, draw: ImageDraw.ImageDraw, row: list[Entry], x: float, y: int, size: int
    ) -> None:
        font = self.font("label", size)
        for entry in row:
            middle = y - round(size * 0.33)
            ends = (round(x), middle), (round(x + _SAMPLE * size), middle)
            dashed(draw, *ends, entry.colour, max(2, size // 8), entry.dash)
            words_at = x + (_SAMPLE + 0.4) * size
            draw.text((words_at, y), entry.words, self.ink, font, anchor="ls")
            x += _advance(entry, font, size)


_SAMPLE = 1.6  # length of the line beside its words, in type sizes
_BETWEEN = 1.4  # room between entries


def dashed(
    draw: ImageDraw.ImageDraw,
    start: tuple[int, int],
    end: tuple[int, int],
    colour: Colour,
    width_px: int,
    dash: tuple[int, int] | None = None,
) -> None:
    """Draw an upright or level line; ``dash`` is (on, off) in px."""
    if dash is None:
        draw.line((*start, *end), colour, width_px)
        return
    (x1, y1), (x2, y2) = start, end
    length = max(abs(x2 - x1), abs(y2 - y1)) or 1
    for at in range(0, length, sum(dash)):
        a, b = at / length, min(at + dash[0], length) / length
        piece = [x1 + (x2 - x1) * a, y1 + (y2 - y1) * a]
        piece += [x1 + (x2 - x1) * b, y1 + (y2 - y1) * b]
        draw.line(piece, colour, width_px)


def _advance(entry: Entry, font: ImageFont.FreeTypeFont, size: int) -> float:
    return (_SAMPLE + 0.4 + _BETWEEN) * size + font.getlength(entry.words)


def _in_rows(
    key: Sequence[Entry], font: ImageFont.FreeTypeFont, room: float, size: int
) -> list[list[Entry]]:
    rows: list[list[Entry]] = []
    left = 0.0
    for entry in key:
        wide = _advance(entry, font, size)
        if not rows or wide - _BETWEEN * size > left:
            rows.append([])
            left = room
        rows[-1].append(entry)
        left -= wide
    return rows
