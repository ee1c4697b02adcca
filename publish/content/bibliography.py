"""Read the bibliography and the style in which it is cited.

In:  ``content/bibliography.json``, CSL-JSON as Zotero and its kin export it, or
     ``content/bibliography.bib``, BibTeX, or both; ``layouts/csl/<style>.csl``.
Out: the works by id, each with the fields that a citation may print, and the style.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from publish.content.files import read_bytes, read_text
from publish.errors import Faults
from publish.source import Source

BIBLIOGRAPHY_JSON = PurePosixPath("content/bibliography.json")
BIBLIOGRAPHY_BIB = PurePosixPath("content/bibliography.bib")
STYLES = PurePosixPath("layouts/csl")
NAMES = ("author", "editor", "translator", "container-author", "collection-editor")
DATES = ("issued", "accessed", "original-date", "submitted", "event-date")
MAX_TEXT = 10_000  # characters of one field: far above any abstract


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int | float) else value


Plain = Annotated[
    str, BeforeValidator(_as_text), Field(min_length=1, max_length=MAX_TEXT)
]
DateParts = Annotated[
    tuple[Annotated[int, Field(ge=-9999, le=9999)], ...],
    Field(min_length=1, max_length=3),
]


class Name(BaseModel):
    """One person, or a body as ``literal``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: str = ""
    given: str = ""
    literal: str = ""
    suffix: str = ""
    dropping: str = Field("", alias="dropping-particle")
    non_dropping: str = Field("", alias="non-dropping-particle")

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not (self.family or self.literal):
            raise ValueError("a name has neither family nor literal")
        return self


class When(BaseModel):
    """A date, or a range of two."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    parts: Annotated[tuple[DateParts, ...], Field(max_length=2)] = Field(
        (), alias="date-parts"
    )
    literal: str = ""
    raw: str = ""

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if not (self.parts or self.literal or self.raw):
            raise ValueError("a date is empty")
        return self


class Work(BaseModel):
    """One work of the bibliography, its plain fields as text."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Plain
    type: Plain
    names: Mapping[str, tuple[Name, ...]]
    dates: Mapping[str, When]
    fields: Mapping[str, Plain]

    def to_csl(self) -> dict[str, Any]:
        """Return the work as CSL-JSON, with the fields that were read."""
        dates = {
            name: {"date-parts": date.parts}
            if date.parts
            else {"literal": date.literal or date.raw}
            for name, date in self.dates.items()
        }
        names = {
            role: [
                {k: v for k, v in person.model_dump(by_alias=True).items() if v}
                for person in people
            ]
            for role, people in self.names.items()
        }
        return {"id": self.id, "type": self.type, **self.fields, **names, **dates}


@dataclass(frozen=True)
class Bibliography:
    """The works by id, where each stands, and the style to cite them in."""

    works: Mapping[str, Work]
    places: Mapping[str, Source]
    style: bytes
    style_at: Source

    def at(self, key: str) -> Source:
        """Return where a work is written."""
        return self.places[key]


def read_bibliography(folder: Path, style: str, faults: Faults) -> Bibliography:
    """Read the works and the style; every bad work is noted with its line.

    Args:
        style: Name of a file in ``layouts/csl``, without ``.csl``.
    """
    path = STYLES / f"{style}.csl"
    known = ", ".join(sorted(f.stem for f in (folder / STYLES).glob("*.csl"))) or "one"
    source = read_bytes(folder, path, faults, hint=f"use {known}, or put a style there")
    if source and b"<!DOCTYPE" in source:
        faults.add("has a document type", Source(path), "remove <!DOCTYPE …>")
    works: dict[str, Work] = {}
    places: dict[str, Source] = {}
    for at, entry in (*_of_json(folder, faults), *_of_bibtex(folder, faults)):
        work = _work(entry, at, faults)
        if work and work.id in works:
            faults.add(f"a work {work.id!r} exists already", at, "give it another id")
        elif work:
            works[work.id], places[work.id] = work, at
    return Bibliography(works, places, source or b"", Source(path))


def _of_bibtex(folder: Path, faults: Faults) -> Iterator[tuple[Source, object]]:
    """Yield the entries of the BibTeX file, each with the line where it begins."""
    if not (folder / BIBLIOGRAPHY_BIB).exists():
        return
    from publish.content.bibtex import read_bibtex

    at = Source(BIBLIOGRAPHY_BIB)
    text = read_text(folder, BIBLIOGRAPHY_BIB, faults)
    for line, entry in read_bibtex(text or "", at, faults):
        yield at.at(line), entry


def _of_json(folder: Path, faults: Faults) -> list[tuple[Source, object]]:
    """Return the entries of the file, each with the line on which its id stands."""
    if not (folder / BIBLIOGRAPHY_JSON).exists():
        return []
    at = Source(BIBLIOGRAPHY_JSON)
    text = read_text(folder, BIBLIOGRAPHY_JSON, faults)
    if text is None:
        return []
    try:
        entries = json.loads(text)
    except RecursionError:
        faults.add("is nested too deep", at, "export it again as CSL-JSON")
        return []
    except ValueError as problem:
        line = getattr(problem, "lineno", None)
        faults.add(
            f"is not JSON: {problem}",
            at.at(line) if line else at,
            "export it again as CSL-JSON",
        )
        return []
    if not isinstance(entries, list):
        faults.add("is no list of works", at, "export it again as CSL-JSON")
        return []
    found, position = [], 0
    for entry in entries:
        key = entry.get("id") if isinstance(entry, dict) else None
        written = json.dumps(key, ensure_ascii=False)
        position = max(position, text.find(written, position))
        found.append((at.at(text.count("\n", 0, position) + 1), entry))
        position += 1
    return found


def _work(entry: object, at: Source, faults: Faults) -> Work | None:
    if not isinstance(entry, dict):
        faults.add("a work is no table", at, "export it again as CSL-JSON")
        return None
    apart = {"id", "type", *NAMES, *DATES}
    try:
        return Work(
            id=entry.get("id", ""),
            type=entry.get("type", ""),
            names={role: entry[role] for role in NAMES if role in entry},
            dates={name: entry[name] for name in DATES if name in entry},
            fields={
                name: value
                for name, value in entry.items()
                if name not in apart and value and isinstance(value, str | int | float)
            },
        )
    except ValidationError as problem:
        for error in problem.errors():
            where = ".".join(map(str, error["loc"])) or "the work"
            message = error["msg"].removeprefix("Value error, ")
            faults.add(f"{where}: {message}", at, "mend it in Zotero, or here")
        return None
