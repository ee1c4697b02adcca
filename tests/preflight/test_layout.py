"""Each fault of make-up, planted in a small page, is found; a sound page is not blamed.

The pages are drawn letter by letter, so that nothing but the finished file tells.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from publish.figures.artwork import Slot
from publish.layouts import Layout, PrinterProfile, load_layout
from publish.layouts.checks import Checks
from publish.preflight import Finding, inspect
from publish.preflight.printed import read_lines
from publish.source import Source
from publish.units import pt
from tests.publications import REPOSITORY

Printers = Callable[[str], PrinterProfile]

WIDTH_MM, HEIGHT_MM, COLUMN_MM, LEFT_MM, TOP_MM, LINE_MM = 100, 120, 80, 10, 20, 5
SIZE_PT = 10
WORDS = "a lamp in the tower shows the way"
LAYOUT = Layout(
    "book",
    Path(),
    0,
    0,
    {"chart": Slot(name="chart", width_mm=80, height_mm=40, base_pt=8, min_pt=7)},
    {"makeup": {"line_mm": LINE_MM}},
    Source(PurePosixPath("layouts/book/layout.toml")),
)


@dataclass
class Book:
    """Pages to draw, with the boxes of their blocks."""

    path: Path
    origins: list = field(default_factory=list)
    page: int = 1

    def __post_init__(self) -> None:
        face = REPOSITORY / "fonts/SourceSerif4-Regular.ttf"
        pdfmetrics.registerFont(TTFont("Serif", str(face)))
        size = (pt(WIDTH_MM), pt(HEIGHT_MM))
        self._canvas = Canvas(str(self.path), pagesize=size, initialFontName="Serif")

    def line(
        self, said: str, row: float, x: float = LEFT_MM, size: float = SIZE_PT
    ) -> None:
        """Set words on a row of the page."""
        self._canvas.setFont("Serif", size)
        base = HEIGHT_MM - TOP_MM - LINE_MM * row
        self._canvas.drawString(pt(x), pt(base), said)

    def block(
        self, rows: tuple[str, ...], row: float = 0, kind: str = "p", at: str = "a.md:3"
    ) -> None:
        """Set a block, its first line on a row, with its box."""
        for number, said in enumerate(rows):
            self.line(said, row + number)
        top = TOP_MM + LINE_MM * (row - 1)
        box = (LEFT_MM, top, LEFT_MM + COLUMN_MM, top + LINE_MM * len(rows) + 1)
        self.origins.append([self.page, *box, kind, at])

    def gap(self, row: float, space_mm: float) -> None:
        """Set two words at the ends of the column, and one that far from the first."""
        self.line("first", row)
        first = pdfmetrics.stringWidth("first", "Serif", SIZE_PT)
        self.line("word", row, LEFT_MM + first / pt(1) + space_mm)
        last = pdfmetrics.stringWidth("end", "Serif", SIZE_PT)
        self.line("end", row, LEFT_MM + COLUMN_MM - last / pt(1))

    def cut(self) -> None:
        """Set a line in a frame that is too low for it."""
        self._canvas.saveState()
        path = self._canvas.beginPath()
        path.rect(0, 0, pt(WIDTH_MM), pt(HEIGHT_MM - TOP_MM - LINE_MM * 8 + 1))
        self._canvas.clipPath(path, stroke=0)
        self.line(WORDS, 8)
        self._canvas.restoreState()

    def turn(self) -> None:
        """Begin another page."""
        self._canvas.showPage()
        self.page += 1

    def judged(
        self, printer: PrinterProfile, layout: Layout = LAYOUT
    ) -> dict[str, Finding]:
        """Return what the layout's checks find, by rule."""
        self._canvas.save()
        table = {"otherwise": "layouts/book", "origins": self.origins}
        self.path.with_suffix(".origins.json").write_text(json.dumps(table), "utf-8")
        names = {name.replace("_", "-") for name in Checks.model_fields}
        found = inspect(self.path, printer, ink=False, layout=layout).findings
        return {one.rule: one for one in found if one.rule in names}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "made.pdf")


def sound(book: Book) -> None:
    book.block((WORDS,) * 8)
    book.turn()
    book.block((WORDS,) * 6)


def off_the_page(book: Book) -> None:
    sound(book)
    book.line(WORDS, 8, x=70)


def out_of_the_column(book: Book) -> None:
    sound(book)
    book.block((f"{WORDS} and out of its column",), 10)


def on_one_another(book: Book) -> None:
    sound(book)
    book.line("another text", 2, x=20)


