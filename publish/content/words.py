"""Read a language's fixed words: qualifiers, units, date patterns, labels.

They stand in ``content/<language>/words.toml``, beside the texts they serve.
"""

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from publish.content.files import read_toml
from publish.errors import Faults
from publish.source import Source

SECTIONS = ("qualifiers", "units", "dates", "times", "labels", "sides")
PATTERNS = (
    "day",
    "date",
    "month",
    "year",
    "short-day",
    "short-month",
    "when-clock",
    "when-word",
)
PLURALS = ("zero", "one", "two", "few", "many", "other")  # categories of CLDR
# What the templates of a section may name; ``{}`` where nothing is listed.
FIELDS = {"dates": ("time", "day")}


@dataclass(frozen=True)
class Words:
    """Templates and labels of one language.

    ``units`` maps a unit of the tables to its forms by plural category
    (``one``, ``few``, ``many``, ``other``), each a template with ``{}``.
    """

    language: str
    at: Source
    qualifiers: Mapping[str, str]
    units: Mapping[str, Mapping[str, str]]
    dates: Mapping[str, str]
    times: Mapping[str, str]
    labels: Mapping[str, str]
    sides: Mapping[str, str]


def read_words(folder: Path, language: str, faults: Faults) -> Words | None:
    """Read ``content/<language>/words.toml``; faults are noted with the file."""
    path = PurePosixPath("content", language, "words.toml")
    at = Source(path)
    table = read_toml(folder, path, faults, hint="copy words.toml of another language")
    if table is None:
        return None
    for name in table.keys() - set(SECTIONS):
        faults.add(f"unknown section {name!r}", at, f"use {', '.join(SECTIONS)}")
    sections = {
        name: dict(_section(name, table.get(name, {}), at, faults)) for name in SECTIONS
    }
    for name in PATTERNS:
        if name not in sections["dates"]:
            faults.add(f"[dates] has no {name!r}", at, "add the pattern")
    return Words(language=language, at=at, **sections)


def _section(
    name: str, table: Any, at: Source, faults: Faults
) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a section that can be used; note the others."""
    if not isinstance(table, dict):
        faults.add(f"[{name}] is no table", at, f"write it as [{name}]")
        return
    for key, entry in table.items():
        forms = {"other": entry} if isinstance(entry, str) else entry
        where = f"[{name}] {key!r}"
        if not isinstance(entry, str) and name != "units":
            faults.add(f"{where} is no text", at, "put it in quotes")
        elif not isinstance(forms, dict) or not set(forms) <= set(PLURALS):
            faults.add(f"{where} is neither text nor plurals", at, _plural_hint())
        elif "other" not in forms:
            faults.add(f"{where} has no form 'other'", at, _plural_hint())
        elif _fits(forms.values(), FIELDS.get(name, ("",))):
            yield key, forms if name == "units" else entry
        else:
            faults.add(f"{where} has braces that name nothing", at, "write {}")


def _plural_hint() -> str:
    return 'write { one = "{} day", other = "{} days" }'


def _fits(templates: Any, fields: tuple[str, ...]) -> bool:
    """Return whether templates are texts that name nothing but some fields."""
    try:
        return all(
            field is None or (field in fields and not form and not conversion)
            for template in templates
            for _, field, form, conversion in string.Formatter().parse(template)
        )
    except (ValueError, TypeError):
        return False
