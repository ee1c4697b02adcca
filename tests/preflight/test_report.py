"""Reports: the shape that programs rely on, and text that cannot break a page."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli.preflight import preflight
from publish.preflight import Finding, Report, to_html, to_json, to_text
from tests.defects import base
from tests.defects.planting import add, rectangle


@pytest.fixture(name="report")
def report_fixture() -> Report:
    finding = Finding(
        rule="X16",
        severity="error",
        page=3,
        place_mm=(1.0, 2.0, 3.0, 4.0),
        message="an area <b>in</b> DeviceRGB",
        measured="DeviceRGB",
        limit="CMYK",
        why="why & wherefore",
        do="convert it",
    )
    return Report(Path("a/b & c.pdf"), "booklet", (finding,))


def test_json_has_the_promised_shape(report: Report) -> None:
    (file,) = json.loads(to_json([report]))["files"]
    assert (file["file"], file["profile"]) == ("a/b & c.pdf", "booklet")
    (finding,) = file["findings"]
    assert (finding["rule"], finding["severity"], finding["page"]) == (
        "X16",
        "error",
        3,
    )
    assert finding["place_mm"] == [1.0, 2.0, 3.0, 4.0]


def test_html_escapes_what_the_file_says(report: Report) -> None:
    page = to_html([report])
    assert "<b>in</b>" not in page and "&lt;b&gt;" in page
    assert "http" not in page  # self-contained
    assert "must not" in page


def test_text_names_file_page_and_remedy(report: Report) -> None:
    text = to_text([report])
    assert "must not go to press: 1 error" in text
    assert "p. 3" in text and "do: convert it" in text


def test_command_returns_0_for_a_good_file_and_1_for_a_bad_one(tmp_path: Path) -> None:
    with base.good() as pdf:
        good = base.save(pdf, tmp_path / "good.pdf")
        add(pdf, f"1 0 0 rg {rectangle()} f")
        bad = base.save(pdf, tmp_path / "bad.pdf")
    page = tmp_path / "report.html"
    run = CliRunner().invoke
    done = run(preflight, [str(good), "--profile", "booklet", "--json"])
    assert done.exit_code == 0
    assert json.loads(done.output)["files"][0]["findings"] == []
    done = run(
        preflight, [str(good), str(bad), "--profile", "booklet", "--report", str(page)]
    )
    assert done.exit_code == 1
    assert "X16" in page.read_text("utf-8")


def test_spots_are_declared_one_by_one(tmp_path: Path) -> None:
    from tests.defects.make_defects import DEFECTS

    path = next(d for d in DEFECTS if d.name == "undeclared_spot").make(tmp_path)
    run = CliRunner().invoke
    words = [str(path), "--profile", "booklet"]
    assert run(preflight, words).exit_code == 1
    assert run(preflight, [*words, "--spot", "PANTONE 185 C"]).exit_code == 0
