"""Sizes of type and strokes in a figure, from its slot and the theme.

All sizes are points. Type never falls below the slot's ``min_pt``; strokes grow
with the base size, so that a panel is not a booklet seen through a lens.
"""

from dataclasses import dataclass

from publish.figures.artwork import Slot
from publish.theme import FigureStyle

BOOKLET_BASE_PT = 7.5  # base size for which layouts/theme.toml states its strokes
MIN_STROKE_PT = 0.5  # print-standards, section 7: strokes >= 0.5 pt


@dataclass(frozen=True, slots=True)
class Type:
    """One kind of type: role and weight of the face, size in pt."""

    role: str
    size_pt: float
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True)
class Sizes:
    """The sizes of one slot."""

    slot: Slot
    style: FigureStyle

    def _size(self, factor: float) -> float:
        return max(self.slot.min_pt, self.slot.base_pt * factor)

    @property
    def base(self) -> float:
        """The size of labels, from which distances are counted."""
        return self._size(self.style.label)

    @property
    def title(self) -> Type:
        """The finding."""
        return Type("display", self._size(self.style.title), 500)

    @property
    def subtitle(self) -> Type:
        """What is measured, in which unit, when."""
        return Type("label", self._size(self.style.subtitle))

    @property
    def head(self) -> Type:
        """Heads of columns and rows."""
        return Type("display", self._size(self.style.subtitle), 500)

    @property
    def label(self) -> Type:
        """Direct labels."""
        return Type("label", self._size(self.style.label))

    @property
    def aside(self) -> Type:
        """What is not known, and remarks within the plot."""
        return Type("label", self._size(self.style.note), italic=True)

    @property
    def note(self) -> Type:
        """Note and source below the plot."""
        return Type("label", self._size(self.style.note))

    @property
    def value(self) -> Type:
        """Numerals of single rows."""
        return Type("display", self._size(self.style.label * 1.2), 400)

    @property
    def numeral(self) -> Type:
        """The large numerals."""
        return Type("display", self._size(self.style.numeral), 500)

    @property
    def stroke(self) -> float:
        """The thinnest line."""
        scale = self.slot.base_pt / BOOKLET_BASE_PT
        return max(MIN_STROKE_PT, self.style.stroke_pt * scale)

    @property
    def keyline(self) -> float:
        """The white line that parts neighbouring fills."""
        scale = self.slot.base_pt / BOOKLET_BASE_PT
        return max(MIN_STROKE_PT, self.style.keyline_pt * scale)

    def leading(self, kind: Type) -> float:
        """Distance of baselines."""
        return kind.size_pt * self.style.leading
