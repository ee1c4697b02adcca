"""Figures for lectures: no font is left to chance, and the table lies beside them."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path
from PIL import Image

from publish.cli import main
from publish.errors import Faults
from publish.figures import check
from publish.release.outlines import SVG, outlined
from publish.theme import Theme
from tests.figures.conftest import CHARTS
from tests.publications import REPOSITORY


def run(*arguments: str | Path):
    return CliRunner().invoke(
        main, ["-C", str(REPOSITORY), "figure", *map(str, arguments)]
    )


def test_svg_holds_outlines_and_screen_colours(tmp_path: Path) -> None:
    file = tmp_path / "vote.svg"
    assert run("vote", "-o", file, "--width", "160mm").exit_code == 0
    svg = file.read_text("utf-8")
    assert "<text" not in svg and "font-family" not in svg
    assert "device-cmyk" not in svg and 'width="160mm"' in svg
    assert 'aria-label="number not recorded"' in svg


def test_png_has_300_dpi_and_a_transparent_or_paper_ground(tmp_path: Path) -> None:
    clear, paper = tmp_path / "clear.png", tmp_path / "paper.png"
    assert run("vote", "-o", clear, "--width", "160mm").exit_code == 0
    wish = ("--width", "160mm", "--background", "paper")
    assert run("vote", "-o", paper, *wish).exit_code == 0
    picture = Image.open(clear)
    assert picture.width == pytest.approx(160 / 25.4 * 300, abs=1)
    assert picture.convert("RGBA").getpixel((0, picture.height - 1))[3] == 0
    ground = Image.open(paper).convert("RGBA").getpixel((2, 2))
    assert ground[3] == 255 and min(ground) > 220 and ground[:3] != (255, 255, 255)


def test_pdf_is_one_page_of_the_size_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "prices.pdf"
    assert run("prices", "-o", file, "--width", "6in", "--form", "press").exit_code == 0
    pdf = pypdfium2.PdfDocument(file)
    assert len(pdf) == 1 and pdf[0].get_width() == pytest.approx(432, abs=0.1)


def test_table_lies_beside_the_figure(tmp_path: Path) -> None:
    run("prices", "-o", tmp_path / "prices.svg")
    rows = list(
        csv.reader((tmp_path / "prices.csv").open(encoding="utf-8", newline=""))
    )
    assert rows[0] == ["", "rise, per cent"]
    assert ["Butter", "200 per cent"] in rows and len(rows) == 9


@pytest.mark.parametrize("key", CHARTS)
def test_table_reads_back_as_the_data(artwork, key: str) -> None:
    drawn = artwork(key)
    rows = list(csv.reader(io.StringIO(drawn.table)))
    assert [len(row) for row in rows] == [len(row) for row in drawn.rows]
    assert "\N{NO-BREAK SPACE}" not in drawn.table


@pytest.mark.parametrize("key", CHARTS)
def test_every_text_becomes_outlines(artwork, look: Theme, key: str) -> None:
    svg = artwork(key).svg
    drawn = outlined(svg, look.faces)
    assert "<text" not in drawn
    assert drawn.count("aria-label=") == svg.count("<text")


def right_edge(spacing: str, look: Theme) -> float:
    """Return how far the outlines of two letters reach."""
    face = 'font-family="Source Sans 3" font-size="10"'
    svg = f'<svg xmlns="{SVG}"><text {face} {spacing}>NN</text></svg>'
    pen = BoundsPen(None)
    parse_path(ET.fromstring(outlined(svg, look.faces))[0].get("d"), pen)
    return pen.bounds[2]


def test_letters_of_an_outlined_text_keep_their_spacing(look: Theme) -> None:
    wide, close = (right_edge(said, look) for said in ('letter-spacing="7"', ""))
    assert wide - close == pytest.approx(7, abs=0.02)


def test_unknown_figure_and_missing_name_are_the_users_mistakes() -> None:
    unknown = run("raidd")
    assert unknown.exit_code == 2 and "did you mean 'raid'?" in unknown.output
    assert run().exit_code == 2
    assert run("vote", "--all").exit_code == 2
    assert run("vote", "--width", "160").exit_code == 2
    assert "use en" in run("vote", "--lang", "ru").output


def test_alternative_of_wrong_length_is_noted_with_its_file(edition) -> None:
    from dataclasses import replace

    short = replace(edition.figures["vote"], alt="A vote.")
    long = replace(edition.figures["raid"], alt="A train. " * 200)
    wrong = replace(edition, figures={"vote": short, "raid": long})
    faults = Faults()
    check(wrong, faults)
    assert [fault.message.split(",")[0] for fault in faults] == [
        "alt has 7 characters",
        "alt has 1800 characters",
    ]
    none = Faults()
    check(edition, none)
    assert not len(none)
