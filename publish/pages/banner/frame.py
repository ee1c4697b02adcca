"""What every part of the banner is drawn in: the brief, the design, the scale."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from publish.content.settings import Timeline
from publish.pages.banner.sheet import Box, Colour, Type
from publish.pages.banner.stations import Station
from publish.pages.banner.style import BannerStyle
from publish.pages.banner.timeline import Scale
from publish.pages.brief import Brief

DISPLAY = "display"
WHOLE = 1.001  # columns; beyond it a stretch is wider than one
BOLD, LIGHT = 600, 400  # weights of the numerals: an hour that is known, or is not


@dataclass(frozen=True)
class Frame:
    """The ground on which the parts of one banner agree. Lengths in mm."""

    brief: Brief
    style: BannerStyle
    timeline: Timeline
    scale: Scale
    kinds: Mapping[str, Type]

    @property
    def width(self) -> float:
        """The trimmed width."""
        return self.brief.product.trim_mm[0]

    @property
    def height(self) -> float:
        """The trimmed height."""
        return self.brief.product.trim_mm[1]

    def colour(self, name: str, tint: float = 100) -> Colour:
        """Return an ink of the theme at a tint."""
        return Colour(self.brief.theme.palette[name], tint)

    def numerals(self, height: float, weight: int = BOLD) -> Type:
        """Return the display face with capitals of a height."""
        face = self.brief.theme.faces.get(DISPLAY, weight=weight)
        em = height / face.reach("H")[1]
        return Type(face, em, em)

    def x(self, station: Station) -> float:
        """Return where the pole of a station stands."""
        return self.scale.at(station.start if station.versions else station.middle)

    def is_stretch(self, station: Station) -> bool:
        """Whether a station lies somewhere in more than one column: drawn as a bar."""
        length = self.scale.at(station.end) - self.scale.at(station.start)
        return not station.versions and length > WHOLE * self.scale.column_mm

    def in_hours(self, moment: datetime) -> bool:
        """Whether a moment lies in the part of the scale that shows hours."""
        return self.scale.opened[0] <= moment <= self.scale.opened[1]

    def outward(self, lane: str) -> int:
        """Return 1 where a lane runs above the strip, -1 below."""
        return 1 if lane == "above" else -1

    def edge(self, lane: str) -> float:
        """Return the edge of the strip on the side of a lane."""
        strip = self.style.strip
        return strip.middle + self.outward(lane) * strip.height / 2

    def limit(self, lane: str) -> float:
        """Return how far out text may stand on the side of a lane."""
        margin = self.style.room.margin
        return self.height - margin if lane == "above" else margin

    def eyelets(self) -> Iterator[Box]:
        """Yield the squares around the eyelets that text keeps clear of."""
        holes = self.style.eyelets
        inset, clear = holes.from_edge, holes.clear
        count = round((self.width - 2 * inset) / holes.every)
        for number in range(count + 1):
            x = inset + (self.width - 2 * inset) * number / count
            for y in (inset, self.height - inset):
                yield Box(x - clear, y - clear, x + clear, y + clear)
