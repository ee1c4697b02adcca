"""Maps show movements where they were, at a true scale, with labels that keep apart."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely
from PIL import Image

from publish import content, domain, theme
from publish.domain import Edition
from publish.errors import ContentError
from publish.figures import Artwork, Slot, draw
from publish.figures.maps import base, spec
from publish.figures.maps.draw import paint
from publish.figures.maps.projection import Box, fit
from publish.figures.maps.scene import Scene, lay_out
from publish.figures.maps.spec import Extent, Lambert, read_spec
from publish.inks import SPACE_OF_FORM, Form
from publish.theme import Theme
from publish.units import pt
from tests.figures.drawings import Drawing
from tests.publications import REPOSITORY, copy_second

KEY = "campaign"
BOOKLET = Slot(name="booklet", width_mm=127, height_mm=144, base_pt=7.4)
PANEL = Slot(name="panel", width_mm=534, height_mm=430, base_pt=26, min_pt=24)
HANDOUT = Slot(name="handout", width_mm=170, height_mm=110, base_pt=9)
SLOTS = (BOOKLET, PANEL, HANDOUT)
FORMS: tuple[Form, ...] = ("press", "photocopy")
LAMBERT = Lambert(meridian=47.5, parallels=(39.25, 42.25))
EXTENT = Extent(west=45, south=39, east=50, north=42)
MAX_BOOKLET_BYTES = 400_000

in_each_slot = pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: slot.name)


@pytest.fixture(scope="module")
def artwork(edition: Edition, look: Theme) -> Callable[[Slot, Form], Artwork]:
    drawn: dict[tuple, Artwork] = {}

    def of(slot: Slot = BOOKLET, form: Form = "press") -> Artwork:
        if (slot, form) not in drawn:
            drawn[slot, form] = draw(edition, KEY, slot, form, look)
        return drawn[slot, form]

    return of


@pytest.fixture(scope="module")
def scene(edition: Edition, look: Theme) -> Callable[[Slot], Scene]:
    def of(slot: Slot) -> Scene:
        return lay_out(edition.figures[KEY], edition, slot, "press", look)

    return of


@pytest.fixture(scope="module")
def sea(edition: Edition) -> shapely.Geometry:
    """The Caspian in degrees, at the full detail of the data."""
    figure = edition.figures[KEY]
    spec = read_spec(figure)
    features = base.read_features(spec.layers, figure.files, figure.at)
    return max((f.shape for f in features if f.kind == "water"), key=shapely.area)


def test_view_agrees_with_the_projection() -> None:
    """The middle of the extent is the middle of the box; distances are the scale's."""
    view = fit(EXTENT, LAMBERT, Box(10, 20, 300, 300))
    lcc = pyproj.Proj(
        proj="lcc", lat_1=39.25, lat_2=42.25, lat_0=40.75, lon_0=47.5, ellps="WGS84"
    )
    places = np.array([[49.89, 40.38], [44.83, 41.69], [47.5, 38.6]])
    metres = np.column_stack(lcc(*places.T))
    sheet = view.points(places)
    apart = (sheet[0] - sheet[1]) / (metres[0] - metres[1])
    assert apart == pytest.approx([view.scale, -view.scale])
    assert view.degrees(sheet) == pytest.approx(places)


def test_view_shows_the_whole_extent() -> None:
    box = Box(0, 0, 200, 320)
    view = fit(EXTENT, LAMBERT, box)
    for lon in (EXTENT.west, 47.5, EXTENT.east):
        for lat in (EXTENT.south, 40.5, EXTENT.north):
            x, y = view.point(lon, lat)
            assert -1e-6 <= x <= 200 + 1e-6 and 0 <= y <= 320


@in_each_slot
def test_scale_bars_measure_the_ground(scene, slot: Slot) -> None:
    drawn = scene(slot)
    view, metres = drawn.view, {"km": 1000.0, "versts": 1066.8}
    geod = pyproj.Geod(ellps="WGS84")
    for bar in drawn.bars:
        for share in (0.25, 0.5, 0.75):
            x = view.box.left + view.box.width / 2
            y = view.box.top + view.box.height * share
            ends = view.degrees(np.array([[x, y], [x + bar.length, y]]))
            _, _, ground = geod.inv(*ends[0], *ends[1])
            assert ground / metres[bar.unit] == pytest.approx(bar.distance, rel=5e-3)


