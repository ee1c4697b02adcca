"""The job ticket as one A4 page: a timetable of the job.

In:  a ``Ticket``, the theme, a picture of the first page in CMYK.
Out: a PDF page as bytes, in the theme's inks and faces. mm from the upper left
     corner; type in pt.
"""

from pathlib import Path

from publish.canvas import Canvas, width_mm
from publish.faces import Face
from publish.inks import Ink
from publish.plates.marks import SOLIDS
from publish.release.accents import Accents, accents
from publish.release.package.ticket import FileEntry, Ticket
from publish.theme import Theme

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 15.0
RIGHT = WIDTH - MARGIN
THICK_PT, RULE_PT, HAIR_PT = 2.4, 0.75, 0.3

ALARM, ALARM_SHIFT = 11.5, 3.0  # height of the band; what the head gives way

NUMERALS_TOP, NUMERAL_PT = 35.0, 46.0
NUMERAL_COLUMNS = ((MARGIN, 100.0), (121.0, 28.0), (155.0, 40.0))  # left, room

ROWS_TOP, ROW = 78.0, 9.6
LABEL_RIGHT, LINE_X, VALUE_X = 37.0, 42.5, 48.0
VALUE_ROOM = 84.0
DOT = 1.1
LABEL_PT, VALUE_PT, NOTE_PT = 8.5, 12.0, 8.0

PICTURE = (140.0, 55.0, 112.0)  # left, width, height of the room
WIDE_PICTURE = (MARGIN, 180.0, 27.5)  # of a strip, below the rows
WIDE_TOP, WIDE_SHAPE = 203.0, 3.0  # width over height from which a page is a strip

FILES_TOP, FILE_ROW, SIZE_RIGHT = 241.0, 6.2, 152.0
SHOWN_SUM = 16  # hexadecimal digits; SHA256SUMS has them all
SIGN_TOP = 270.0
SIGNED = (("Approved for print", 70.0), ("Date", 35.0), ("Signature", 65.0))  # width
FOOT = 284.0
SWATCH = 4.2


