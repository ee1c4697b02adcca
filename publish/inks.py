"""Inks: named colours with a build for the press, a value for screens and a grey.

Nothing before ``plates`` knows a raw colour. Figures are drawn with *reserved*
hex values, one for each ink and tint, because drawing libraries accept nothing
else; ``Palette.paint`` replaces them when the drawing is taken over, in the
colour space of the form: ``device-cmyk()`` for the press, sRGB hex for screens,
K only for the photocopier.

A tint is a percentage of the full ink, 0 to 100.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Form = Literal["press", "screen", "photocopy", "large-print"]
Space = Literal["cmyk", "rgb", "grey"]

SPACE_OF_FORM: Mapping[str, Space] = {
    "press": "cmyk",
    "screen": "rgb",
    "photocopy": "grey",
    "large-print": "rgb",
}

RESERVED_TAIL = 0xA5
_RESERVED = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})[aA]5\b")
_ANY_HEX = re.compile(r"(?<![\w#&;/])#[0-9a-fA-F]{6}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """One named colour.

    ``cmyk`` is in percent of each process ink; ``screen`` is an sRGB hex value;
    ``grey`` is the percentage of black that stands for it in photocopies.
    """

    name: str
    cmyk: tuple[float, float, float, float]
    screen: str
    grey: float

    @property
    def coverage(self) -> float:
        """Total ink in percent, 0 to 400."""
        return sum(self.cmyk)

    def tinted_cmyk(self, tint: float = 100) -> tuple[float, float, float, float]:
        """Return the build at ``tint`` percent, as fractions from 0 to 1."""
        c, m, y, k = (round(part * tint / 10_000, 4) for part in self.cmyk)
        return c, m, y, k

    def tinted_screen(self, tint: float = 100) -> str:
        """Return the sRGB hex at ``tint`` percent over white."""
        parts = (int(self.screen[i : i + 2], 16) for i in (1, 3, 5))
        mixed = (round(255 - (255 - part) * tint / 100) for part in parts)
        return "#{:02x}{:02x}{:02x}".format(*mixed)

    def tinted_grey(self, tint: float = 100) -> float:
        """Return the black that stands for the ink at ``tint`` percent, 0 to 1."""
        return round(self.grey * tint / 10_000, 4)

    def css(self, space: Space, tint: float = 100) -> str:
        """Return the colour as CSS for a colour space."""
        if space == "rgb":
            return self.tinted_screen(tint)
        c, m, y, k = (
            self.tinted_cmyk(tint)
            if space == "cmyk"
            else (0, 0, 0, self.tinted_grey(tint))
        )
        return f"device-cmyk({c:g} {m:g} {y:g} {k:g})"


class Palette:
    """The inks of a theme in order, and the reserved values that stand for them."""

    def __init__(
        self, inks: tuple[Ink, ...], roles: Mapping[str, str] | None = None
    ) -> None:
        self._inks = {ink.name: ink for ink in inks}
        self._order = tuple(self._inks)
        self._roles = dict(roles or {})

    def __iter__(self) -> Iterator[Ink]:
        return iter(self._inks.values())

    def __contains__(self, name: str) -> bool:
        return self._roles.get(name, name) in self._inks

    def __getitem__(self, name: str) -> Ink:
        """Return an ink by its own name, or by a role such as ``text``."""
        return self._inks[self._roles.get(name, name)]

    def reserved(self, name: str, tint: int = 100) -> str:
        """Return the hex value that stands for an ink while a figure is drawn.

        Raises: KeyError when the theme has no such ink.
        """
        index = self._order.index(self[name].name)
        return f"#{index:02x}{tint:02x}{RESERVED_TAIL:02x}"

    def paint(self, svg: str, space: Space) -> str:
        """Return the drawing with every reserved value replaced for a colour space.

        Raises: ValueError when the drawing holds a colour that is no ink.
        """

        def replace(match: re.Match[str]) -> str:
            index, tint = int(match[1], 16), int(match[2], 16)
            if index >= len(self._order) or tint > 100:
                raise ValueError(f"{match[0]} is no ink of this theme")
            return self._inks[self._order[index]].css(space, tint)

        stray = {hit for hit in _ANY_HEX.findall(svg) if not _RESERVED.fullmatch(hit)}
        if stray:
            raise ValueError(f"colours that are no ink: {', '.join(sorted(stray))}")
        return _RESERVED.sub(replace, svg)
