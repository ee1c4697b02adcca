"""Labels: a time in large numerals over the titles of what happened then.

In:  stations that share a pole, or a day whose hours no source gives.
Out: ``Label``s: rows of text with their measures in mm; where they hang is decided
     elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publish.pages.banner.frame import BOLD, LIGHT, Frame
from publish.pages.banner.sheet import Colour, Line, Type
from publish.pages.banner.stations import Station

UNDER_TIME = 0.62  # space under the numerals, in sizes of the title
WORTH_A_LINE = 0.8  # a shape with more lines is at most this share as wide
BETWEEN_TITLES = 0.58  # further space between titles, in sizes of the title
WORD_SPACE = 0.36  # between day and hour, in heights of the numerals
LETTER_RISE = 0.2  # of a note letter over the baseline, in its own size
TAILS = "gpqy"
LETTER_SPACE = 0.24  # before a note letter, in its own size


@dataclass(frozen=True)
class Piece:
    """A run of text in one face; ``rise`` lifts it, ``space`` stands before it."""

    text: str
    type: Type
    colour: Colour
    rise: float = 0
    space: float = 0

    @property
    def width(self) -> float:
        """Its width with the space before it."""
        return self.space + self.type.width(self.text)


@dataclass(frozen=True)
class Row:
    """Runs on one baseline, ``drop`` mm under the top of the label."""

    pieces: tuple[Piece, ...]
    drop: float

    @property
    def width(self) -> float:
        """The width of the row."""
        return sum(piece.width for piece in self.pieces)


@dataclass(frozen=True)
class Label:
    """A block of rows; ``height`` runs from its first capitals to its last tails."""

    key: str
    rows: tuple[Row, ...]
    height: float

    @property
    def width(self) -> float:
        """The width of the widest row."""
        return max(row.width for row in self.rows)

    def lines(self, x: float, top: float, leftward: bool = False) -> Iterator[Line]:
        """Yield the text lines; ``x`` is the edge on which they are aligned."""
        for row in self.rows:
            left = x - row.width if leftward else x
            for piece in row.pieces:
                y = top - row.drop + piece.rise
                at = left + piece.space
                yield Line(at, y, piece.text, piece.type, piece.colour, key=self.key)
                left += piece.width


class _Setter:
    """Rows set one under another, from the top of a label."""

    def __init__(self, frame: Frame, letters: Mapping[str, str]) -> None:
        self._frame = frame
        self._letters = letters
        self._soot = frame.colour("text")
        self.rows: list[Row] = []
        self.drop = 0.0

    def times(self, pieces: tuple[Piece, ...], below: Type) -> None:
        """Set the numerals, with the space that a title under them needs."""
        self.drop = pieces[0].type.cap_mm
        self.rows.append(Row(pieces, self.drop))
        self.drop += UNDER_TIME * below.em_mm

    def paragraph(
        self, text: str, kind: Type, widest: float, disputes: Sequence[str] = ()
    ) -> None:
        """Set a text in lines; the letters of its disputes follow the last."""
        ascent = kind.face.reach("bdk")[1] * kind.em_mm
        notes = tuple(self._notes(disputes, kind))
        lines = kind.wrap(text, widest - sum(note.width for note in notes))
        for number, line in enumerate(lines):
            self.drop += kind.leading if number else ascent
            after = notes if number == len(lines) - 1 else ()
            self.rows.append(Row((Piece(line, kind, self._soot), *after), self.drop))

    def label(self, key: str) -> Label:
        """Return what was set."""
        last = self.rows[-1].pieces[0].type
        tail = -last.face.reach(TAILS)[0] * last.em_mm  # the same for all: even steps
        return Label(key, tuple(self.rows), self.drop + tail)

    def _notes(self, disputes: Sequence[str], beside: Type) -> Iterator[Piece]:
        """Yield the letters of disputes, as high as the capitals beside them."""
        kind = self._frame.kinds["letter"]
        rise = max(LETTER_RISE * kind.em_mm, beside.cap_mm - kind.cap_mm)
        for dispute in disputes:
            space = LETTER_SPACE * kind.em_mm
            yield Piece(self._letters[dispute], kind, self._soot, rise, space)


def labels_of(
    frame: Frame, group: Sequence[Station], letters: Mapping[str, str]
) -> tuple[Label, ...]:
    """Return the label of stations that share a pole, in each of its shapes."""
    head = group[0]
    if head.first_rank:
        widths = (frame.style.lanes[head.lane].first_width,)
    else:
        widths = frame.style.widths.event
    wide, *narrower = sorted(
        (_label(frame, group, letters, widest) for widest in widths),
        key=lambda label: (-label.width, label.height),
    )
    shapes = [label for label in narrower if label.width < WORTH_A_LINE * wide.width]
    return (*shapes, wide)


def _label(
    frame: Frame, group: Sequence[Station], letters: Mapping[str, str], widest: float
) -> Label:
    setter, head = _Setter(frame, letters), group[0]
    kind = frame.kinds["first" if head.first_rank else "event"]
    if pieces := _time(frame, head):
        setter.times(pieces, kind)
    for number, station in enumerate(group):
        setter.drop += BETWEEN_TITLES * kind.em_mm * bool(number)
        setter.paragraph(station.event.title, kind, widest, station.disputes)
    return setter.label(head.key)


def day_list(
    frame: Frame, group: Sequence[Station], letters: Mapping[str, str]
) -> Label:
    """Return a list of what happened on a day at hours that no source gives.

    Its top leaves room for the bar that marks a stretch of time.
    """
    setter, head = _Setter(frame, letters), group[0]
    edition, widest = frame.brief.edition, frame.style.widths.list
    heading = edition.label("hour-unknown").format(edition.when(head.key, "day"))
    setter.drop = frame.style.marks.bar + frame.style.flags.gap
    setter.paragraph(heading, frame.kinds["aside"], widest)
    for station in group:
        kind = frame.kinds["event"]
        setter.drop += BETWEEN_TITLES * kind.em_mm
        setter.paragraph(station.event.title, kind, widest, station.disputes)
    return setter.label(f"list-{head.key}")


def _time(frame: Frame, station: Station) -> tuple[Piece, ...]:
    """Return the time as the scale can show it there: the hour, or the day.

    An hour that is known is set bold, a word of the day light.
    """
    edition, event, sizes = frame.brief.edition, station.event, frame.style.numerals
    if event.precision not in ("minute", "hour", "day"):
        return ()
    height = sizes.first if station.first_rank else sizes.event
    ink = frame.style.lanes[station.lane].ink if station.first_rank else "text"
    bold, light = frame.numerals(height, BOLD), frame.numerals(height, LIGHT)
    colour = frame.colour(ink)
    if station.versions:
        return (Piece(f"{station.start:%H:%M}–{station.end:%H:%M}", bold, colour),)
    if frame.in_hours(station.start) and event.time:
        kind = bold if station.start == station.end else light
        return (Piece(edition.when(event.key, "time"), kind, colour),)
    said = edition.when(event.key, "day")
    if event.end > event.start:
        said = f"{said}–{edition.when(event.key, 'end-day')}"
    day = Piece(said, bold, colour)
    if not event.time:
        return (day,)
    kind = bold if event.has_hour else light
    return day, Piece(
        edition.when(event.key, "time"), kind, colour, space=WORD_SPACE * height
    )
