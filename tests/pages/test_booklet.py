"""Booklets, on the made-up publication with a third, long chapter."""

import random
import re
from collections import defaultdict
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish.content.nodes import Paragraph, Str, Value
from publish.errors import LayoutError
from publish.pages import Brief, apparatus, booklet
from publish.pages.booklet import Book
from publish.pages.flow import Flowed, Part
from publish.plates import finish_screen
from publish.units import MM_PER_INCH, PT_PER_INCH
from tests.pages import sheets
from tests.plates.samples import job
from tests.publications import copy_second

LINE_MM, TOP_MM, AREA_MM = 4.2, 17.0, 180.6  # layouts/booklet/booklet.css
BLEED_MM = 3
SMALL_PT = 8.0  # text in more than one ink is larger; layouts/printers/booklet.toml
WORDS = "lamp keeper storm window harbour rowers boat signal night stair lens brass"


def long_chapter() -> str:
    """Return a chapter of some ten pages, with every kind of block, always the same."""
    chance = random.Random(1911)
    blocks = [
        ":::  quote dark\n:::",
        "::: box A term\nA lamp is a lamp.[@2]\n:::",
        "::: timetable storm-warning light-fails lamp-lit boat-out relief\n:::",
        "::: people holm berg\n:::",
    ]
    parts = ["---\ntitle: The long watch\nspan: [light-fails, relief]\n---"]
    for number in range(48):
        if number % 3 == 0:
            parts.append(f"## The {WORDS.split()[number % 12]} of the watch")
        words = " ".join(chance.choices(WORDS.split(), k=chance.randint(25, 140)))
        parts.append(f"{words.capitalize()} at {{event:light-fails|time}}.[@2]")
        if number % 4 == 1:
            parts.append(blocks[number // 4 % len(blocks)].replace(":::  ", "::: "))
    return "\n\n".join(parts) + "\n"


def brief_of(folder: Path, form: str) -> Brief:
    return sheets.brief_of(folder, "booklet", form)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_second(tmp_path_factory.mktemp("booklet") / "skerry")
    (made / "content/en/booklet/03-watch.md").write_text(long_chapter(), "utf-8")
    return made


@pytest.fixture(scope="module")
def press(folder: Path) -> Flowed:
    return booklet.composed(brief_of(folder, "press"))


@pytest.fixture(scope="module")
def texts(press: Flowed) -> list[str]:
    pages = pypdfium2.PdfDocument(press.pdf)
    return [page.get_textpage().get_text_range() for page in pages]


@pytest.fixture(scope="module")
def watch(folder: Path) -> tuple[Part, dict[str, str]]:
    """The long chapter as set, and the kind of each of its blocks."""
    book = Book(brief_of(folder, "press"))
    chapter = book.plan(2).chapter
    part = book.set_chapter(chapter, 5)
    return part, {item.name: item.kind for item in chapter.items}


def test_sheets_can_be_folded_and_blanks_stand_at_the_end(
    press: Flowed, texts: list[str]
) -> None:
    assert press.pages % 4 == 0
    empty = [number for number, text in enumerate(texts, 1) if not text.strip()]
    assert empty == list(range(press.pages - len(empty) + 1, press.pages + 1))
    assert len(empty) < 4


def test_every_page_is_trim_plus_bleed(press: Flowed) -> None:
    sizes = {page.get_size() for page in pypdfium2.PdfDocument(press.pdf)}
    (size,) = sizes
    wanted = [side * PT_PER_INCH / MM_PER_INCH for side in (148 + 6, 210 + 6)]
    assert size == pytest.approx(wanted, abs=0.1)


def test_contents_name_the_pages_on_which_chapters_stand(
    press: Flowed, texts: list[str]
) -> None:
    contents = next(text for text in texts if text.startswith("Contents"))
    rows = re.findall(r"(The [a-z ]+?)\s+\d+\s[A-Z]\w+\s1911\s+(\d+)", contents)
    assert [title for title, _ in rows] == ["The storm", "The relief", "The long watch"]
    for title, page in rows:
        assert title in texts[int(page) - 1]
    assert press.anchors["chapter-1"] == int(rows[0][1])
    assert f"Notes {press.anchors['notes']}" in " ".join(contents.split())


def test_every_note_is_called_and_every_call_has_its_note(press: Flowed) -> None:
    calls = {name for name in press.anchors if "-call-" in name}
    notes = {name for name in press.anchors if "-note-" in name}
    assert calls
    assert {name.replace("-call-", "-note-") for name in calls} == notes


def test_no_heading_stands_in_the_last_three_lines(watch) -> None:
    part, kinds = watch
    foot = TOP_MM + AREA_MM + LINE_MM  # a page may be one line longer
    for name, place in part.places.items():
        if kinds.get(name) == "heading":
            assert place.top_mm + place.height_mm + 3 * LINE_MM <= foot + 0.1


def test_text_stands_on_the_lines_of_the_page(watch) -> None:
    part, kinds = watch
    last = {place.page for place in part.places.values()} - {part.first_page}
    tops = [
        (place.top_mm - TOP_MM) / LINE_MM
        for name, place in part.places.items()
        if kinds.get(name) == "text" and place.page in last
    ]
    assert len(tops) > 20
    assert tops == pytest.approx([round(top) for top in tops], abs=0.02)


def test_no_page_but_the_last_ends_half_empty(watch) -> None:
    part, _ = watch
    feet: dict[int, float] = defaultdict(float)
    for place in part.places.values():
        feet[place.page] = max(feet[place.page], place.top_mm + place.height_mm)
    del feet[max(feet)]
    assert min(feet.values()) >= TOP_MM + AREA_MM - 8 * LINE_MM


def test_only_the_faces_of_the_publication_are_embedded(press: Flowed) -> None:
    with pikepdf.open(BytesIO(press.pdf)) as pdf:
        names = {
            str(font.BaseFont).split("+")[-1]
            for page in pdf.pages
            for font in page.resources.get("/Font", {}).values()
        }
    families = ("Oswald", "Source-Sans-3", "Source-Serif-4")
    assert names
    assert all(name.startswith(families) for name in names)


def test_press_pages_hold_no_rgb_and_small_text_is_black_only(press: Flowed) -> None:
    """WeasyPrint sets text as ``1 0 0 -1 x y Tm`` inside a page scaled by 0.75."""
    black = (0, 0, 0, 1)
    with pikepdf.open(BytesIO(press.pdf)) as pdf:
        for page in pdf.pages:
            colour, size, kept = None, 0.0, []
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "rg" | "RG":
                        pytest.fail(f"RGB on page {page.index + 1}")
                    case "cs" | "CS":
                        assert str(operands[0]) == "/DeviceCMYK", page.index + 1
                    case "q":
                        kept.append(colour)
                    case "Q":
                        colour = kept.pop()
                    case "scn":
                        colour = tuple(map(float, operands))
                    case "Tf":
                        size = float(operands[1]) * 0.75
                    case "Tj" | "TJ" if size < SMALL_PT:
                        assert colour == black, (page.index + 1, size)


def test_the_same_content_gives_the_same_bytes(folder: Path, press: Flowed) -> None:
    again = booklet.composed(brief_of(folder, "press"))
    assert again.pdf == press.pdf


def test_the_screen_form_has_the_same_pages_behind_its_cover(
    folder: Path, texts: list[str]
) -> None:
    brief = brief_of(folder, "screen")
    screen = booklet.composed(brief)
    palette = brief.theme.palette
    pages = pypdfium2.PdfDocument(finish_screen(screen.parts, job(), palette=palette))
    shown = [page.get_textpage().get_text_range() for page in pages]
    assert shown[1:] == [text for text in texts[1:] if text.strip()]
    assert "22:10" in shown[0]
    assert "22:10" not in texts[0]
    assert pages[0].get_size() == pytest.approx((419.5, 595.3), abs=0.2)


def test_of_two_hours_in_one_line_one_stands_in_the_margin(folder: Path) -> None:
    brief = brief_of(folder, "press")
    edition, key = brief.edition, "booklet/01-storm"
    text = edition.texts[key]
    hour = Value("22:10", "event", "light-fails")
    doubled = Paragraph((hour, Str(" or "), hour), text.at)
    texts = {**edition.texts, key: replace(text, blocks=(doubled,))}
    flowed = booklet.composed(replace(brief, edition=replace(edition, texts=texts)))
    page = pypdfium2.PdfDocument(flowed.pdf)[flowed.anchors["chapter-1"] - 1]
    number, points = flowed.anchors["chapter-1"], PT_PER_INCH / MM_PER_INCH
    edge = points * (BLEED_MM + (13 + 111 if number % 2 else 24))
    side = {"left": edge} if number % 2 else {"right": edge}
    beside = page.get_textpage().get_text_bounded(**side).split()
    assert beside.count("22:10") == 1


def test_a_day_is_told_in_the_order_of_its_hours(folder: Path) -> None:
    edition = brief_of(folder, "press").edition
    relief = edition.events["relief"]
    rows = {
        key: relief.model_copy(update={"key": key, "time": time})
        for key, time in (("a", ""), ("b", "07:10"), ("c", "noon"), ("d", "night"))
    }
    years = apparatus.chronology(
        replace(edition, events=rows), (), ("day",), {"noon": "12:00", "night": "00:00"}
    )
    assert [entry.event.key for entry in years[0].entries] == ["d", "b", "c", "a"]


def test_a_chapter_without_a_span_is_refused(folder: Path) -> None:
    brief = brief_of(folder, "press")
    key = "booklet/01-storm"
    bare = replace(brief.edition.texts[key], span=())
    texts = {**brief.edition.texts, key: bare}
    with pytest.raises(LayoutError, match=r"01-storm\.md.*without a span"):
        booklet.compose(replace(brief, edition=replace(brief.edition, texts=texts)))
