"""Bars and stalks of a made-up publication: from zero on, to scale, to either side."""

from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from publish import content, domain, theme
from publish.figures import Slot, draw
from tests.figures.drawings import Drawing
from tests.publications import copy_second

SLOT = Slot(name="bars", width_mm=127, height_mm=60, base_pt=7.4, min_pt=7)
BARS = """
kind = "bars"
title.en = "Most of the oil was gone"
alt.en = "Bars of the oil in the store and of what the storm left."
facts = ["oil-stock", "oil-left", "level"]
side = "none"
measure.en = "litres"
[[rows]]
fact = "oil-stock"
name.en = "Before"
[[rows]]
fact = "oil-left"
name.en = "After"
[[rows]]
fact = "level"
name.en = "Change of the cistern"
"""
LEVEL = "level,stores,Cistern,-600,litres,exact,1911-11-04,Skerry,station,,2\n"


@pytest.fixture(params=["bar", "stalk"])
def drawn(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Drawing]:
    folder = copy_second(tmp_path)
    spec = BARS.replace("[[rows]]", f'mark = "{request.param}"\n[[rows]]', 1)
    (folder / "content/charts/oil.toml").write_text(spec)
    with (folder / "content/facts.csv").open("a") as table:
        table.write(LEVEL)
    read = content.read(folder)
    edition = domain.assemble(replace(read, texts={"en": {}}), "en")
    look = theme.load(folder)
    svg = draw(edition, "oil", SLOT, "press", look).svg
    return request.param, Drawing(svg, look.faces)


def test_values_are_drawn_to_scale_from_zero(drawn: tuple[str, Drawing]) -> None:
    mark, drawing = drawn
    (zero,) = (shape.box.left for shape in drawing.named("oil-zero").values())
    reach = {}
    for key, value in {"oil-stock": 1200, "oil-left": 300, "level": -600}.items():
        if mark == "stalk":
            box = drawing.named("oil-dot-")[key].box
            reach[key] = ((box.left + box.right) / 2 - zero) / value
        else:
            shape = drawing.named("oil-bar-")[key]
            height = shape.box.bottom - shape.box.top
            edge = shape.box.left if value > 0 else shape.box.right
            assert edge == pytest.approx(zero, abs=0.01)
            reach[key] = shape.area / height / abs(value)
    assert max(reach.values()) / min(reach.values()) == pytest.approx(1, abs=0.005)


def test_values_below_zero_lie_on_the_other_side(drawn: tuple[str, Drawing]) -> None:
    mark, drawing = drawn
    named = drawing.named("oil-dot-" if mark == "stalk" else "oil-bar-")
    assert named["level"].box.left < named["oil-stock"].box.left
    assert named["level"].box.right <= named["oil-left"].box.left + 0.01


def test_sign_of_a_value_is_printed(drawn: tuple[str, Drawing]) -> None:
    said = [line.text for line in drawn[1].lines]
    assert "\N{MINUS SIGN}600" in said and "1,200" in said


def test_texts_keep_apart_and_clear_of_bars(drawn: tuple[str, Drawing]) -> None:
    drawing = drawn[1]
    for one, other in combinations(drawing.lines, 2):
        assert not one.box.overlaps(other.box), (one, other)
    for line in drawing.lines:
        assert line.box.inside(drawing.width, drawing.height, 0.05), line
        for shape in drawing.shapes:
            for part in shape.parts:
                for a, b in pairwise(part):
                    assert not line.box.is_crossed_by(a, b), (line, shape)