def test_railways_stay_on_land(edition: Edition, sea) -> None:
    figure = edition.figures[KEY]
    spec = read_spec(figure)
    features = base.read_features(spec.layers, figure.files, figure.at)
    railways = [one for one in features if one.kind == "railway"]
    assert {one.key for one in railways} == {"north", "west"}
    for railway in railways:
        assert not railway.shape.intersects(sea)


@in_each_slot
def test_ships_stay_at_sea_and_all_else_on_land(scene, sea, slot: Slot) -> None:
    """Beyond the land that a coast town's own point needs at an arrow's ends."""
    drawn = scene(slot)
    water = drawn.view.geometry(sea)
    for course in drawn.courses:
        inside = shapely.LineString(course.way.points).intersection(
            drawn.view.box.shape
        )
        dry = inside.difference(water).length / inside.length
        if course.arrow.mode == "ship":
            assert dry < 0.05, course.arrow
        elif course.arrow.legs[0].key != "m-astara":
            assert dry > 0.98, course.arrow


def test_lake_of_a_later_dam_is_left_out(edition: Edition) -> None:
    figure = edition.figures[KEY]
    spec = read_spec(figure)
    features = base.read_features(spec.layers, figure.files, figure.at)
    dam = shapely.Point(46.75, 40.92)
    assert not any(f.kind == "water" and f.shape.contains(dam) for f in features)


@in_each_slot
def test_labels_keep_apart_and_inside_the_frame(
    scene, edition: Edition, slot: Slot
) -> None:
    drawn = scene(slot)
    painted = paint(drawn, edition, "press")
    boxes = {one.block.key: one.box.shape for one in painted.labels}
    frame, arrows = drawn.view.box.shape, [c.area for c in drawn.courses]
    for (one, room), (other, its_room) in combinations(boxes.items(), 2):
        assert not room.intersects(its_room), (one, other)
    for key, room in boxes.items():
        assert frame.contains_properly(room), key
        assert not any(map(room.intersects, [*arrows, *drawn.furniture])), key


def test_nothing_is_written_near_the_fold_of_a_spread(scene, edition: Edition) -> None:
    """Eight millimetres on both sides; leaders keep clear, too."""
    spread = Slot(
        name="spread", width_mm=254, height_mm=170, base_pt=7.4, bare=True, folded=True
    )
    drawn = scene(spread)
    painted = paint(drawn, edition, "press")
    near = shapely.box(pt(127 - 8), 0, pt(127 + 8), pt(170))
    for one in painted.labels:
        assert not one.box.shape.intersects(near), one.block.key
        assert not (one.leader and shapely.LineString(one.leader).intersects(near))
    assert not any(area.room.intersects(near) for area in painted.areas)
    assert not any(room.intersects(near) for room in drawn.furniture)


@in_each_slot
@pytest.mark.parametrize("form", FORMS)
def test_texts_keep_apart_and_inside_the_slot(
    artwork, look: Theme, slot: Slot, form: Form
) -> None:
    """Measured again by another library, with titles, key and degrees."""
    svg = re.sub(r"<text transform.*?</text>", "", artwork(slot, form).svg)
    drawing = Drawing(svg, look.faces)
    for line in drawing.lines:
        assert line.box.inside(drawing.width, drawing.height, slot.base_pt / 10), line
        assert line.size >= slot.min_pt, line
    for one, other in combinations(drawing.lines, 2):
        assert not one.box.overlaps(other.box), (one, other)


@in_each_slot
def test_labels_without_room_are_named(artwork, edition: Edition, slot: Slot) -> None:
    drawn = artwork(slot)
    for key in set(drawn.dropped) & set(edition.places):
        assert f">{edition.places[key].name_en}<" not in drawn.svg
    assert "baku" not in drawn.dropped


