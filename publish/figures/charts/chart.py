"""What every kind of chart is given: figure, edition, form, sizes, canvas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from publish.content.records import Fact
from publish.domain import Edition, Figure
from publish.errors import ContentError, Faults
from publish.figures.brush import Brush, brush_for
from publish.figures.canvas import Canvas
from publish.figures.sizes import Sizes
from publish.inks import Form
from publish.theme import Theme

FactKey = Annotated[str, StringConstraints(min_length=1)]
RowKey = Annotated[str, StringConstraints(min_length=1)]
Words = Annotated[str, StringConstraints(min_length=1)]
Rows = tuple[tuple[str, ...], ...]

TABLES = ("events", "disputes", "forces", "places")
REFS = ("refs", "refsA", "refsB", "refsC")


class Setting(BaseModel):
    """A part of the settings: frozen, nothing misspelt."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ChartSettings(Setting):
    """What the settings of all kinds share."""

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        return iter(())

    def table_rows(self) -> Iterator[tuple[str, str]]:
        """Yield table and key of the other rows that the chart draws."""
        return iter(())


S = TypeVar("S", bound=ChartSettings)


@dataclass(frozen=True)
class Chart:
    """One chart while it is drawn."""

    figure: Figure
    edition: Edition
    form: Form
    theme: Theme
    sizes: Sizes
    canvas: Canvas

    def fact(self, key: str) -> Fact:
        """Return a fact; ``read`` has checked that it exists."""
        return self.edition.facts[key]

    def value(self, key: str) -> float:
        """Return a fact's number."""
        return float(self.fact(key).value)

    def brush(self, side: str) -> Brush:
        """Return how areas of a side are filled."""
        return brush_for(self.theme.side(side), self.form, self.theme, self.sizes)

    def outline(self, side: str) -> Brush:
        """Return how areas of a side are drawn that are empty or missing."""
        return Brush(self.brush(side).ink, "outline", self.sizes.stroke)


def read_settings(figure: Figure, edition: Edition, kind: type[S]) -> S:
    """Return a figure's settings as its kind understands them.

    Raises: ContentError with every wrong setting, unknown fact or row, and fact
        whose sources the figure does not name.
    """
    faults = Faults()
    try:
        settings = kind.model_validate(dict(figure.settings))
    except ValidationError as problem:
        for error in problem.errors():
            _explain(error, figure, kind, faults)
        faults.raise_as(ContentError)
        raise
    for key in settings.facts():
        _check_fact(key, figure, edition, faults)
    for table, key in settings.table_rows():
        _check_row(key, table, figure, edition, faults)
    faults.raise_as(ContentError)
    return settings


def refs_of(settings: ChartSettings, edition: Edition) -> tuple[int, ...]:
    """Return the references of the rows, other than facts, that a chart draws."""
    found: list[int] = []
    for table, key in settings.table_rows():
        row = getattr(edition, table)[key]
        found.extend(n for name in REFS for n in getattr(row, name, ()))
    return tuple(dict.fromkeys(found))


def _explain(
    error: dict, figure: Figure, kind: type[BaseModel], faults: Faults
) -> None:
    path = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        known = sorted(_settings_of(kind))
        near = get_close_matches(str(error["loc"][-1]), known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(known)}"
        faults.add(f"unknown setting {path!r}", figure.at, hint)
    elif error["type"] == "missing":
        faults.add(f"setting {path!r} is missing", figure.at, "add it")
    else:
        faults.add(f"{path}: {error['msg']}", figure.at, "mend the value")


def _check_fact(key: str, figure: Figure, edition: Edition, faults: Faults) -> None:
    facts = edition.facts
    if key not in facts:
        near = get_close_matches(key, facts, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "add it to facts.csv"
        faults.add(f"unknown fact {key!r}", figure.at, hint)
    elif not set(facts[key].refs) <= set(figure.refs):
        faults.add(
            f"the sources of {key!r} are not named", figure.at, "add it to facts"
        )


def _check_row(
    key: str, table: str, figure: Figure, edition: Edition, faults: Faults
) -> None:
    known = getattr(edition, table)
    if key not in known:
        near = get_close_matches(key, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"add it to {table}.csv"
        faults.add(f"{table}.csv has no row {key!r}", figure.at, hint)


def _settings_of(kind: type[BaseModel]) -> set[str]:
    """Return the names of all settings of a model and of the models inside it."""
    names: set[str] = set()
    for name, field in kind.model_fields.items():
        names.add(name)
        for part in _types_in(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                names |= _settings_of(part)
    return names


def _types_in(annotation: object) -> Sequence[object]:
    parts = [p for part in get_args(annotation) for p in _types_in(part)]
    return parts or [annotation]
