"""Proofs show what was painted, where it is hottest, and where it is cut."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from publish import ghostscript, pipeline, theme
from publish.canvas import Canvas
from publish.errors import UsageError
from publish.layouts import Grid
from publish.plates.intent import read_icc
from publish.preflight.ink import peaks_of
from publish.release.accents import accents, rgb
from publish.release.proofs import Subject, inkmap, proof, subject_of
from publish.release.proofs.colour import soft_proof
from publish.release.proofs.overlay import Guides, _columns
from publish.release.proofs.plates import (
    Boxes,
    inks_of,
    page_boxes,
    read_plates,
    resolution,
)
from publish.release.proofs.sight import MATRICES, simulate
from publish.units import MM_PER_INCH, pt
from tests.publications import copy_second
from tests.release import samples

pytestmark = pytest.mark.skipif(
    not ghostscript.available(), reason="Ghostscript is not installed"
)
PPI = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_second(tmp_path_factory.mktemp("release") / "skerry")


@pytest.fixture(scope="module")
def subject(folder: Path) -> Subject:
    target = pipeline.plan(folder, ("booklet",), "en", "press")[0]
    pdf = folder / target.file
    pdf.write_bytes(samples.press_file(folder, target.file))
    return subject_of(folder, target.product, "booklet", pdf)


@pytest.fixture(scope="module")
def pictures(subject: Subject, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("proofs") / "out"
    grid = Grid(2, 5, 15, 15, 20, 15)
    shown = replace(subject, grid=grid)
    proof(shown, out, pages=(2,))
    return out


def px(place: tuple[float, float], ppi: float = PPI) -> tuple[int, int]:
    """Return row and column of a place in mm."""
    x, y = (round(mm * ppi / MM_PER_INCH) for mm in place)
    return y, x


def test_each_page_gets_its_pictures(pictures: Path) -> None:
    assert sorted(file.name for file in pictures.iterdir()) == [
        "p02_ink.png",
        "p02_overlay.png",
        "p02_plate-1-cyan.png",
        "p02_plate-2-magenta.png",
        "p02_plate-3-yellow.png",
        "p02_plate-4-black.png",
        "p02_sight-deutan.png",
        "p02_sight-grey.png",
        "p02_sight-protan.png",
        "p02_sight-tritan.png",
        "p02_soft.png",
    ]


def test_separations_show_what_was_painted(subject: Subject) -> None:
    plates = read_plates(subject.pdf, 1, page_boxes(subject.pdf)[0], PPI)
    left, top = plates.trim[:2]
    row, column = px(samples.centre(samples.CYAN_SQUARE))
    ink = {
        name: plane[top + row, left + column] for name, plane in plates.planes.items()
    }
    assert ink == {"Cyan": 255, "Magenta": 0, "Yellow": 0, "Black": 0}
    assert plates.coverage("Black")[1] == 100
    assert plates.coverage("Yellow") == (0, 0)


def test_marks_stand_on_every_plate_outside_the_bleed(subject: Subject) -> None:
    plates = read_plates(subject.pdf, 1, page_boxes(subject.pdf)[0], PPI)
    x0, y0, x1, y1 = plates.bleed
    for plane in plates.planes.values():
        outside = plane.copy()
        outside[y0:y1, x0:x1] = 0
        assert outside.max() > 100


def test_a_plate_is_dark_where_its_ink_is(pictures: Path, subject: Subject) -> None:
    boxes = page_boxes(subject.pdf)[1]
    left, top = boxes.pixels(boxes.trim, PPI)[:2]
    row, column = px(samples.centre(samples.CYAN_SQUARE))
    for name, grey in (("1-cyan", 0), ("2-magenta", 255)):
        with Image.open(pictures / f"p02_plate-{name}.png") as plate:
            assert plate.mode == "L"
            assert plate.getpixel((left + column, top + row)) == grey


def test_a_spot_ink_has_a_plate_of_its_own(folder: Path, tmp_path: Path) -> None:
    look = theme.load(folder)
    canvas = Canvas(look.faces, 60, 60)
    canvas.fill_spot("PANTONE 185 C", look.palette["signal"])
    canvas.rect(10, 10, 40, 40)
    pdf = tmp_path / "spot.pdf"
    pdf.write_bytes(canvas.pdf())
    plates = read_plates(pdf, 1, page_boxes(pdf)[0], PPI)
    assert plates.planes["PANTONE 185 C"][px((30, 30))] == 255
    assert plates.composite.getpixel(px((30, 30)))[1] > 200
    assert inks_of(pdf) == ("PANTONE 185 C",)


def test_inks_are_those_that_print_inside_the_bleed(
    subject: Subject, folder: Path
) -> None:
    """Marks print on all plates; that makes no ink of the job."""
    one = folder / "one.pdf"
    with pikepdf.open(subject.pdf) as pdf:
        del pdf.pages[1]
        pdf.save(one)
    assert inks_of(one) == ("Cyan", "Black")
    assert inks_of(subject.pdf) == ("Cyan", "Magenta", "Yellow", "Black")


def test_the_hottest_place_is_found_and_marked(
    pictures: Path, subject: Subject
) -> None:
    peak = next(iter(peaks_of(subject.pdf, subject.printer, (2,))))
    assert peak.percent == pytest.approx(samples.HOT_PERCENT, abs=2)
    boxes = page_boxes(subject.pdf)[1]
    x0, y0, x1, y1 = boxes.pixels(peak.box, PPI)
    left, top = boxes.pixels(boxes.trim, PPI)[:2]
    corner_x, corner_y, side = samples.HOT_SQUARE
    low, high = px((corner_x, corner_y)), px((corner_x + side, corner_y + side))
    assert low[1] - 1 <= x0 - left < x1 - left <= high[1] + 1
    assert low[0] - 1 <= y0 - top < y1 - top <= high[0] + 1
    inks = accents(subject.theme.palette)
    with Image.open(pictures / "p02_ink.png") as shown:
        edge = samples.BLEED_MM + side - 0.5
        spot = px((corner_x + edge, corner_y + edge))
        assert shown.getpixel(spot[::-1]) == rgb(inks.alert)


def test_the_map_has_a_step_for_each_limit(subject: Subject) -> None:
    inks, limits = accents(subject.theme.palette), subject.printer.limits
    steps = inkmap.classes(limits, inks)
    total = np.array([[0, 40, limits.ink_warning, limits.ink_warning + 1, 400]], "f4")
    shown = [inkmap.paint(total, steps).getpixel((x, 0)) for x in range(5)]
    assert shown[0] == (255, 255, 255)
    assert shown[3:] == [rgb(inks.caution), rgb(inks.alert)]
    assert len(set(shown)) == 5


def test_the_overlay_draws_the_trim(pictures: Path, subject: Subject) -> None:
    boxes = page_boxes(subject.pdf)[1]
    x0, y0, _, y1 = boxes.pixels(boxes.trim, PPI)
    alert = rgb(accents(subject.theme.palette).alert)
    with Image.open(pictures / "p02_overlay.png") as shown:
        assert shown.getpixel((x0, (y0 + y1) // 2 + 40)) == alert


def test_a_left_page_has_its_inner_margin_at_the_right() -> None:
    grid = Grid(1, 0, 10, 10, 30, 10)
    right = Guides((0, 0, 1000, 1000), (0, 0, 0, 0), 3, 5, 1, MM_PER_INCH, grid)
    left = replace(right, mirrored=True)
    assert list(_columns(right, grid)) == [(30, 10, 990, 990)]
    assert list(_columns(left, grid)) == [(10, 10, 970, 990)]


def test_paper_is_white_unless_asked_for(folder: Path, subject: Subject) -> None:
    icc = read_icc(subject.printer, folder)
    bare = Image.new("CMYK", (4, 4), (0, 0, 0, 0))
    assert soft_proof(bare, icc).getpixel((1, 1)) == (255, 255, 255)
    paper = soft_proof(bare, icc, paper=True).getpixel((1, 1))
    assert paper != (255, 255, 255) and min(paper) > 200
    key = soft_proof(Image.new("CMYK", (4, 4), (0, 0, 0, 255)), icc)
    assert max(key.getpixel((1, 1))) < 60


@pytest.mark.parametrize("kind", MATRICES)
def test_greys_look_the_same_to_everyone(kind: str) -> None:
    ramp = Image.linear_gradient("L").convert("RGB")
    seen = np.asarray(simulate(ramp, kind)).astype(int)
    assert abs(seen - np.asarray(ramp)).max() <= 1


def test_red_is_seen_as_the_authors_matrices_say() -> None:
    """Linear (1, 0, 0) by the first column of each matrix, as sRGB."""
    red = Image.new("RGB", (1, 1), (255, 0, 0))
    seen = {kind: simulate(red, kind).getpixel((0, 0)) for kind in MATRICES}
    assert seen["protan"] == (109, 95, 0)
    assert seen["deutan"] == (163, 144, 0)
    assert seen["tritan"][0] == 255
    assert seen["grey"] == (127, 127, 127)


@pytest.mark.parametrize(
    ("trim_mm", "ppi"),
    [((148, 210), 150), ((210, 297), 150), ((594, 841), 50), ((600, 90), 150)],
)
def test_resolution_suits_the_size(trim_mm: tuple[float, float], ppi: int) -> None:
    width, height = (pt(side + 30) for side in trim_mm)
    box = (0.0, 0.0, width, height)
    assert resolution(Boxes(box, box, box)) == ppi


def test_an_interrupted_proof_leaves_the_old_ones(
    subject: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "old.png").write_text("old")
    monkeypatch.setattr("publish.release.proofs._plates", stop)
    with pytest.raises(KeyboardInterrupt):
        proof(subject, out, pages=(1,))
    assert [file.name for file in tmp_path.rglob("*")] == ["out", "old.png"]


def test_a_page_that_is_not_there_is_the_users_mistake(
    subject: Subject, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="has no page 9; it has 1 to 2"):
        proof(subject, tmp_path / "out", pages=(9,))


def stop(*_: object) -> None:
    raise KeyboardInterrupt
