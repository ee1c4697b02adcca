"""Every chart in every slot, form and language: legible, printable, honest in words."""

import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from publish import domain
from publish.content import Content
from publish.domain import Edition
from publish.errors import ContentError, LayoutError
from publish.figures import Slot, draw
from publish.inks import SPACE_OF_FORM, Form
from publish.theme import Theme
from tests.conftest import Golden
from tests.figures.conftest import CHARTS, FORMS, LANGUAGES, SLOTS, slot_of
from tests.figures.drawings import Drawing, rendered

LONG = Slot(name="long", width_mm=180, height_mm=62, base_pt=9, min_pt=9)
LONG_CHARTS = ("army-strength", "oil-collapse", "regiments")
ALT = range(120, 1200)  # characters: more than a caption, less than a page
SLACK_PT = 0.05  # of a letter at the edge: less than a printer can show
TABLE_ONLY = ("Whole army", "All delegates")  # rows that sum up; not labels
NAMES = ("clock", "prisoners")  # tables whose middle columns are words, not data

everywhere = pytest.mark.parametrize(
    ("key", "slot", "form"),
    [(key, slot, form) for key in CHARTS for slot in SLOTS for form in FORMS]
    + [(key, "large-print", "large-print") for key in CHARTS]
    + [(key, LONG, form) for key in LONG_CHARTS for form in FORMS],
    ids=lambda value: getattr(value, "name", value),
)

spoken = pytest.mark.parametrize("language", LANGUAGES)


def test_there_are_sixteen_charts() -> None:
    assert len(CHARTS) >= 16


@spoken
@everywhere
def test_texts_keep_apart_and_inside_the_slot(
    artwork, look: Theme, key: str, slot: str | Slot, form: Form, language: str
) -> None:
    room = slot if isinstance(slot, Slot) else slot_of(key, slot)
    drawing = Drawing(artwork(key, slot, form, language).svg, look.faces)
    for line in drawing.lines:
        assert line.box.inside(drawing.width, drawing.height, SLACK_PT), line
        assert line.size >= room.min_pt, line
    for one, other in combinations(drawing.lines, 2):
        assert not one.box.overlaps(other.box), (one, other)


def test_texts_that_overlap_are_found(artwork, look: Theme) -> None:
    """The measure above can fail: a title set lower runs into the subtitle."""
    svg = artwork("prices", "booklet", "press").svg
    first = re.search(r'<text x="0.000" y="([0-9.]+)"', svg)
    lower = f'<text x="0.000" y="{float(first[1]) + 8}"'
    drawing = Drawing(svg.replace(first[0], lower, 1), look.faces)
    pairs = combinations(drawing.lines, 2)
    assert any(one.box.overlaps(other.box) for one, other in pairs)


@spoken
@everywhere
def test_no_stroke_or_fill_touches_a_text(
    artwork, look: Theme, key: str, slot: str | Slot, form: Form, language: str
) -> None:
    drawing = Drawing(artwork(key, slot, form, language).svg, look.faces)
    for shape in drawing.shapes:
        assert shape.box.inside(drawing.width, drawing.height, 0.01), shape
        for part in shape.parts:
            for a, b in pairwise(part):
                for line in drawing.lines:
                    assert not line.box.is_crossed_by(a, b), (line, shape)


@spoken
@everywhere
def test_no_word_is_dropped_or_shortened(
    artwork, look: Theme, key: str, slot: str | Slot, form: Form, language: str
) -> None:
    """Every name of the data table stands in the drawing, whole."""
    drawn = artwork(key, slot, form, language)
    assert drawn.dropped == ()
    said = " ".join(line.text for line in Drawing(drawn.svg, look.faces).lines)
    assert "…" not in said
    words = set(said.split())
    for row in drawn.rows[1:]:
        assert row[0] in TABLE_ONLY or set(row[0].split()) <= words, row[0]