@in_each_slot
@pytest.mark.parametrize("form", FORMS)
def test_drawing_names_inks_only(artwork, look: Theme, slot: Slot, form: Form) -> None:
    svg = re.sub(r"data:image/png;base64,[^\"]+", "", artwork(slot, form).svg)
    for word in ("opacity", "gradient", "clip", "filter", "<style", "url("):
        assert word not in svg.lower()
    painted = look.palette.paint(svg, SPACE_OF_FORM[form])
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(", painted)
    for width in re.findall(r"stroke-width: ([\d.]+)", svg):
        assert float(width) >= 0.5


def test_relief_is_grey_and_light(artwork) -> None:
    """One channel, so that it prints in black alone; light enough to bear type."""
    import base64
    import io

    svg = artwork(BOOKLET).svg
    data = re.search(r"data:image/png;base64,([^\"]+)", svg)[1]
    picture = Image.open(io.BytesIO(base64.b64decode(data)))
    assert picture.mode == "L"
    assert 225 < picture.width / (BOOKLET.width_mm / 25.4) < 300
    low, high = picture.getextrema()
    assert low >= 255 * 0.75 and high == 255


def test_photocopy_has_no_relief(artwork) -> None:
    assert "<image" not in artwork(BOOKLET, "photocopy").svg


def test_booklet_map_is_small(artwork) -> None:
    assert len(artwork(BOOKLET).svg) < MAX_BOOKLET_BYTES


def test_same_input_gives_same_characters(
    artwork, edition: Edition, look: Theme
) -> None:
    assert draw(edition, KEY, BOOKLET, "press", look) == artwork(BOOKLET)


def test_alternative_and_rows_tell_the_movements(artwork) -> None:
    drawn = artwork(BOOKLET)
    assert drawn.alt.count(". ") >= 4
    assert len({len(row) for row in drawn.rows}) == 1
    assert ("2\u00a0May", "2nd Cavalry Corps and Taman cavalry") in {
        row[:2] for row in drawn.rows
    }


def test_hour_between_two_days_is_not_printed(artwork) -> None:
    """The hour of Bilajari is disputed across midnight: only its days are said."""
    rows = {row[4]: row[0] for row in artwork(BOOKLET).rows}
    assert rows["Bilajari"] == "27–28\u00a0Apr"


# ---- another publication, another region -----------------------------------------

GUIDE = (REPOSITORY / "docs/maps.md").read_text()
FJORD = GUIDE.partition("```toml\n")[2].partition("```")[0]
MOVEMENTS = """\
key,seq,phase,unit,side,from,from_basis,to,from_key,to_key,start,end,time,result,refs,note,undrawn
m-boat,1,storm,Boat,Keepers,Harbour,stated,Skerry,harbour,skerry,1900-02-03,1900-02-03,,,,,
"""


STORM = """
kind = "phases"
like = "fjord"
title.en = "One storm"
alt.en = "A made-up coast with one boat in one picture."
[extent]
west = 10.4
south = 58.9
east = 11.0
north = 59.2
[window]
start = 1900-01-01
end = 1900-12-31
[[arrows]]
mode = "ship"
legs = [{ key = "m-boat" }]
[[phases]]
key = "storm"
title.en = "The storm"
when.en = "one day"
places = ["skerry"]
[[places]]
key = "skerry"
"""


@pytest.fixture
def fjord(tmp_path: Path) -> Path:
    """A made-up publication with a map of its own: degrees far from the first's."""
    folder = copy_second(tmp_path)
    (folder / "content/maps").mkdir()
    (folder / "content/maps/fjord.toml").write_text(FJORD)
    (folder / "content/movements.csv").write_text(MOVEMENTS)
    coast = [[10.0, 58.5], [11.5, 58.5], [11.5, 59.15], [10.5, 59.02], [10.0, 58.9]]
    feature = {
        "type": "Feature",
        "properties": {"kind": "water"},
        "geometry": {"type": "Polygon", "coordinates": [[*coast, coast[0]]]},
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    (folder / "content/maps/coast.geojson").write_text(json.dumps(collection))
    return folder


@pytest.mark.parametrize(
    "settings",
    [spec.MapSpec, *spec.Settings.__subclasses__()],
    ids=lambda s: s.__name__,
)
def test_the_guide_names_every_setting(settings: type[spec.Settings]) -> None:
    for name, field in settings.model_fields.items():
        word = field.alias or name
        assert re.search(rf"`(\[*)?{word}(\]*)?( = true)?`", GUIDE) or (
            re.search(rf"^(\[*)?{word}\b", FJORD, re.MULTILINE)
        ), word


def draw_fjord(folder: Path, key: str = "fjord") -> Artwork:
    read = content.read(folder)
    edition = domain.assemble(replace(read, texts={"en": {}}), "en")
    return draw(edition, key, BOOKLET, "press", theme.load(folder))


def test_another_region_draws(fjord: Path) -> None:
    drawn = draw_fjord(fjord)
    assert "Skerry" in drawn.svg and not drawn.dropped
    assert drawn.rows[1][1:] == ("Boat", "Keepers", "Harbour", "Skerry", "stated")


def test_a_turned_map_shows_where_north_is(fjord: Path) -> None:
    spec = FJORD.replace("59.15]\n", "59.15]\nturn = 40\n")
    words = spec.replace('km.en = "km"', 'km.en = "km"\nnorth.en = "North"')
    (fjord / "content/maps/fjord.toml").write_text(words)
    assert "North<" in draw_fjord(fjord).svg


def test_a_map_in_phases_draws(fjord: Path) -> None:
    (fjord / "content/maps/storm.toml").write_text(STORM)
    drawn = draw_fjord(fjord, "storm")
    assert "The storm" in drawn.svg and "Skerry" in drawn.svg
    assert not drawn.dropped


def test_an_arrow_without_a_phase_is_refused(fjord: Path) -> None:
    other = STORM.replace('key = "storm"', 'key = "calm"')
    (fjord / "content/maps/storm.toml").write_text(other)
    with pytest.raises(ContentError, match="'m-boat' belongs to no phase"):
        draw_fjord(fjord, "storm")


def test_data_outside_the_folder_are_refused(fjord: Path) -> None:
    spec = fjord / "content/maps/fjord.toml"
    spec.write_text(FJORD.replace("coast.geojson", "../../publish.toml"))
    with pytest.raises(ContentError, match=r"fjord\.toml: file .* lies outside maps/"):
        content.read(fjord)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("m-boat", "m-ship", "unknown movement 'm-ship'"),
        ("1900-01-01", "1900-03-01", "lies outside the map's window"),
        ('key = "skerry"', 'key = "skery"', "unknown place 'skery'"),
        ('mode = "ship"', 'mode = "sledge"', r"arrows\.0\.mode"),
        ('ship.en = "Boats"', "", "the key has no word for 'ship'"),
        ('km.en = "km"', "", "the key has no word for 'km'"),
        ('kind = "campaign"', 'kind = "siege"', "unknown kind of map 'siege'"),
    ],
)
def test_faults_name_the_setting(fjord: Path, old: str, new: str, message: str) -> None:
    (fjord / "content/maps/fjord.toml").write_text(FJORD.replace(old, new))
    with pytest.raises(ContentError, match=message):
        draw_fjord(fjord)


def test_a_movement_that_stands_on_no_map_is_not_drawn(fjord: Path) -> None:
    told = MOVEMENTS.replace(",,,,,\n", ",,,,,never seen\n")
    (fjord / "content/movements.csv").write_text(told)
    with pytest.raises(ContentError, match="'m-boat' is said to stand on no map"):
        draw_fjord(fjord)


def test_distance_of_slot_sets_the_bars(scene) -> None:
    """A bar is never longer than a quarter of the map."""
    for slot in SLOTS:
        drawn = scene(slot)
        assert all(bar.length <= drawn.view.box.width / 4 for bar in drawn.bars)
        assert drawn.view.box.width <= pt(slot.width_mm)
