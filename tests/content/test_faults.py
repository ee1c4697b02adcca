"""Every mistake in content is reported with file, line and the next step."""

from pathlib import Path

import pytest

from publish import content, domain, figures, theme
from publish.errors import ContentError, PublishError
from publish.figures.artwork import Slot
from tests.publications import copy_second, replace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_second(tmp_path / "skerry")


def faults_of(folder: Path) -> str:
    with pytest.raises(PublishError) as caught:
        domain.assemble(content.read(folder), "en")
    return str(caught.value)


def test_the_made_up_publication_has_no_fault(folder: Path) -> None:
    edition = domain.assemble(content.read(folder), "en")
    assert edition.say("oil-stock") == "about 1,200\N{NO-BREAK SPACE}litres"


def test_unknown_fact_names_its_line_and_the_nearest_key(folder: Path) -> None:
    replace(folder / "content/en/booklet/02-relief.md", "{oil-left}", "{oil-lefd}")
    assert (
        "content/en/booklet/02-relief.md:8: unknown fact 'oil-lefd'; "
        "did you mean 'oil-left'?" in faults_of(folder)
    )


def test_bad_date_names_its_cell(folder: Path) -> None:
    replace(
        folder / "content/events.csv", "1911-11-04,1911-11-04", "1911-11-31,1911-11-31"
    )
    assert "content/events.csv:6: start: '1911-11-31'" in faults_of(folder)


def test_end_before_start_is_a_fault(folder: Path) -> None:
    replace(
        folder / "content/events.csv", "1911-11-04,1911-11-04", "1911-11-04,1911-11-03"
    )
    assert "content/events.csv:6: end 1911-11-03 lies before start" in faults_of(folder)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'binding = "saddle"',
            'bindign = "saddle"',
            "publish.toml:25: unknown setting",
        ),
        (
            'binding = "saddle"',
            'binding = "sadle"',
            "publish.toml:25: product.0.binding",
        ),
        (
            'key = "skerry-1911"',
            'key = "Skerry 1911"',
            "publish.toml:4: publication.key",
        ),
        (
            'author = "The Skerry museum"\n',
            "",
            "publish.toml:3: setting 'publication.author'",
        ),
        ('name = "panel"', 'name = "booklet"', "publish.toml: two products are named"),
        (
            "trim_mm = [594, 841]",
            "trim_mm = [594, -1]",
            "publish.toml:52: product.3.trim_mm",
        ),
        ("[publication]", "[publication", "publish.toml: is not TOML"),
    ],
)
def test_settings_are_checked_with_their_line(
    folder: Path, old: str, new: str, expected: str
) -> None:
    replace(folder / "publish.toml", old, new)
    assert expected in faults_of(folder)


def test_misspelt_setting_offers_the_right_one(folder: Path) -> None:
    replace(folder / "publish.toml", 'binding = "saddle"', 'bindign = "saddle"')
    assert "did you mean 'binding'?" in faults_of(folder)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("There were 3 keepers.", "a number is typed in prose"),
        ("{event:relief|time}", "event 'relief' has no time"),
        ("{keepers|colour}", "'keepers' as 'colour'"),
        ("{ship:berg}", "unknown kind of call 'ship'"),
        ("A {brace that is no call}.", "a brace that is no call"),
        ("Cited.[@77]", "unknown reference '77'"),
        ("Cited.[@7 p. 3]", "no citation"),
        ("# Too high", "a heading of level 1"),
        ("> quoted", "blockquote is not used here"),
        ("::: figure nothing\n:::", "unknown figure 'nothing'"),
        ("::: dispute\n:::", "dispute names nothing"),
        ("::: people bergg\n:::", "did you mean 'berg'?"),
    ],
)
def test_mistakes_in_a_text_name_its_line(
    folder: Path, written: str, expected: str
) -> None:
    file = folder / "content/en/booklet/02-relief.md"
    lines = file.read_text("utf-8").count("\n")
    file.write_text(file.read_text("utf-8") + f"\n{written}\n", "utf-8")
    message = faults_of(folder)
    assert f"content/en/booklet/02-relief.md:{lines + 2}: {expected}" in message or (
        expected in message and f"02-relief.md:{lines + 2}:" in message
    )


def test_table_faults_are_found_together(folder: Path) -> None:
    """One round of mending: not only the first fault is shown."""
    replace(
        folder / "content/facts.csv",
        "keepers,crew,Keepers on the rock,3",
        "keepers,crew,Keepers on the rock,three",
    )
    replace(folder / "content/facts.csv", "dark-hours,time", "keepers,time")
    replace(folder / "content/places.csv", "59.05", "159.05")
    replace(folder / "content/people.csv", "key,name", "key,nmae")
    message = faults_of(folder)
    assert "content/facts.csv:2: value: 'three'" in message
    assert "content/places.csv:3: lat: '159.05'" in message
    assert (
        "content/people.csv:1: unknown column 'nmae'; did you mean 'name'?" in message
    )


def test_a_key_used_twice_names_the_first_line(folder: Path) -> None:
    replace(folder / "content/facts.csv", "dark-hours,time", "keepers,time")
    assert (
        "content/facts.csv:5: key 'keepers' is used again (first in line 2)"
        in faults_of(folder)
    )


def test_links_between_tables_are_checked(folder: Path) -> None:
    replace(
        folder / "content/events.csv",
        "harbour,politics,Anna Holm,1,no,\nlight",
        "harbor,politics,Anne Holm,9,no,\nlight",
    )
    message = faults_of(folder)
    assert (
        "content/events.csv:2: unknown place 'harbor'; did you mean 'harbour'?"
        in message
    )
    assert "content/events.csv:2: unknown person 'Anne Holm'" in message
    assert "content/events.csv:2: unknown reference 9" in message


def test_a_missing_translation_is_a_fault(folder: Path) -> None:
    replace(folder / "publish.toml", 'languages = ["en"]', 'languages = ["en", "ru"]')
    assert "content/ru/words.toml: there is no such file" in faults_of(folder)


def test_a_unit_without_words_is_a_fault(folder: Path) -> None:
    replace(folder / "content/facts.csv", "1200,litres", "1200,gallons")
    assert "no unit 'gallons'" in faults_of(folder)


def test_a_file_that_is_not_utf8_is_a_fault(folder: Path) -> None:
    (folder / "content/en/booklet/03.md").write_bytes(b"---\ntitle: \xff\n---\n")
    (folder / "content/forces.csv").write_bytes(b"key\n\xff\n")
    with pytest.raises(ContentError) as caught:
        content.read(folder)
    assert "content/en/booklet/03.md: is not UTF-8" in str(caught.value)
    assert "content/forces.csv: is not UTF-8" in str(caught.value)


def test_a_missing_picture_is_named(folder: Path) -> None:
    (folder / "content/pictures/lighthouse.jpg").unlink()
    message = faults_of(folder)
    assert "content/pictures/lighthouse.toml" in message
    assert "there is no file 'lighthouse.jpg'" in message


def test_a_picture_without_credit_is_a_fault(folder: Path) -> None:
    spec = folder / "content/pictures/lighthouse.toml"
    replace(spec, 'credit = "Drawn for tests"\n', "")
    edition = domain.assemble(content.read(folder), "en")
    slot = Slot(name="picture", width_mm=127, height_mm=90, base_pt=7.4)
    with pytest.raises(ContentError, match=r"lighthouse\.toml: credit"):
        figures.draw(edition, "lighthouse", slot, "press", theme.load(folder))
