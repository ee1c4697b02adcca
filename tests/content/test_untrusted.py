"""Content may come from anyone: nothing outside is read, and nothing explodes."""

import time
from pathlib import Path

import pytest

from publish import content, domain, faces, pipeline
from publish.errors import PublishError
from publish.layouts import load_printer
from publish.pages.html import inline_html
from tests.publications import copy_second, replace

SECRET = "the secret of another folder"
SOON = 20.0  # seconds of this process: what explodes takes hours


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    return copy_second(tmp_path / "skerry")


def faults_of(folder: Path) -> str:
    with pytest.raises(PublishError) as caught:
        pipeline.check(folder)
    assert SECRET not in str(caught.value)
    return str(caught.value)


CHART = """kind = "bars"
title.en = "A chart"
alt.en = "Bars that nobody has drawn, described so that the check is content."
file = {path}
"""


@pytest.mark.parametrize(
    "path", ["../../../secret.txt", "/etc/passwd", "a\\u0000b", "link.txt", "."]
)
def test_a_figure_reads_nothing_outside_its_folder(folder: Path, path: str) -> None:
    charts = folder / "content/charts"
    charts.mkdir(exist_ok=True)
    (charts / "link.txt").symlink_to(folder.parent / "secret.txt")
    (charts / "oil.toml").write_text(CHART.format(path=f'"{path}"'), "utf-8")
    assert "content/charts/oil.toml" in faults_of(folder)


