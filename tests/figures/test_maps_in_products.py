"""Every map in every product that may hold one: no name lost, nothing touching.

Drawn without relief, which is no matter of labels: as the photocopier gets it.
"""

from collections.abc import Callable
from itertools import combinations

import pytest
import shapely

from publish.domain import Edition
from publish.figures.maps.draw import Painted, paint
from publish.figures.maps.incidents import sign_shape
from publish.figures.maps.phases import PhaseDrawer
from publish.figures.maps.scene import Scene, lay_out, read_map
from publish.figures.maps.sheet import Sheet
from publish.layouts import load_layout
from publish.theme import Theme
from tests.figures.test_all_maps import SINGLE, SPEC_OF
from tests.publications import REPOSITORY

PRODUCTS = ("booklet", "panel", "handout", "large-print")

in_products = pytest.mark.parametrize("product", PRODUCTS)

Laid = tuple[Scene, Painted]


@pytest.fixture(scope="module")
def laid(edition: Edition, look: Theme) -> Callable[[str, str], Laid]:
    done: dict[tuple[str, str], Laid] = {}

    def of(key: str, product: str) -> Laid:
        if (key, product) not in done:
            slot = load_layout(REPOSITORY, product).slot_for(key, "map")
            scene = lay_out(edition.figures[key], edition, slot, "photocopy", look)
            done[key, product] = scene, paint(scene, edition, "photocopy")
        return done[key, product]

    return of


@in_products
@pytest.mark.parametrize("key", SINGLE)
def test_no_name_is_lost(laid, key: str, product: str) -> None:
    assert laid(key, product)[1].dropped == ()


@in_products
@pytest.mark.parametrize("key", [key for key in SPEC_OF if key not in SINGLE])
def test_no_name_of_a_picture_is_lost(
    edition: Edition, look: Theme, key: str, product: str
) -> None:
    slot = load_layout(REPOSITORY, product).slot_for(key, "map")
    figure, spec = read_map(edition.figures[key], edition)
    sheet = Sheet(key, slot, look)
    drawer = PhaseDrawer(figure, spec, edition, sheet, slot, "photocopy")
    assert drawer.draw() == ()


@in_products
@pytest.mark.parametrize("key", SINGLE)
def test_names_meet_nothing(laid, key: str, product: str) -> None:
    """No other name, symbol, arrow, key or frame; names of areas included."""
    scene, painted = laid(key, product)
    rooms = {one.block.key: one.box.shape for one in painted.labels}
    rooms |= {f"area {one.area.text}": one.room for one in painted.areas}
    marks = [course.area for course in scene.courses]
    marks += [body.shape(scene.marks) for body in scene.troops]
    marks += [sign_shape(sign, at, scene.marks) for sign, at in scene.signs]
    marks += [shapely.Point(spot.at) for spot in scene.spots]
    solid = shapely.STRtree([*marks, *scene.furniture])
    for (one, room), (other, its_room) in combinations(rooms.items(), 2):
        assert not room.intersects(its_room), (one, other)
    for name, room in rooms.items():
        assert scene.view.box.shape.contains_properly(room), name
        assert not len(solid.query(room, predicate="intersects")), name


def test_every_movement_stands_on_a_map_or_is_said_to_stand_on_none(
    edition: Edition,
) -> None:
    drawn = set()
    for key in SPEC_OF:
        _, spec = read_map(edition.figures[key], edition)
        drawn |= {leg.key for arrow in spec.arrows for leg in arrow.legs}
    undrawn = {key for key, leg in edition.movements.items() if leg.undrawn}
    assert not drawn & undrawn
    assert drawn | undrawn == set(edition.movements)
