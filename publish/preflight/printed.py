"""Read the lines of type of a finished page: the one door to PDFium's text.

In:  a PDF of any origin. Out: for each page its ``Line``s in the order of the file.

A line is a run of letters on one baseline without a wide hole; so a row of a table
is several. Places are millimetres from the upper left corner of the trim, y
downwards. Type that is not upright, as on axes and rivers, is left out.
"""

from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from publish.preflight.findings import Place
from publish.units import mm

HOLE_EM = 2.0  # a wider space parts cells, not words
LEVEL_EM = 0.15  # letters whose baselines differ by less stand on one line
BACK_EM = 0.5  # letters may overlap by this, kerned; further back is another line
WORD_EM = 0.12  # a hole as wide as this parts two words
X_HIGH = 0.48  # height of small letters in em: what two lines must not share
CHARS = {0x02: "\N{HYPHEN}", 0x2011: "-", 0xAD: "\N{HYPHEN}"}  # 2: PDFium's own


class Letter(NamedTuple):
    """One letter: its left and right edge, its baseline, its size in points."""

    said: str
    left: float
    right: float
    base: float
    size_pt: float


@dataclass(frozen=True, slots=True)
class Line:
    """Some words on one baseline; ``gaps_em`` are the spaces between the words."""

    said: str
    left: float
    right: float
    base: float
    size_pt: float
    gaps_em: tuple[float, ...]

    @property
    def em(self) -> float:
        """The size of the type in millimetres."""
        return mm(self.size_pt)

    @property
    def body(self) -> Place:
        """The band of its small letters: where no other line may stand."""
        return self.left, self.base - X_HIGH * self.em, self.right, self.base

    @property
    def middle(self) -> tuple[float, float]:
        """A point that lies well inside."""
        return (self.left + self.right) / 2, self.base - X_HIGH / 2 * self.em


def read_lines(document: pypdfium2.PdfDocument) -> list[tuple[Line, ...]]:
    """Return the lines of each page of an open document."""
    return [lines_of(page) for page in document]


def lines_of(page: pypdfium2.PdfPage) -> tuple[Line, ...]:
    """Return the lines of a page."""
    return tuple(_lines(page))


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    left, _, _, top = page.get_trimbox()
    run: list[Letter] = []
    for letter in _letters(page.get_textpage(), left, top):
        if run and not _follows(run, letter):
            yield from _line(run)
            run = []
        run.append(letter)
    yield from _line(run)


def _letters(text: pypdfium2.PdfTextPage, x0: float, top: float) -> Iterator[Letter]:
    """Yield the letters of a page; spaces are known by the holes that they leave."""
    x, y, matrix, box = c_double(), c_double(), raw.FS_MATRIX(), raw.FS_RECTF()
    held: Letter | None = None
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code == 0 or chr(code).isspace():
            continue
        raw.FPDFText_GetMatrix(text, index, byref(matrix))
        if abs(matrix.b) > 1e-3 * abs(matrix.a) or matrix.a <= 0:
            continue
        raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        raw.FPDFText_GetLooseCharBox(text, index, byref(box))
        said, left = CHARS.get(code, chr(code)), mm(x.value - x0)
        if held and (held.left, held.base) == (left, mm(top - y.value)):
            held = held._replace(said=held.said + said)  # a part of a ligature
            continue
        if held:
            yield held
        size = raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
        held = Letter(said, left, mm(box.right - x0), mm(top - y.value), size)
    if held:
        yield held


def _follows(run: list[Letter], letter: Letter) -> bool:
    last, em = run[-1], mm(max(run[-1].size_pt, letter.size_pt))
    ahead = letter.left - last.right
    level = abs(letter.base - last.base) < LEVEL_EM * em
    return level and -BACK_EM * em < ahead < HOLE_EM * em


def _line(run: list[Letter]) -> Iterator[Line]:
    """Yield the line of a run, if there are letters in it."""
    if not run:
        return
    size = max(letter.size_pt for letter in run)
    said, gaps = run[0].said, []
    for before, letter in pairwise(run):
        gap = (letter.left - before.right) / mm(size)
        if gap > WORD_EM:
            gaps.append(round(gap, 3))
            said += " "
        said += letter.said
    yield Line(
        said, run[0].left, run[-1].right, run[0].base, round(size, 2), tuple(gaps)
    )
