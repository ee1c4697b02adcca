"""The page about charts names every kind, every setting, and a spec that is valid."""

import tomllib
from importlib import import_module
from typing import Any

import pytest

from publish.figures.charts import KINDS
from publish.figures.charts.chart import ChartSettings
from tests.publications import REPOSITORY

PAGE = (REPOSITORY / "docs/charts.md").read_text()
COMMON = ("kind",)  # what every chart says; the specimens leave the others out

every_kind = pytest.mark.parametrize("kind", KINDS)


def settings_of(kind: str) -> type[ChartSettings]:
    name = f"publish.figures.charts.{kind.replace('-', '_')}"
    return import_module(name).Settings


def in_english(spec: Any) -> Any:
    """Return a spec with each table of languages replaced by its English words."""
    if isinstance(spec, list):
        return [in_english(part) for part in spec]
    if isinstance(spec, dict):
        if set(spec) == {"en"}:
            return spec["en"]
        return {name: in_english(part) for name, part in spec.items()}
    return spec


@every_kind
def test_every_kind_has_a_line_with_all_its_settings(kind: str) -> None:
    fields = settings_of(kind).model_fields.items()
    marks = [f"`{name}`" + "?" * (not field.is_required()) for name, field in fields]
    (line,) = (row for row in PAGE.splitlines() if row.startswith(f"| [{kind}](#"))
    assert line.endswith(f" | {', '.join(marks)} |")


@every_kind
def test_the_specimen_of_every_kind_is_valid(kind: str) -> None:
    _, found, rest = PAGE.partition(f"\n## {kind}\n")
    assert found, kind
    spec = tomllib.loads(rest.partition("```toml\n")[2].partition("```")[0])
    assert spec["kind"] == kind
    given = {name: value for name, value in spec.items() if name not in COMMON}
    settings_of(kind).model_validate(in_english(given))


def test_no_kind_is_described_that_does_not_exist() -> None:
    heads = {row[3:] for row in PAGE.splitlines() if row.startswith("## ")}
    assert heads - {"Kinds"} == set(KINDS)


def test_the_readme_leads_to_the_page() -> None:
    assert "(docs/charts.md)" in (REPOSITORY / "README.md").read_text()
