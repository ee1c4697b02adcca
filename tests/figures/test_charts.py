"""Charts show the values of their facts, in any slot, without touching texts."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pypdfium2
import pytest
import weasyprint
from PIL import Image

from publish import content, domain, theme
from publish.domain import Edition
from publish.errors import ContentError, LayoutError
from publish.figures import Artwork, Slot, draw
from publish.inks import SPACE_OF_FORM, Form
from publish.layouts import load_layout
from publish.theme import Theme
from tests.conftest import Golden
from tests.figures.drawings import Drawing
from tests.publications import REPOSITORY

CHARTS = ("army-strength", "oil-collapse", "regiments")
BOOKLET = Slot(name="booklet", width_mm=118, height_mm=95, base_pt=7.5)
PANEL = Slot(name="panel", width_mm=380, height_mm=300, base_pt=30, min_pt=24)
HANDOUT = Slot(name="handout", width_mm=170, height_mm=95, base_pt=9)
LONG = Slot(name="long", width_mm=180, height_mm=62, base_pt=9, min_pt=9)
SLOTS = (BOOKLET, PANEL, HANDOUT, LONG)
FORMS: tuple[Form, ...] = ("press", "photocopy")
PRECISION = 0.005  # of a value, as drawn
PPI = 72

everywhere = pytest.mark.parametrize(
    ("key", "slot", "form"),
    [(key, slot, form) for key in CHARTS for slot in SLOTS for form in FORMS],
    ids=lambda value: getattr(value, "name", value),
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The shipped publication without its texts, which charts do not need."""
    read = content.read(REPOSITORY)
    return domain.assemble(replace(read, texts={"en": {}}), "en")


@pytest.fixture(scope="module")
def look() -> Theme:
    return theme.load(REPOSITORY)


@pytest.fixture(scope="module")
def artwork(edition: Edition, look: Theme) -> Callable[[str, Slot, Form], Artwork]:
    drawn: dict[tuple, Artwork] = {}

    def of(key: str, slot: Slot = BOOKLET, form: Form = "press") -> Artwork:
        if (key, slot, form) not in drawn:
            drawn[key, slot, form] = draw(edition, key, slot, form, look)
        return drawn[key, slot, form]

    return of


@everywhere
def test_texts_keep_apart_and_inside_the_slot(
    artwork, look: Theme, key: str, slot: Slot, form: Form
) -> None:
    drawing = Drawing(artwork(key, slot, form).svg, look.faces)
    slack = slot.base_pt / 10  # side bearing and hang of a letter at the edge
    for line in drawing.lines:
        assert line.box.inside(drawing.width, drawing.height, slack), line
        assert line.size >= slot.min_pt, line
    for one, other in combinations(drawing.lines, 2):
        assert not one.box.overlaps(other.box), (one, other)


@everywhere
def test_no_stroke_or_fill_touches_a_text(
    artwork, look: Theme, key: str, slot: Slot, form: Form
) -> None:
    drawing = Drawing(artwork(key, slot, form).svg, look.faces)
    for shape in drawing.shapes:
        assert shape.box.inside(drawing.width, drawing.height), shape
        for part in shape.parts:
            for a, b in pairwise(part):
                for line in drawing.lines:
                    assert not line.box.is_crossed_by(a, b), (line, shape)


