"""The whole way, on the made-up publication: every product, and only what is stale."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from publish import pipeline
from publish.errors import ChecksRefused, LayoutError, PublishError
from tests.publications import copy_second, replace


def quiet(name: str, done: int, of: int) -> None:
    """Show no progress."""


def build(folder: Path, *names: str) -> tuple[pipeline.Row, ...]:
    return pipeline.build(folder, pipeline.plan(folder, names), jobs=2, progress=quiet)


def digests(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted((folder / "build").glob("*.pdf"))
    }


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, tuple[pipeline.Row, ...]]:
    folder = copy_second(tmp_path_factory.mktemp("museum") / "skerry")
    return folder, build(folder)


def test_another_museum_changes_no_python(built) -> None:
    _, rows = built
    assert [(row.product, row.form) for row in rows] == [
        ("booklet", "press"),
        ("booklet", "screen"),
        ("cover", "press"),
        ("booklet-large", "large-print"),
        ("panel", "press"),
        ("banner", "press"),
        ("handout", "press"),
        ("handout", "screen"),
    ]
    assert all(row.made for row in rows)
    assert {row.product: row.errors for row in rows if row.errors} == {}


def test_page_counts_fit_the_products(built) -> None:
    _, rows = built
    pages = {(row.product, row.form): row.pages for row in rows}
    assert pages["booklet", "press"] % 4 == 0
    assert 0 <= pages["booklet", "press"] - pages["booklet", "screen"] < 4
    assert pages["panel", "press"] == pages["banner", "press"] == 1


def test_nothing_is_made_twice(built) -> None:
    folder, _ = built
    assert not any(row.made for row in build(folder))


def test_only_what_changed_is_made_again(built, tmp_path: Path) -> None:
    folder, _ = built
    replace(folder / "content/en/handout/light.md", "hour by hour", "hour after hour")
    made = [row.product for row in build(folder) if row.made]
    assert made == ["handout", "handout"]


def test_a_spoilt_file_is_made_again(built) -> None:
    folder, rows = built
    (panel,) = (row for row in rows if row.product == "panel")
    (folder / panel.file).write_bytes(b"half a file")
    assert [row.product for row in build(folder) if row.made] == ["panel"]


def test_same_input_same_bytes(built, tmp_path: Path) -> None:
    folder, _ = built
    other = tmp_path / "elsewhere"
    shutil.copytree(folder, other, ignore=shutil.ignore_patterns("build"))
    names = ("panel", "banner", "handout")
    build(folder, *names)
    build(other, *names)
    here, there = digests(folder), digests(other)
    assert {name: here[name] for name in there} == there


def test_the_records_hold_what_the_preflight_found(built) -> None:
    folder, rows = built
    for row in rows:
        report = json.loads(
            (folder / row.file).with_suffix(".preflight.json").read_text()
        )
        assert report["files"][0]["file"]


def test_every_file_is_sound_for_an_independent_reader(built) -> None:
    folder, rows = built
    for row in rows:
        checked = subprocess.run(
            ["qpdf", "--check", folder / row.file], capture_output=True, text=True
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_press_files_hold_one_intent_and_no_annotation(built) -> None:
    folder, rows = built
    for row in rows:
        if row.form != "press":
            continue
        with pikepdf.open(folder / row.file) as pdf:
            (intent,) = pdf.Root.OutputIntents
            assert intent.OutputConditionIdentifier == "FOGRA39"
            assert all("/Annots" not in page for page in pdf.pages)


def test_screen_files_alone_bring_the_data_of_their_figures_along(built) -> None:
    folder, rows = built
    for row in (row for row in rows if row.product == "booklet"):
        with pikepdf.open(folder / row.file) as pdf:
            assert ("lighthouse.csv" in pdf.attachments) == (row.form == "screen")


def test_text_that_does_not_fit_is_a_fault_and_leaves_no_file(tmp_path: Path) -> None:
    folder = copy_second(tmp_path / "skerry")
    long = "The boats stayed in. " * 400
    replace(folder / "content/en/panel/light.md", "The boats stayed in.", long)
    with pytest.raises(LayoutError, match=r"content/en/panel/light\.md"):
        build(folder, "panel")
    assert not list((folder / "build").glob("*.pdf"))


def test_faults_of_several_targets_are_shown_together(tmp_path: Path) -> None:
    folder = copy_second(tmp_path / "skerry")
    long = "The boats stayed in. " * 400
    replace(folder / "content/en/panel/light.md", "The boats stayed in.", long)
    replace(folder / "content/en/handout/light.md", "## The night", "## " + long)
    with pytest.raises(PublishError) as caught:
        build(folder, "panel", "handout")
    assert "panel/light.md" in str(caught.value)
    assert "handout/light.md" in str(caught.value)


def test_a_picture_is_in_the_inks_of_the_press(built) -> None:
    folder, rows = built
    (booklet,) = (r for r in rows if (r.product, r.form) == ("booklet", "press"))
    listed = subprocess.run(
        ["pdfimages", "-list", folder / booklet.file], capture_output=True, text=True
    ).stdout.splitlines()[2:]
    assert {line.split()[5] for line in listed} == {"cmyk"}


def test_a_cover_is_made_after_its_book(built) -> None:
    folder, _ = built
    replace(folder / "content/en/booklet/02-relief.md", "The boat", "A boat")
    made = build(folder, "cover")
    assert [(row.product, row.form, row.made) for row in made] == [
        ("booklet", "press", True),
        ("cover", "press", True),
    ]


def test_check_repeats_what_the_preflight_refused(built) -> None:
    folder, rows = built
    (panel,) = (row for row in rows if row.product == "panel")
    found = (folder / panel.file).with_suffix(".preflight.json")
    report = json.loads(found.read_text("utf-8"))
    fault = {
        "rule": "overlap",
        "severity": "error",
        "page": 1,
        "message": "two lines stand on one another",
        "source": "content/en/panel/light.md:7",
        "do": "move one of them",
    }
    report["files"][0]["findings"] = [fault]
    found.write_text(json.dumps(report), "utf-8")
    with pytest.raises(
        ChecksRefused, match=r"light\.md:7: panel en press, page 1: two"
    ):
        pipeline.check_built(folder)
