"""What the one pass over a page notes down, for the rules to judge.

Boxes are (x0, y0, x1, y1) in the page's own units, y upwards, already cut by the
clip; None where the clip leaves nothing. Sizes and widths are points at final
size: the walk has multiplied transformations, UserUnit and the scale in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from publish.preflight.fonts import Font
from publish.preflight.spaces import Paint, Space

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Where:
    """In what an object stands.

    ``label`` is for messages ("form /Fm0 in a soft mask"). Only objects that are
    ``drawn`` put ink on the page: not those of masks, glyphs and annotations, which
    are judged for their colours alone. The box of a ``tiled`` object is the area
    that its pattern fills.
    """

    label: str = ""
    drawn: bool = True
    tiled: bool = False

    def __str__(self) -> str:
        return f" ({self.label})" if self.label else ""


class Text(NamedTuple):
    """One run of glyphs. ``paint`` and ``outline`` follow the rendering mode.

    ``cut`` says that the clip leaves only a part of it.
    """

    box: Box | None
    where: Where
    tagged: bool
    size_pt: float
    paint: Paint | None
    outline: Paint | None
    outline_pt: float
    overprint: bool
    mode: int  # OPM, 0 or 1
    font: Font
    length: int
    cut: bool


class Stroke(NamedTuple):
    """One stroked path; ``width_pt`` is its thinnest effective width."""

    box: Box | None
    where: Where
    tagged: bool
    width_pt: float
    paint: Paint
    overprint: bool
    mode: int


class Fill(NamedTuple):
    """One filled path. ``straight`` is true for upright rectangles and clips."""

    box: Box | None
    where: Where
    tagged: bool
    straight: bool
    width_pt: float
    height_pt: float
    paint: Paint
    overprint: bool
    mode: int
    alpha: float


class Picture(NamedTuple):
    """One image; ``space`` is None for a stencil, which takes ``paint``."""

    box: Box | None
    where: Where
    tagged: bool
    width: int
    height: int
    bits: int
    ppi: float
    space: Space | None
    paint: Paint | None
    filters: tuple[str, ...]
    overprint: bool
    inline: bool


class Shade(NamedTuple):
    """One shading, painted by ``sh`` or through a pattern."""

    box: Box | None
    where: Where
    tagged: bool
    kind: int
    space: Space
    faults: tuple[str, ...]


class Group(NamedTuple):
    """One transparency group, of a form, a page or a soft mask."""

    box: Box | None
    where: Where
    space: Space | None
    mask: bool


class BlendMode(NamedTuple):
    """The blend modes that a graphics state asks for, the first known one counts."""

    where: Where
    names: tuple[str, ...]


class Trouble(NamedTuple):
    """Something in the content that is malformed, missing or forbidden.

    ``kind`` is what rules select by: syntax, missing, budget, postscript, opi,
    alternates, reference, external, damaged, space.
    """

    where: Where
    kind: str
    message: str


Record = Text | Stroke | Fill | Picture | Shade | Group | BlendMode | Trouble
Mark = Text | Stroke | Fill | Picture | Shade
MARKS = (Text, Stroke, Fill, Picture, Shade)


def painted(record: Record) -> Iterator[tuple[str, Space]]:
    """Yield what a record paints, in words, with its colour space."""
    if isinstance(record, Text):
        for paint in (record.paint, record.outline):
            if paint is not None:
                yield "text", paint.space
    elif isinstance(record, Stroke):
        yield "a line", record.paint.space
    elif isinstance(record, Fill):
        yield "an area", record.paint.space
    elif isinstance(record, Picture):
        if record.space is not None:
            yield "an image", record.space
        elif record.paint is not None:
            yield "a stencil", record.paint.space
    elif isinstance(record, Shade):
        yield "a shading", record.space


def inked(mark: Record) -> Iterator[tuple[str, Paint]]:
    """Yield the colours that a mark sets, with a word for it."""
    if isinstance(mark, Text):
        if mark.paint is not None:
            yield "text", mark.paint
        if mark.outline is not None:
            yield "the outline of text", mark.outline
    elif isinstance(mark, Stroke):
        yield "a line", mark.paint
    elif isinstance(mark, Fill):
        yield "an area", mark.paint
    elif isinstance(mark, Picture) and mark.paint is not None:
        yield "a stencil", mark.paint


def painted_with(record: Record) -> Iterator[tuple[Paint, bool]]:
    """Yield the colours that a record sets, and whether they overprint."""
    for _, paint in inked(record):
        yield paint, getattr(record, "overprint", False)
