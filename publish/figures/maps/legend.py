"""The key of a map: what was drawn, each with a sample of itself.

In:  what the map holds and the map's words.
Out: the key on the canvas, and how much room it takes.

Lengths are points from the key's top left corner.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import shapely

from publish.content.records import Movement
from publish.domain import Edition, Figure
from publish.domain.wording import say_number
from publish.errors import ContentError, Faults
from publish.figures.canvas import Fill, Stroke
from publish.figures.maps.arrows import Shaft, head, hollow, make_way
from publish.figures.maps.base import BORDER_DASH, DASHED
from publish.figures.maps.forces import UNKNOWN_DASH, Body, body_at, draw_body
from publish.figures.maps.incidents import draw_sign
from publish.figures.maps.lines import sleepers
from publish.figures.maps.movements import SHAFTS, STEP_EM, body
from publish.figures.maps.paths import line_path, polygon_path
from publish.figures.maps.sheet import Sheet
from publish.figures.maps.spec import MapSpec
from publish.figures.maps.symbols import circle, draw_assumed, draw_force
from publish.figures.sizes import Sizes
from publish.inks import Form

SAMPLE_EM = 2.6  # length of a sample
TEXT_EM = 3.3  # from the key's edge to its texts
ROW = 1.05  # height of a row of one line, in the leading of notes

Paint = Callable[[float, float], None]
Row = tuple[Paint, str, float]  # sample, text, height that the sample needs


@dataclass(frozen=True)
class Entry:
    """One row of the key: how to paint its sample at a point, and its lines."""

    paint: Paint
    lines: tuple[str, ...]
    least: float = 0.0  # height that the sample needs


@dataclass(frozen=True)
class Key:
    """A key laid out for a width: its entries and its size."""

    entries: tuple[Entry, ...]
    width: float
    height: float


class KeyMaker:
    """Lays out and draws the key of one map."""

    def __init__(
        self,
        sheet: Sheet,
        figure: Figure,
        edition: Edition,
        sizes: Sizes,
        form: Form,
        words: Mapping[str, str],
    ) -> None:
        self._sheet, self._figure, self._edition = sheet, figure, edition
        self._sizes, self._form, self._words = sizes, form, words
        self._faults = Faults()

    def lay_out(self, spec: MapSpec, width: float) -> Key:
        """Return the key for a width: sides, means, certainty, then signs.

        Raises: ContentError for every word that the map's [words] lacks.
        """
        legs = [leg.key for arrow in spec.arrows for leg in arrow.legs]
        moves = [m for key in legs if (m := self._edition.movements.get(key))]
        drawn = {arrow.mode for arrow in spec.arrows}
        modes = [mode for mode in SHAFTS if mode in drawn]
        rows: list[Row] = [
            (self._swatch(side), self._side(side), 0.0)
            for side in self._sides(spec, moves)
        ]
        rows += [(self._arrow(mode), self.word(mode), 0.0) for mode in modes]
        if any(move.from_basis == "inferred" for move in moves):
            dashed = self._arrow("infantry", dashed=True)
            rows.append((dashed, self.word("inferred"), 0.0))
        signs = [name for name in spec.key if name != "assumed" or spec.assumed]
        rows += [(self._sample(name), self.word(name), 0.0) for name in signs]
        rows += self._strengths(spec)
        for unit in ("km", "versts", *(["north"] if spec.projection.turn else [])):
            self.word(unit)
        self._faults.raise_as(ContentError)
        kind, em = self._sizes.note, self._sizes.base
        room = width - TEXT_EM * em
        entries = tuple(
            Entry(paint, tuple(self._sheet.wrap(text, kind, room)), least)
            for paint, text, least in rows
        )
        widest = max(
            (self._sheet.width_of(line, kind) for e in entries for line in e.lines),
            default=0.0,
        )
        height = sum(self._row(entry) for entry in entries)
        return Key(entries, TEXT_EM * em + widest, height)

    def _sides(self, spec: MapSpec, moves: Sequence[Movement]) -> list[str]:
        """Return the sides on the map, in the theme's order, others last."""
        found = {move.side for move in moves}
        found |= {self._edition.forces[force.key].side for force in spec.forces}
        order = list(self._sheet.theme.sides)
        return sorted(
            found, key=lambda s: (order.index(s) if s in order else len(order), s)
        )

    def draw(self, key: Key, x: float, y: float) -> None:
        """Draw a key at its top left corner."""
        kind, em = self._sizes.note, self._sizes.base
        step = self._sizes.leading(kind)
        cap = self._sheet.cap_height(kind)
        down = y
        for entry in key.entries:
            lines = len(entry.lines) * step
            first = down + max(0.0, entry.least - lines) / 2 + step / 2
            large = entry.least > step  # stands beside the middle of its lines
            entry.paint(x, down + max(entry.least, lines) / 2 if large else first)
            baseline = first + cap / 2
            for number, line in enumerate(entry.lines):
                self._sheet.text(x + TEXT_EM * em, baseline + number * step, line, kind)
            down += self._row(entry)

    def _row(self, entry: Entry) -> float:
        step = self._sizes.leading(self._sizes.note)
        return max(step * (len(entry.lines) + ROW - 1), entry.least + step * (ROW - 1))

    def _strengths(self, spec: MapSpec) -> list[Row]:
        """Return samples of circles, then the troops that stand nowhere on the map."""
        men, em = spec.men, self._sizes.base
        if men is None:
            return []
        rows: list[Row] = []
        for sample in men.samples:
            number = say_number(Decimal(sample), self._edition.language)
            text = f"{number}\u00a0{self.word('men')}"
            radius = men.radius_em(sample) * em
            rows.append((self._ring(radius), text, 2.2 * radius))
        for mark in spec.forces:
            if mark.at is None:
                force = self._edition.forces[mark.key]
                body = body_at(mark, force, men, (0.0, 0.0), self._sizes)
                text = " ".join(filter(None, (mark.count, mark.label)))
                rows.append((self._body(body), text, 2.2 * body.radius))
        return rows

    def _body(self, body: Body) -> Paint:
        def paint(x: float, y: float) -> None:
            at = (x + SAMPLE_EM * self._sizes.base / 2, y)
            draw_body(self._sheet, replace(body, at=at), self._form, self._sizes)

        return paint

    def _ring(self, radius: float) -> Paint:
        def paint(x: float, y: float) -> None:
            at = (x + SAMPLE_EM * self._sizes.base / 2, y)
            path = polygon_path(circle(at, radius))
            self._sheet.shape(path, None, Stroke(self._sizes.stroke, "text"))

        return paint

    def word(self, name: str) -> str:
        """Return a word of the map; what [words] lacks is noted as a fault."""
        if name not in self._words:
            self._faults.add(
                f"the key has no word for {name!r}",
                self._figure.at,
                f"add {name}.{self._edition.language} to [words]",
            )
        return self._words.get(name, "")

    def _side(self, side: str) -> str:
        return self._edition.words.sides.get(side, side)

    def _swatch(self, side: str) -> Paint:
        def paint(x: float, y: float) -> None:
            middle = x + SAMPLE_EM * self._sizes.base / 2
            draw_force(self._sheet, (middle, y), side, self._form, self._sizes)

        return paint

    def _arrow(self, mode: str, *, dashed: bool = False) -> Paint:
        def paint(x: float, y: float) -> None:
            em = self._sizes.base
            way = make_way(np.array([[x, y], [x + SAMPLE_EM * em, y]]), STEP_EM * em)
            shaft = Shaft(*(width * em for width in SHAFTS[mode]))
            neck = way.length - 0.9 * shaft.head_length
            part = body(way, 0.0, neck, shaft, mode, em, inferred=dashed)
            tip = head(way, shaft)
            if mode == "ship":
                tip = hollow(tip, shaft)
            area = shapely.union_all([part, tip])
            plain = self._form == "photocopy"  # grey is the ink of a side there
            edge = Stroke(self._sizes.stroke, "text")
            fill, stroke = (Fill("stock"), edge) if plain else (Fill("quiet"), None)
            self._sheet.shape(polygon_path(area), fill, stroke)

        return paint

    def _sample(self, name: str) -> Paint:
        sheet, sizes = self._sheet, self._sizes
        hair = sizes.stroke
        strokes = {
            "river": Stroke(hair, "water", 55),
            "river-inferred": Stroke(hair, "water", 55, DASHED),
            "border": Stroke(hair, "quiet", 85, BORDER_DASH),
        }

        def paint(x: float, y: float) -> None:
            middle = x + SAMPLE_EM * sizes.base / 2
            line = [(x, y), (x + SAMPLE_EM * sizes.base, y)]
            if name in strokes:
                sheet.line(line, strokes[name])
            elif name == "railway":
                ties = sleepers(shapely.LineString(line), sizes)
                sheet.line(line, Stroke(1.3 * hair, "quiet"))
                sheet.shape(
                    line_path(shapely.multilinestrings(ties)),
                    None,
                    Stroke(hair, "quiet"),
                )
            elif name == "assumed":
                draw_assumed(sheet, (middle, y), sizes)
            elif name in ("unknown", "overlap"):
                dash = UNKNOWN_DASH if name == "unknown" else ()
                ring = polygon_path(circle((middle, y), 0.55 * sizes.base))
                sheet.shape(ring, Fill("stock"), Stroke(1.6 * hair, "text", dash=dash))
            else:
                draw_sign(sheet, name, (middle, y), sizes)

        return paint