@everywhere
def test_drawing_holds_nothing_that_a_press_refuses(
    artwork, look: Theme, key: str, slot: Slot, form: Form
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
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(", painted)
    assert drawing.root.get("fill") == look.palette.reserved("soot")


@pytest.mark.parametrize("key", CHARTS)
def test_photocopy_is_black_and_white_only(artwork, look: Theme, key: str) -> None:
    """Tints vanish in a copier: sides part by solid, hatch and outline."""
    painted = look.palette.paint(artwork(key, HANDOUT, "photocopy").svg, "grey")
    blacks = set(re.findall(r"device-cmyk\((.*?)\)", painted))
    assert blacks <= {"0 0 0 1", "0 0 0 0"}


@pytest.mark.parametrize("key", CHARTS)
def test_same_input_gives_same_characters(
    artwork, edition: Edition, look: Theme, key: str
) -> None:
    assert draw(edition, key, BOOKLET, "press", look) == artwork(key)


@pytest.mark.parametrize("key", CHARTS)
def test_alternative_says_the_data(artwork, key: str) -> None:
    drawn = artwork(key)
    assert drawn.alt.endswith(".") and drawn.alt.count(". ") >= 2
    numbers = re.findall(r"\d[\d,.]*", " ".join(c for row in drawn.rows for c in row))
    assert numbers and all(number in drawn.alt for number in numbers)
    widths = {len(row) for row in drawn.rows}
    assert len(widths) == 1 and len(drawn.rows) > 3


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: slot.name)
def test_bars_of_both_armies_share_one_scale(
    artwork, edition: Edition, look: Theme, slot: Slot
) -> None:
    bars = Drawing(artwork("army-strength", slot).svg, look.faces).named(
        "army-strength-bar-"
    )
    assert len(bars) == 7
    per_man = {
        key: bar.area / (bar.box.bottom - bar.box.top) / float(edition.facts[key].value)
        for key, bar in bars.items()
    }
    mean = sum(per_man.values()) / len(per_man)
    assert all(
        scale == pytest.approx(mean, rel=PRECISION) for scale in per_man.values()
    )


def test_unknown_strengths_are_dashed_and_said(artwork, look: Theme) -> None:
    drawing = Drawing(artwork("army-strength").svg, look.faces)
    unknown = drawing.named("army-strength-unknown-")
    assert len(unknown) == 5
    assert all("stroke-dasharray" in shape.style for shape in unknown.values())
    assert [line.text for line in drawing.lines].count("strength not known") == 5


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: slot.name)
def test_oil_columns_stand_in_the_outline_of_the_base(
    artwork, edition: Edition, look: Theme, slot: Slot
) -> None:
    drawing = Drawing(artwork("oil-collapse", slot).svg, look.faces)
    columns = drawing.named("oil-collapse-column-")
    for key, base in drawing.named("oil-collapse-base-").items():
        share = columns[key].area / base.area
        assert share * 100 == pytest.approx(
            float(edition.facts[key].value), rel=PRECISION
        )
    assert len(drawing.named("oil-collapse-mark-on-")) == 18
    assert len(drawing.named("oil-collapse-mark-off-")) == 22


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: slot.name)
def test_each_regiment_has_as_many_men_as_its_fact(
    artwork, edition: Edition, look: Theme, slot: Slot
) -> None:
    drawing = Drawing(artwork("regiments", slot).svg, look.faces)
    men: dict[str, list[float]] = {}
    for name, shape in drawing.named("regiments-men-").items():
        width = shape.box.right - shape.box.left
        men.setdefault(name.rpartition("-")[0], []).append(width)
    assert len(men) == 7
    full = max(width for widths in men.values() for width in widths)
    for key, widths in men.items():
        counted = sum(widths) / full * 50
        assert counted == pytest.approx(float(edition.facts[key].value), rel=PRECISION)
    assert len(drawing.named("regiments-missing-")) == 14


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("form", FORMS)
def test_chart_fits_the_booklet(
    edition: Edition, look: Theme, key: str, form: Form
) -> None:
    """Each chart of the publication stands in the booklet, so its slot must do."""
    slot = load_layout(REPOSITORY, "booklet").slot_for(key, "chart")
    assert draw(edition, key, slot, form, look).width_mm == slot.width_mm


def changed(edition: Edition, key: str, **settings: object) -> Edition:
    """Return an edition with other settings of one figure."""
    figure = edition.figures[key]
    figure = replace(figure, settings={**figure.settings, **settings})
    return replace(edition, figures={**edition.figures, key: figure})


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
        draw(wrong, "army-strength", BOOKLET, "press", look)
    assert f"content/charts/army-strength.toml: {told}" in str(caught.value)


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
        draw(
            changed(edition, "regiments", rows=rows),
            "regiments",
            BOOKLET,
            "press",
            look,
        )
    assert f"content/charts/regiments.toml: {told}" in str(caught.value)


@pytest.mark.parametrize("key", CHARTS)
def test_too_small_a_slot_is_refused(edition: Edition, look: Theme, key: str) -> None:
    slot = replace(BOOKLET, width_mm=100, height_mm=48)
    with pytest.raises(LayoutError, match=r"does not fit slot 'booklet': \d+ mm"):
        draw(edition, key, slot, "press", look)


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("form", FORMS)
def test_chart_looks_as_approved(
    artwork, look: Theme, golden: Golden, key: str, form: Form
) -> None:
    slot = BOOKLET if form == "press" else HANDOUT
    svg = look.palette.paint(artwork(key, slot, form).svg, "rgb")
    golden.check(f"{key}-{slot.name}-{form}", rendered(svg, slot, look), tolerance=4.0)


def rendered(svg: str, slot: Slot, look: Theme) -> Image.Image:
    """Return a drawing as pixels, set in the publication's own faces."""
    faces = "".join(
        f"@font-face {{ font-family: '{face.family}'; font-weight: {face.weight};"
        f" font-style: {'italic' if face.italic else 'normal'};"
        f" src: url('{face.path.as_uri()}') }}"
        for face in look.faces.all
    )
    page = f"@page {{ size: {slot.width_mm}mm {slot.height_mm}mm; margin: 0 }}"
    reset = "body { margin: 0 } svg { display: block }"
    html = f"<style>{faces}{page}{reset}</style>{svg}"
    pdf = pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf())
    return pdf[0].render(scale=PPI / 72).to_pil()
