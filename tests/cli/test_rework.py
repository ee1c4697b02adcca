"""impose, tile and marks work on any PDF, and say so when it is none."""

import io
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from publish.cli import main


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A plain PDF of another program: six A5 pages without boxes."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(419.53, 595.28))
    for number in range(6):
        canvas.drawString(50, 50, str(number + 1))
        canvas.showPage()
    canvas.save()
    file = tmp_path / "foreign.pdf"
    file.write_bytes(buffer.getvalue())
    return file


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_impose_pads_to_whole_sheets(foreign: Path) -> None:
    result = run("impose", foreign, "--binding", "saddle", "--paper", "115gsm:0.9")
    assert result.exit_code == 0, result.output
    with pikepdf.open(foreign.with_name("foreign_imposed-saddle.pdf")) as pdf:
        assert len(pdf.pages) == 4  # six pages fill two sheets of four


def test_tile_cuts_a_page_and_adds_a_plan(foreign: Path, tmp_path: Path) -> None:
    out = tmp_path / "tiles.pdf"
    result = run("tile", foreign, "--on", "120x120", "--overlap", "10mm", "-o", out)
    assert result.exit_code == 0, result.output
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) > 6


def test_marks_leave_the_trim_as_it_was(foreign: Path) -> None:
    result = run("marks", foreign)
    assert result.exit_code == 0, result.output
    with pikepdf.open(foreign.with_name("foreign_marks.pdf")) as pdf:
        left, bottom, right, top = map(float, pdf.pages[0].trimbox)
        assert (round(right - left), round(top - bottom)) == (420, 595)


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF\n"])
@pytest.mark.parametrize(
    "command", [("impose", "--binding", "saddle"), ("tile", "--on", "a4"), ("marks",)]
)
def test_bytes_that_are_no_pdf_are_the_users_mistake(
    tmp_path: Path, data: bytes, command: tuple[str, ...]
) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(data)
    name, *options = command
    result = run(name, file, *options)
    assert result.exit_code == 2
    assert "export it again" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["bad.pdf"]


@pytest.mark.parametrize(
    ("option", "value"), [("--paper", "thick"), ("--sheet", "huge"), ("--section", "5")]
)
def test_a_size_that_is_none_is_explained(
    foreign: Path, option: str, value: str
) -> None:
    result = run("impose", foreign, "--binding", "saddle", option, value)
    assert result.exit_code == 2
    assert value in result.output


def test_the_output_may_not_be_the_input(foreign: Path) -> None:
    result = run("marks", foreign, "-o", foreign)
    assert (result.exit_code, "is the input" in result.output) == (2, True)


def test_scale_names_the_scale_in_the_file(foreign: Path) -> None:
    result = run("scale", foreign, "--to", 10)
    assert result.exit_code == 0, result.output
    with pikepdf.open(foreign.with_name("foreign_1-10.pdf")) as pdf:
        assert float(pdf.pages[0].trimbox[2]) == pytest.approx(41.95, abs=0.1)
