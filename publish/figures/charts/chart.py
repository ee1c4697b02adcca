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
Words = Annotated[str, StringConstraints(min_length=1)]
Rows = tuple[tuple[str, ...], ...]


class ChartSettings(BaseModel):
    """What the settings of all kinds share: frozen, none misspelt."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        raise NotImplementedError


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

    def read(self, kind: type[S]) -> S:
        """Return the figure's settings as its kind understands them.

        Raises: ContentError with every wrong setting, unknown fact, and fact
            whose sources the figure does not name.
        """
        faults = Faults()
        try:
            settings = kind.model_validate(dict(self.figure.settings))
        except ValidationError as problem:
            for error in problem.errors():
                self._explain(error, kind, faults)
            faults.raise_as(ContentError)
            raise
        for key in settings.facts():
            self._check_fact(key, faults)
        faults.raise_as(ContentError)
        return settings

    def fact(self, key: str) -> Fact:
        """Return a fact; ``read`` has checked that it exists."""
        return self.edition.facts[key]

    def value(self, key: str) -> float:
        """Return a fact's number."""
        return float(self.fact(key).value)

    def brush(self, side: str) -> Brush:
        """Return how areas of a side are filled."""
        return brush_for(self.theme.side(side), self.form, self.theme, self.sizes)

    def _explain(self, error: dict, kind: type[BaseModel], faults: Faults) -> None:
        path = ".".join(map(str, error["loc"]))
        if error["type"] == "extra_forbidden":
            known = sorted(_settings_of(kind))
            near = get_close_matches(str(error["loc"][-1]), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(known)}"
            faults.add(f"unknown setting {path!r}", self.figure.at, hint)
        elif error["type"] == "missing":
            faults.add(f"setting {path!r} is missing", self.figure.at, "add it")
        else:
            faults.add(f"{path}: {error['msg']}", self.figure.at, "mend the value")

    def _check_fact(self, key: str, faults: Faults) -> None:
        facts = self.edition.facts
        if key not in facts:
            near = get_close_matches(key, facts, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "add it to facts.csv"
            faults.add(f"unknown fact {key!r}", self.figure.at, hint)
        elif not set(facts[key].refs) <= set(self.figure.refs):
            faults.add(
                f"the sources of {key!r} are not named", self.figure.at, "add it to facts"
            )


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
