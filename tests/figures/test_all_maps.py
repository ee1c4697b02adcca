"""Every map of the publication, at booklet size: legible, apart, honest, approved."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pypdfium2
import pyproj
import pytest
import shapely
import weasyprint

from publish.domain import Edition
from publish.figures import Slot, draw
from publish.figures.maps.draw import Painted, paint
from publish.figures.maps.incidents import sign_shape
from publish.figures.maps.scene import Scene, lay_out
from publish.layouts import load_layout
from publish.theme import Theme
from tests.conftest import Golden
from tests.figures.drawings import Drawing
from tests.publications import REPOSITORY

SPECS = sorted((REPOSITORY / "content/maps").glob("*.toml"))
SPEC_OF = {path.stem: tomllib.loads(path.read_text()) for path in SPECS}
SINGLE = [key for key, spec in SPEC_OF.items() if spec["kind"] == "campaign"]
LEAST_MAPS = 8
MOST_INK = 240  # percent, over any part of a map
HELD = 5e-3  # of a distance on the ground, at the latitude of the scale bars
PPI = 60

every = pytest.mark.parametrize("key", SPEC_OF)
single = pytest.mark.parametrize("key", SINGLE)


@dataclass(frozen=True)
class Drawn:
    """A map as drawn for the photocopier: svg, what was left out, how it was laid."""

    svg: str
    dropped: tuple[str, ...]
    scene: Scene | None = None
    painted: Painted | None = None


def slot_of(key: str) -> Slot:
    return load_layout(REPOSITORY, "booklet").slot_for(key, "map")


@pytest.fixture(scope="module")
def drawn(edition: Edition, look: Theme) -> Callable[[str], Drawn]:
    done: dict[str, Drawn] = {}

    def of(key: str) -> Drawn:
        if key in done:
            return done[key]
        slot = slot_of(key)
        if key in SINGLE:
            scene = lay_out(edition.figures[key], edition, slot, "photocopy", look)
            painted = paint(scene, edition, "photocopy")
            done[key] = Drawn(scene.sheet.svg(), painted.dropped, scene, painted)
        else:
            artwork = draw(edition, key, slot, "photocopy", look)
            done[key] = Drawn(artwork.svg, artwork.dropped)
        return done[key]

    return of


def test_there_are_as_many_maps_as_the_story_needs() -> None:
    assert len(SPEC_OF) >= LEAST_MAPS


@every
def test_texts_keep_apart_and_inside_the_slot(drawn, look: Theme, key: str) -> None:
    slot = slot_of(key)
    svg = re.sub(r"<text transform.*?</text>", "", drawn(key).svg)
    drawing = Drawing(svg, look.faces)
    for line in drawing.lines:
        assert line.box.inside(drawing.width, drawing.height, slot.base_pt / 10), line
        assert line.size >= slot.min_pt, line
    for one, other in combinations(drawing.lines, 2):
        assert not one.box.overlaps(other.box), (one, other)


@every
def test_nothing_is_left_out_in_the_booklet(drawn, key: str) -> None:
    assert not drawn(key).dropped


@single
def test_labels_meet_no_label_symbol_arrow_or_frame(drawn, key: str) -> None:
    scene, painted = drawn(key).scene, drawn(key).painted
    boxes = {one.block.key: one.box.shape for one in painted.labels}
    marks = [course.area for course in scene.courses]
    marks += [body.shape(scene.marks) for body in scene.troops]
    marks += [sign_shape(sign, at, scene.marks) for sign, at in scene.signs]
    marks += [shapely.Point(spot.at) for spot in scene.spots]
    for (one, room), (other, its_room) in combinations(boxes.items(), 2):
        assert not room.intersects(its_room), (one, other)
    for name, room in boxes.items():
        assert scene.view.box.shape.contains_properly(room), name
        assert not any(map(room.intersects, [*marks, *scene.furniture])), name


@single
def test_distances_are_those_on_the_ground(drawn, key: str) -> None:
    """Between the middle of the map and points around it, by the scale bar."""
    scene = drawn(key).scene
    view, km = scene.view, scene.bars[0]
    geod, box = pyproj.Geod(ellps="WGS84"), scene.view.box
    middle = np.array([box.left + box.width / 2, box.top + box.height / 2])
    for turn in np.linspace(0, 2 * np.pi, 8, endpoint=False):
        end = middle + 0.4 * box.height * np.array([np.cos(turn), np.sin(turn)])
        places = view.degrees(np.array([middle, end]))
        ground = geod.inv(*places[0], *places[1])[2] / 1000
        by_bar = np.hypot(*(end - middle)) / km.length * km.distance
        assert by_bar == pytest.approx(ground, rel=HELD)


@every
def test_no_colour_is_heavier_than_the_press_bears(
    drawn, look: Theme, key: str
) -> None:
    painted = look.palette.paint(drawn(key).svg, "cmyk")
    builds = re.findall(r"device-cmyk\(([^)]*)\)", painted)
    assert builds
    for build in builds:
        shares = [float(part.rstrip("%")) for part in build.split()]
        total = sum(shares) * (1 if "%" in build else 100)
        assert total <= MOST_INK, build


@every
def test_alternative_tells_the_map_in_sentences(edition: Edition, key: str) -> None:
    alt = edition.figures[key].alt
    assert alt.count(". ") >= 1 and alt.endswith(".")


@every
def test_map_looks_as_approved(drawn, look: Theme, golden: Golden, key: str) -> None:
    """As photocopied, in four greys: the picture must stay a small file."""
    slot = slot_of(key)
    svg = look.palette.paint(drawn(key).svg, "rgb")
    faces = "".join(
        f"@font-face{{font-family:'{f.family}';font-weight:{f.weight};"
        f"font-style:{'italic' if f.italic else 'normal'};"
        f"src:url('{f.path.as_uri()}')}}"
        for f in look.faces.all
    )
    size = f"@page{{size:{slot.width_mm}mm {slot.height_mm}mm;margin:0}}"
    page = f"<style>{faces}{size}svg{{display:block}}body{{margin:0}}</style>{svg}"
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=page).write_pdf())
    assert len(document) == 1
    picture = document[0].render(scale=PPI / 72).to_pil().convert("L")
    greys = picture.point(lambda grey: grey // 64 * 85)
    golden.check(f"{key}-booklet-photocopy", greys, tolerance=6.0)