class TicketSheet:
    """Draws one ticket."""

    def __init__(self, ticket: Ticket, theme: Theme) -> None:
        self._ticket = ticket
        self._inks: Accents = accents(theme.palette)
        self._display = theme.faces.get("display", weight=500)
        self._light = theme.faces.get("display", weight=400)
        self._label = theme.faces.get("label", weight=400)
        self._strong = theme.faces.get("label", weight=600)
        self._white = Ink(name="stock", cmyk=(0, 0, 0, 0), screen="#ffffff", grey=0)
        self._canvas = Canvas(theme.faces, WIDTH, HEIGHT)

    def draw(self, picture: Path, size_px: tuple[int, int]) -> bytes:
        """Return the page; ``picture`` is a CMYK or grey file of ``size_px``."""
        self._head()
        self._numerals()
        self._rows()
        self._picture(picture, size_px)
        self._files()
        self._sign()
        self._foot()
        return self._canvas.pdf()

    def _text(
        self,
        x: float,
        top: float,
        words: str,
        face: Face,
        size_pt: float,
        *,
        tint: float = 100,
        align: str = "left",
        ink: Ink | None = None,
    ) -> float:
        self._canvas.fill(ink or self._inks.text, tint)
        return self._canvas.text(x, HEIGHT - top, words, face, size_pt, align=align)

    def _rule(self, top: float, width_pt: float, left: float = MARGIN) -> None:
        self._canvas.stroke(self._inks.text, width_pt)
        self._canvas.line(left, HEIGHT - top, RIGHT, HEIGHT - top)

    def _head(self) -> None:
        ticket, top = self._ticket, MARGIN
        if not ticket.verdict.cleared:
            self._alarm(ticket.verdict.errors)
            top += ALARM_SHIFT
        self._rule(top, THICK_PT)
        base = top + 10
        end = MARGIN + self._text(MARGIN, base, ticket.title, self._display, 22)
        self._text(end + 4, base, ticket.product.name, self._light, 22)
        words = "Job ticket"
        self._text(RIGHT, base, words, self._light, 22, tint=70, align="right")

    def _alarm(self, errors: int) -> None:
        """Say across the top that the file was packed against the preflight."""
        self._canvas.fill(self._inks.alert)
        self._canvas.rect(0, HEIGHT - ALARM, WIDTH, ALARM)
        noun = "error stands" if errors == 1 else "errors stand"
        words = f"Not cleared: {errors} preflight {noun}. Packed by force."
        self._text(MARGIN, 7.8, words, self._display, 14, ink=self._white)

    def _numerals(self) -> None:
        ticket = self._ticket
        one = ticket.pages == 1
        facts = (
            (ticket.size, "mm, width × height when trimmed"),
            (str(ticket.pages), "page" if one else "pages"),
            (ticket.copies, "copies" if ticket.quantity else "copies, to be agreed"),
        )
        base = NUMERALS_TOP + 20
        self._rule(NUMERALS_TOP - 2, HAIR_PT)
        for (left, room), (numeral, words) in zip(NUMERAL_COLUMNS, facts, strict=True):
            size = NUMERAL_PT
            taken = width_mm(numeral, self._display, size)
            size *= min(1, room / taken)
            self._text(left, base, numeral, self._display, size)
            self._text(left, base + 7, words, self._label, LABEL_PT, tint=70)
            if left > MARGIN:
                self._canvas.stroke(self._inks.text, HAIR_PT)
                x = left - 5
                self._canvas.line(x, HEIGHT - base - 8, x, HEIGHT - NUMERALS_TOP - 2)
        self._rule(base + 12, RULE_PT)

    def _rows(self) -> None:
        rows = self._ticket.rows()
        canvas, last = self._canvas, ROWS_TOP + ROW * (len(rows) - 1)
        canvas.stroke(self._inks.quiet, 1.6)
        canvas.line(LINE_X, HEIGHT - ROWS_TOP, LINE_X, HEIGHT - last)
        for number, (label, value, note) in enumerate(rows):
            top = ROWS_TOP + number * ROW
            self._station(top, label)
            base = top + 1.4
            self._text(
                LABEL_RIGHT, base, label, self._label, LABEL_PT, tint=70, align="right"
            )
            if label == "Inks":
                self._swatches(base)
            else:
                size = _fitting(value, self._light, VALUE_PT, VALUE_ROOM)
                self._text(VALUE_X, base, value, self._light, size)
            self._text(VALUE_X, base + 3.7, note, self._label, NOTE_PT, tint=70)

    def _station(self, top: float, label: str) -> None:
        """Draw a dot on the line; the preflight's is filled by its verdict."""
        canvas, wrong = self._canvas, not self._ticket.verdict.cleared
        alarm = label == "Preflight" and wrong
        canvas.fill(self._inks.alert if alarm else self._white)
        canvas.stroke(self._inks.alert if alarm else self._inks.quiet, 1.2)
        canvas.circle(LINE_X, HEIGHT - top, DOT, fill=True, stroke=True)

    def _swatches(self, base: float) -> None:
        solids = {ink.name: ink for ink in SOLIDS}
        x = VALUE_X
        for name in self._ticket.inks:
            ink = solids.get(name.lower())
            self._canvas.fill(ink or self._white)
            self._canvas.stroke(self._inks.text, HAIR_PT)
            self._canvas.rect(
                x, HEIGHT - base - 0.4, SWATCH, SWATCH, fill=True, stroke=ink is None
            )
            x += SWATCH + 1.4
            x += self._text(x, base, name, self._light, VALUE_PT - 1) + 3.6

    def _picture(self, picture: Path, size_px: tuple[int, int]) -> None:
        wide, high = size_px
        strip = wide / high >= WIDE_SHAPE
        left, most_wide, most_high = WIDE_PICTURE if strip else PICTURE
        top = WIDE_TOP if strip else ROWS_TOP - DOT
        scale = min(most_wide / wide, most_high / high)
        wide, high = wide * scale, high * scale
        canvas, below = self._canvas, HEIGHT - top - high
        canvas.picture(picture, left, below, wide, high)
        canvas.stroke(self._inks.text, HAIR_PT)
        canvas.rect(left, below, wide, high, fill=False, stroke=True)
        if not strip:
            words = "Page 1, cut at the trim"
            self._text(left, top + high + 4.4, words, self._label, NOTE_PT, tint=70)

    def _files(self) -> None:
        self._rule(FILES_TOP - 5, RULE_PT)
        for x, words, align in (
            (MARGIN, "File", "left"),
            (SIZE_RIGHT, "Size", "right"),
            (RIGHT, f"SHA-256, first {SHOWN_SUM} digits", "right"),
        ):
            self._text(
                x, FILES_TOP - 0.8, words, self._label, NOTE_PT, tint=70, align=align
            )
        for number, file in enumerate(self._ticket.files):
            self._file(FILES_TOP + 1.4 + number * FILE_ROW, file)

    def _file(self, top: float, file: FileEntry) -> None:
        self._rule(top, HAIR_PT)
        base = top + 4.3
        size = _fitting(file.path, self._strong, 9, SIZE_RIGHT - MARGIN - 19)
        self._text(MARGIN, base, file.path, self._strong, size)
        self._text(SIZE_RIGHT, base, _size(file.bytes), self._light, 9.5, align="right")
        self._text(
            RIGHT, base, file.sha256[:SHOWN_SUM], self._light, 9.5, align="right"
        )

    def _sign(self) -> None:
        """Leave lines for the approval by hand."""
        left = MARGIN
        for words, wide in SIGNED:
            self._canvas.stroke(self._inks.text, HAIR_PT)
            self._canvas.line(left, HEIGHT - SIGN_TOP, left + wide, HEIGHT - SIGN_TOP)
            self._text(left, SIGN_TOP + 3.6, words, self._label, NOTE_PT, tint=70)
            left += wide + 5

    def _foot(self) -> None:
        ticket = self._ticket
        self._rule(FOOT - 5, RULE_PT)
        left = f"{ticket.publication.publisher}, {ticket.publication.place}"
        self._text(MARGIN, FOOT, left, self._label, NOTE_PT)
        self._text(
            WIDTH / 2,
            FOOT,
            ticket.publication.contact,
            self._label,
            NOTE_PT,
            align="centre",
        )
        self._text(RIGHT, FOOT, ticket.date, self._light, 9.5, align="right")


def _fitting(words: str, face: Face, size_pt: float, room: float) -> float:
    """Return the size at which a line fits its room, at most ``size_pt``."""
    taken = width_mm(words, face, size_pt)
    return size_pt * min(1, room / taken) if taken else size_pt


def _size(count: int) -> str:
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