@pytest.mark.parametrize(
    "name",
    [
        "content/facts.csv",
        "content/bibliography.json",
        "content/rights.toml",
        "content/en/words.toml",
        "content/en/booklet/02-relief.md",
        "layouts/csl/short-notes.csl",
        "publish.toml",
    ],
)
def test_a_link_out_of_the_folder_is_not_followed(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (folder / name).symlink_to(folder.parent / "secret.txt")
    assert f"{name}: leads out of the publication's folder" in faults_of(folder)


@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/passwd", "fonts/../../*", "/*"]
)
def test_rights_name_nothing_outside_the_folder(folder: Path, path: str) -> None:
    replace(folder / "content/rights.toml", "fonts/SourceSerif4-*.ttf", path)
    assert "leads out of it" in faults_of(folder)


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "..", "sub/a.ttf"])
def test_a_face_lies_in_the_folder_of_faces(folder: Path, path: str) -> None:
    file = folder / "fonts/fonts.toml"
    replace(file, 'file = "SourceSerif4-Bold.ttf"', f'file = "{path}"')
    with pytest.raises(PublishError, match="is not in fonts/"):
        faces.load(folder)


def test_a_printer_profile_reads_nothing_outside_the_folder(folder: Path) -> None:
    file = folder / "layouts/printers/sheetfed.toml"
    replace(file, "layouts/icc/", "../../")
    with pytest.raises(PublishError, match="leads out of"):
        load_printer(folder, "sheetfed")


@pytest.mark.parametrize("setting", ["layout", "printer"])
def test_a_layout_is_a_name_and_no_path(folder: Path, setting: str) -> None:
    value = "handout" if setting == "layout" else "sheetfed"
    replace(folder / "publish.toml", f'{setting} = "{value}"', f'{setting} = "../../x"')
    assert f"{setting}: String should match pattern" in faults_of(folder)


@pytest.mark.parametrize(
    "front",
    [
        "title: &a [x, x]\naims: [*a, *a]",
        "a: &a [1]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c",
        "title: " + "[" * 3000,
        "title: !!python/object/apply:os.system ['true']",
        "title: 2020-13-45",
        "? [a, b]\n: c",
    ],
)
def test_front_matter_cannot_explode(folder: Path, front: str) -> None:
    file = folder / "content/en/booklet/02-relief.md"
    file.write_text(f"---\n{front}\n---\n\nText.\n", "utf-8")
    started = time.process_time()
    try:
        content.read(folder)
    except PublishError as problem:
        assert "02-relief.md" in str(problem)
    assert time.process_time() - started < SOON


@pytest.mark.parametrize(
    "body",
    [
        "> " * 500 + "deep",
        "".join(f"{'  ' * depth}- item\n" for depth in range(60)),
        "*" * 4000 + "deep" + "*" * 4000,
        "*a **b " * 2000 + "c" + "***" * 2000,
        "::: box A box\n" * 200 + ":::\n" * 200,
        "[@" * 20000,
        "{" * 20000,
    ],
)
def test_deep_nesting_is_a_fault(folder: Path, body: str) -> None:
    file = folder / "content/en/booklet/02-relief.md"
    file.write_text(f"---\ntitle: Deep\n---\n\n{body}\n", "utf-8")
    started = time.process_time()
    with pytest.raises(PublishError, match=r"02-relief\.md"):
        domain.assemble(content.read(folder), "en")
    assert time.process_time() - started < SOON


@pytest.mark.parametrize(
    "value", ["1e999999999", "9" * 5000, "NaN", "-Infinity", "1e-999999", "0x10", "१२"]
)
def test_a_number_without_end_is_a_fault(folder: Path, value: str) -> None:
    replace(folder / "content/facts.csv", "1200,litres", f"{value},litres")
    started = time.process_time()
    try:
        said = domain.assemble(content.read(folder), "en").say("oil-stock")
    except PublishError as problem:
        assert "content/facts.csv:3: value" in str(problem)
    else:
        assert len(said) < 40
    assert time.process_time() - started < SOON


@pytest.mark.parametrize(
    "day", ["NaN", "1911-02-30", "9999-99-99", "0000-01-01", "1e9"]
)
def test_a_date_that_is_none_is_a_fault(folder: Path, day: str) -> None:
    replace(folder / "content/events.csv", "1911-11-04,1911-11-04", f"{day},{day}")
    assert "content/events.csv:6: start" in faults_of(folder)


@pytest.mark.parametrize(
    "written",
    ["{{ 7 * 7 }}", "{% raw %}", "{{ edition.project }}", "{# note #}", "${7*7}"],
)
def test_a_template_in_a_text_is_a_fault(folder: Path, written: str) -> None:
    file = folder / "content/en/booklet/02-relief.md"
    file.write_text(file.read_text("utf-8") + f"\n{written}\n", "utf-8")
    assert "02-relief.md" in faults_of(folder)


def test_a_template_or_tag_in_a_table_is_plain_text(folder: Path) -> None:
    written = "{{ 7 * 7 }} <b>Holm</b>"
    replace(folder / "content/people.csv", "Anna Holm,", f"{written},")
    for line in ("storm-warning", "boat-out"):
        assert line in (folder / "content/events.csv").read_text("utf-8")
    events = folder / "content/events.csv"
    events.write_text(events.read_text("utf-8").replace("Anna Holm", written), "utf-8")
    edition = domain.assemble(content.read(folder), "en")
    html = inline_html(edition.texts["booklet/02-relief"].blocks[0].children)
    assert "{{ 7 * 7 }} &lt;b&gt;Holm&lt;/b&gt;" in html


@pytest.mark.parametrize(
    "template", ["{0.__class__}", "{said}", "{", "{0}", "{!r}", "{:>9999999999}"]
)
def test_a_template_of_words_fills_in_one_value(folder: Path, template: str) -> None:
    replace(folder / "content/en/words.toml", '"about {}"', f'"{template}"')
    assert "content/en/words.toml" in faults_of(folder)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><style/>", "has a document type"),
        ("no XML", "cannot be used"),
        ("<style/>", "cannot be used"),
        ("", "cannot be used"),
    ],
)
def test_a_style_of_notes_that_is_none_is_a_fault(
    folder: Path, style: str, expected: str
) -> None:
    file = folder / "layouts/csl/short-notes.csl"
    file.unlink()  # a hard link must not carry the change back
    file.write_text(style, "utf-8")
    assert f"layouts/csl/short-notes.csl: {expected}" in faults_of(folder)


@pytest.mark.parametrize(
    ("works", "expected"),
    [
        ("[" * 100_000, "is nested too deep"),
        ("{}", "is no list of works"),
        ("[1]", "bibliography.json:1: a work is no table"),
        ('[{"id": "a"}]', "bibliography.json:1: type"),
        ('[\n{"id": "a", "type": "book", "author": [{}]}]', "json:2: names.author.0"),
        ('[{"id": "a", "type": "b", "issued": {"date-parts": [["x"]]}}]', "json:1"),
        ('[{"id": "a", "type": "b", "issued": {}}]', "a date is empty"),
        ('[{"id": "a", "type": "b"},\n{"id": "a", "type": "b"}]', "json:2: a work 'a'"),
        ("[1e99999, NaN]", "a work is no table"),
        ("[", "is not JSON"),
    ],
)
def test_a_faulty_bibliography_names_its_line(
    folder: Path, works: str, expected: str
) -> None:
    (folder / "content/bibliography.json").write_text(works, "utf-8")
    assert expected in faults_of(folder)
