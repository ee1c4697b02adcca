"""A key is traced to its sources, to each line that calls it, and to its pages."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish import content, pipeline
from publish.cli import main
from publish.domain import trace as tracing
from publish.errors import ContentError
from tests.publications import copy_second, replace

BOOKLET = "booklet en press"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_second(tmp_path / "skerry")


def uses_of(folder: Path, key: str) -> list[str]:
    (found,) = tracing.trace(content.read(folder), key)
    return [f"{use.at} {use.how} {' '.join(use.products)}" for use in found.uses]


def test_a_fact_names_its_row_sources_and_lines(folder: Path) -> None:
    (found,) = tracing.trace(content.read(folder), "dark-hours")
    assert (found.table, str(found.at)) == ("facts", "content/facts.csv:5")
    assert found.references == ("2: Station log 1911, p. 40.",)
    assert uses_of(folder, "dark-hours") == [
        "content/en/booklet/01-storm.md:14 printed as words booklet booklet-large",
        "content/en/booklet/01-storm.md:14 cited booklet booklet-large",
        "content/en/panel/light.md:16 printed as words panel",
    ]


def test_an_event_is_used_by_texts_spans_tables_and_the_banner(folder: Path) -> None:
    uses = uses_of(folder, "light-fails")
    assert "content/en/booklet/01-storm.md span booklet booklet-large" in uses
    assert "content/en/booklet/01-storm.md:19 timetable booklet booklet-large" in uses
    assert "publish.toml named by the product banner" in uses


def test_a_reference_is_traced(folder: Path) -> None:
    assert any("booklet/01-storm.md:13 cited" in use for use in uses_of(folder, "2"))


def test_a_range_uses_both_of_its_facts(folder: Path) -> None:
    row = "boats-{0},crew,Boats,{1},people,range-{0},1911,Skerry,station,,1\n"
    with (folder / "content/facts.csv").open("a", encoding="utf-8") as file:
        file.write(row.format("low", 2) + row.format("high", 3))
    text = folder / "content/en/booklet/02-relief.md"
    text.write_text(
        f"{text.read_text('utf-8')}\nSo {{boats-low|range}}.[@1]\n", "utf-8"
    )
    assert tracing.unused(content.read(folder)) == ()


def test_the_prose_of_tables_calls_too(folder: Path) -> None:
    """A remark names events and sources, and a term's explanation does."""
    assert "content/remarks.csv:2 remarks " in uses_of(folder, "2")
    assert "content/remarks.csv:2 printed as day " in uses_of(folder, "lamp-lit")
    assert "content/glossary.csv:2 printed as day " in uses_of(folder, "relief")


def test_disputes_are_found_by_their_whole_key(folder: Path) -> None:
    facts = folder / "content/facts.csv"
    replace(facts, "Log of the supply boat", "See relit and relits")
    (found,) = tracing.trace(content.read(folder), "oil-stock")
    assert found.disputes == ("relit: When the light burned again",)
    replace(facts, "See relit and relits", "See relits")
    (found,) = tracing.trace(content.read(folder), "oil-stock")
    assert found.disputes == ()


def test_a_figure_and_its_facts(folder: Path) -> None:
    (folder / "content/charts").mkdir(exist_ok=True)
    (folder / "content/charts/oil.toml").write_text(
        'kind = "bars"\ntitle.en = "{oil-stock}"\nalt.en = "x"\nfacts = ["oil-left"]\n',
        "utf-8",
    )
    text = folder / "content/en/booklet/02-relief.md"
    text.write_text(text.read_text("utf-8") + "\n::: figure oil\n:::\n", "utf-8")
    for key in ("oil-stock", "oil-left"):
        assert "content/charts/oil.toml figure oil booklet booklet-large" in uses_of(
            folder, key
        )
    (found,) = tracing.trace(content.read(folder), "oil-left")
    printed = {
        BOOKLET: {"facts:oil-left": [6, 7], "figures:oil": [9]},
        "panel en press": {},
    }
    assert list(tracing.pages_of(found, "oil-left", printed)) == [
        tracing.Printed(BOOKLET, (6, 7)),
        tracing.Printed(BOOKLET, (9,), "oil"),
    ]


def test_an_unknown_key_is_the_users_mistake(folder: Path) -> None:
    with pytest.raises(ContentError, match="unknown key 'nobody'"):
        tracing.trace(content.read(folder), "nobody")
    result = CliRunner().invoke(main, ["-C", str(folder), "trace", "nobody"])
    assert result.exit_code == 2


def test_unused_and_unsourced(folder: Path) -> None:
    with (folder / "content/facts.csv").open("a", encoding="utf-8") as file:
        file.write("boats,crew,Boats,2,people,exact,1911,Skerry,station,,\n")
    read = content.read(folder)
    assert [key for _, key in tracing.unused(read)] == ["boats"]
    assert [(str(at), key) for at, key in tracing.unsourced(read)] == [
        ("content/facts.csv:23", "boats")
    ]


def test_pages_are_shown_as_last_built(folder: Path) -> None:
    """Nothing is built: no pages. Then the record of a build is read."""
    run = ["-C", str(folder), "trace", "dark-hours"]
    assert "pages" not in CliRunner().invoke(main, run).output
    record = folder / "build/.cache" / f"{BOOKLET}.pages.json"
    record.parent.mkdir(parents=True)
    record.write_text(json.dumps({"facts:dark-hours": [5, 12]}), "utf-8")
    assert "booklet en press  5, 12" in CliRunner().invoke(main, run).output
    record.write_text("[1", "utf-8")
    assert pipeline.printed(folder)[BOOKLET] == {}