@everywhere
def test_drawing_holds_nothing_that_a_press_refuses(
    artwork, look: Theme, key: str, slot: str | Slot, form: Form
) -> None:
    svg = artwork(key, slot, form).svg
    drawing = Drawing(svg, look.faces)
    for word in ("opacity", "gradient", "<image", "clip", "filter", "<style", "url("):
        assert word not in svg.lower()
    names = [shape.name for shape in drawing.shapes if shape.name]
    assert len(names) == len(set(names))
    assert all(name.startswith(f"{key}-") for name in names)
    for shape in drawing.shapes:
        if shape.style.get("stroke", "none") != "none":
            assert float(shape.style.get("stroke-width", 1)) >= 0.5
    painted = look.palette.paint(svg, SPACE_OF_FORM[form])
    if form not in ("screen", "large-print"):
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(", painted)
    assert drawing.root.get("fill") == look.palette.reserved("soot")


@pytest.mark.parametrize("key", CHARTS)
def test_photocopy_is_black_and_white_only(artwork, look: Theme, key: str) -> None:
    """Tints vanish in a copier: sides part by solid, hatch and outline."""
    painted = look.palette.paint(artwork(key, "handout", "photocopy").svg, "grey")
    blacks = set(re.findall(r"device-cmyk\((.*?)\)", painted))
    assert blacks <= {"0 0 0 1", "0 0 0 0"}


@pytest.mark.parametrize("key", CHARTS)
def test_same_input_gives_same_characters(
    artwork, edition: Edition, look: Theme, key: str
) -> None:
    again = draw(edition, key, slot_of(key, "booklet"), "press", look)
    assert again == artwork(key)


@pytest.mark.parametrize("key", CHARTS)
def test_alternative_says_the_data(artwork, key: str) -> None:
    """Every number of the data table is in the text that stands for the picture."""
    drawn = artwork(key)
    assert drawn.alt.endswith(".") and drawn.alt.count(". ") >= 1
    assert len(drawn.alt) in ALT
    if key == "books":  # thirty-nine counts; the alternative says the totals
        rows = [(row[0], row[-1]) for row in drawn.rows[1:]]
    elif key in NAMES:
        rows = [(row[1].rpartition(" ")[2], row[-1]) for row in drawn.rows[1:]]
        rows = [row[:1] if key == "clock" else row[1:] for row in rows]
    else:
        rows = [row[1:] for row in drawn.rows[1:]]
    said = " ".join(cell for row in rows for cell in row)
    numbers = set(re.findall(r"\d(?:[\d,.:]*\d)?", said))
    known = set(re.findall(r"\d(?:[\d,.:]*\d)?", drawn.alt))
    assert numbers and numbers <= known
    widths = {len(row) for row in drawn.rows}
    assert len(widths) == 1 and len(drawn.rows) > 3


@pytest.mark.parametrize("key", CHARTS)
def test_every_language_has_title_alternative_and_room(
    read: Content, look: Theme, key: str
) -> None:
    for language in read.project.publication.languages:
        spoken = domain.assemble(read, language)
        figure = spoken.figures[key]
        assert figure.title and figure.subtitle and figure.alt
        assert draw(spoken, key, slot_of(key, "booklet"), "press", look)


def changed(edition: Edition, key: str, **settings: object) -> Edition:
    """Return an edition with other settings of one figure."""
    figure = edition.figures[key]
    figure = replace(figure, settings={**figure.settings, **settings})
    return replace(edition, figures={**edition.figures, key: figure})


@pytest.mark.parametrize("key", CHARTS)
def test_misspelt_setting_is_reported_with_its_file(
    edition: Edition, look: Theme, key: str
) -> None:
    wrong = changed(edition, key, sidee="ADR")
    with pytest.raises(ContentError) as caught:
        draw(wrong, key, slot_of(key, "booklet"), "press", look)
    assert f"content/charts/{key}.toml" in str(caught.value)
    assert "unknown setting 'sidee'; " in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"stepp": 5}, "unknown setting 'stepp'; did you mean 'step'?"),
        ({"step": -1}, "step: Input should be greater than 0; mend the value"),
        (
            {"forces": ({"naem": "A"}, {"side": "B"})},
            "unknown setting 'forces.0.naem'; did you mean 'name'?",
        ),
    ],
)
def test_wrong_setting_is_reported_with_its_file(
    edition: Edition, look: Theme, settings: dict, told: str
) -> None:
    wrong = changed(edition, "army-strength", **settings)
    with pytest.raises(ContentError) as caught:
        draw(wrong, "army-strength", LONG, "press", look)
    assert "content/charts/army-strength.toml" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (
            "regiment-gubba",
            "unknown fact 'regiment-gubba'; did you mean 'regiment-guba'?",
        ),
        ("price-bread", "the sources of 'price-bread' are not named; add it to facts"),
    ],
)
def test_fact_that_cannot_be_drawn_is_reported(
    edition: Edition, look: Theme, fact: str, told: str
) -> None:
    rows = ({"name": "Guba", "fact": fact},)
    with pytest.raises(ContentError) as caught:
        draw(changed(edition, "regiments", rows=rows), "regiments", LONG, "press", look)
    assert "content/charts/regiments.toml" in str(caught.value)
    assert told in str(caught.value)


def test_unknown_row_of_a_table_is_reported(edition: Edition, look: Theme) -> None:
    wrong = changed(edition, "red-order", root="red-frunt")
    with pytest.raises(ContentError, match=r"no row 'red-frunt'; did you mean 'red-fr"):
        draw(wrong, "red-order", slot_of("red-order", "booklet"), "press", look)


def test_event_without_an_hour_is_no_stop_of_the_clock(
    edition: Edition, look: Theme
) -> None:
    lanes = [dict(lane) for lane in edition.figures["clock"].settings["lanes"]]
    lanes[0]["events"] = (*lanes[0]["events"], "khudat-fall")
    wrong = changed(edition, "clock", lanes=tuple(lanes))
    with pytest.raises(ContentError, match="neither an hour nor a part of the day"):
        draw(wrong, "clock", slot_of("clock", "booklet"), "press", look)


def test_unknown_kind_is_reported(edition: Edition, look: Theme) -> None:
    figure = replace(edition.figures["vote"], kind="vote")
    wrong = replace(edition, figures={**edition.figures, "vote": figure})
    with pytest.raises(ContentError, match=r"kind of chart 'vote'; did you mean 'vote"):
        draw(wrong, "vote", LONG, "press", look)


@pytest.mark.parametrize("key", CHARTS)
def test_too_small_a_slot_is_refused(edition: Edition, look: Theme, key: str) -> None:
    slot = Slot(name="tiny", width_mm=60, height_mm=30, base_pt=7.5)
    with pytest.raises(LayoutError, match=r"does not fit slot 'tiny': \d+ mm"):
        draw(edition, key, slot, "press", look)


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("form", ["press", "photocopy"])
def test_chart_looks_as_approved(
    artwork, look: Theme, golden: Golden, key: str, form: Form
) -> None:
    name = "booklet" if form == "press" else "handout"
    svg = look.palette.paint(artwork(key, name, form).svg, "rgb")
    image = rendered(svg, slot_of(key, name), look)
    golden.check(f"{key}-{name}-{form}", image, tolerance=4.0)
