"""A publication that is begun is whole: it is checked and built without a fault."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from publish import pipeline, starter
from publish.cli import main
from publish.errors import UsageError
from tests.publications import REPOSITORY, copy_second


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "The Ferry"
    run = ["-C", str(REPOSITORY), "new", str(folder)]
    assert CliRunner().invoke(main, run).exit_code == 0
    return folder


def test_it_has_neither_fault_nor_warning(begun: Path) -> None:
    (line,) = pipeline.check(begun)
    assert line.endswith("no fault, 0 warnings")


@pytest.mark.parametrize("product", ["booklet", "panel"])
def test_it_is_built_and_passes(begun: Path, product: str) -> None:
    run = ["-C", str(begun), "build", product, "--form", "press"]
    result = CliRunner().invoke(main, run)
    assert (result.exit_code, "passed" in result.output) == (0, True), result.output
    assert list(begun.glob(f"build/the-ferry_{product}_en_press_*.pdf"))


def test_it_bears_the_name_of_its_folder(begun: Path) -> None:
    settings = (begun / "publish.toml").read_text("utf-8")
    assert 'key = "the-ferry"\ntitle.en = "The ferry"\n' in settings


def test_it_takes_the_rights_of_the_design_alone(begun: Path) -> None:
    rights = (begun / "content/rights.toml").read_text("utf-8")
    assert "fonts/Oswald_*.ttf" in rights
    assert "content/" not in rights


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", "utf-8")
    with pytest.raises(UsageError, match="is there already; name a folder that"):
        starter.begin(tmp_path, REPOSITORY)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_without_a_design_gives_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no layouts, fonts"):
        starter.begin(tmp_path / "new", tmp_path)
    assert not (tmp_path / "new").exists()


def test_another_publication_gives_its_design(tmp_path: Path) -> None:
    """Its own works stay with it: here, a picture."""
    starter.begin(tmp_path / "new", copy_second(tmp_path / "skerry"))
    assert pipeline.check(tmp_path / "new")[-1].endswith("no fault, 0 warnings")