def block_on_block(book: Book) -> None:
    sound(book)
    book.block((WORDS,), 9, at="a.md:9")
    book.origins[-1][2] -= 20


def small_label(book: Book) -> None:
    sound(book)
    book.block(("label",), 10, "figure", "a.md:9, figure oil")
    book.line("small", 10, x=40, size=6)


def stretched(book: Book) -> None:
    sound(book)
    book.gap(10, 4)
    book.block((), 10)
    book.origins[-1][4] += 2 * LINE_MM
    book.line("the last line", 11)


def widow(book: Book) -> None:
    book.block((WORDS,) * 5)
    book.block((WORDS,) * 3, 5, at="a.md:7")
    book.turn()
    book.block((WORDS,), at="a.md:7")
    book.block((WORDS,) * 5, 1, at="a.md:9")


def ladder(book: Book) -> None:
    book.block((WORDS, *(f"{WORDS}-",) * 3, WORDS))


def foot_heading(book: Book) -> None:
    sound(book)
    book.block(("A heading",), 8, "h2", "a.md:11")
    book.block((WORDS,) * 2, 9, at="a.md:13")
    book.turn()
    book.block((WORDS,) * 5, at="a.md:13")


def nearly_empty(book: Book) -> None:
    sound(book)
    book.turn()
    book.block((WORDS,) * 2, at="a.md:13")


def off_line(book: Book) -> None:
    book.turn()
    book.block((WORDS,) * 8)
    book.turn()
    book.block((WORDS,) * 6, 0.3, at="a.md:13")


def cut_off(book: Book) -> None:
    sound(book)
    book.cut()


PLANTED = {
    "overset": (off_the_page, out_of_the_column),
    "overlap": (on_one_another, block_on_block),
    "small-figure": (small_label,),
    "stretched": (stretched,),
    "widow": (widow,),
    "hyphens": (ladder,),
    "foot-heading": (foot_heading,),
    "empty": (nearly_empty,),
    "baselines": (off_line,),
    "clipped": (cut_off,),
}


def test_a_sound_page_is_not_blamed(book: Book, printer: Printers) -> None:
    sound(book)
    assert book.judged(printer("book")) == {}


def test_notes_below_a_few_lines_fill_a_page(book: Book, printer: Printers) -> None:
    nearly_empty(book)
    for row in range(4, 12):
        book.line("a note", row)
    assert "empty" not in book.judged(printer("book"))


@pytest.mark.parametrize(
    ("rule", "plant"),
    [(rule, plant) for rule, plants in PLANTED.items() for plant in plants],
)
def test_a_planted_fault_is_found(book: Book, printer: Printers, rule, plant) -> None:
    plant(book)
    found = book.judged(printer("book"))
    # what runs off the page is cut there, too
    assert set(found) - {rule} <= ({"clipped"} if plant is off_the_page else set())
    finding = found[rule]
    assert finding.severity == getattr(Checks(), rule.replace("-", "_"))
    assert finding.page
    assert finding.source.startswith(("a.md:", "layouts/book"))


def test_every_check_of_a_layout_has_its_planted_fault() -> None:
    names = {name.replace("_", "-") for name in Checks.model_fields} - {"limits"}
    assert set(PLANTED) == names


def test_the_booklet_states_the_lines_of_its_spreads() -> None:
    """Else its baselines would not be compared, and nobody would be told."""
    assert load_layout(REPOSITORY, "booklet").styles["makeup"]["line_mm"] > 0


def test_a_layout_chooses_the_severity(book: Book, printer: Printers) -> None:
    on_one_another(book)
    checks = Checks(overlap="note")
    layout = Layout(**{**vars(LAYOUT), "checks": checks})
    assert book.judged(printer("book"), layout)["overlap"].severity == "note"


def test_a_layout_leaves_a_check_out(book: Book, printer: Printers) -> None:
    on_one_another(book)
    layout = Layout(**{**vars(LAYOUT), "checks": Checks(overlap="off")})
    assert book.judged(printer("book"), layout) == {}


def test_lines_are_read_as_they_stand(book: Book, printer: Printers) -> None:
    book.line("ne lamp", 0)
    book.line("cell", 0, x=60)
    book.judged(printer("book"))
    ((one, two),) = read_lines(pypdfium2.PdfDocument(book.path))
    assert (one.said, two.said) == ("ne lamp", "cell")
    assert one.left == pytest.approx(LEFT_MM, abs=0.1)
    assert one.base == pytest.approx(TOP_MM, abs=0.01)
    assert one.size_pt == SIZE_PT
    assert one.gaps_em == pytest.approx([0.23], abs=0.05)
