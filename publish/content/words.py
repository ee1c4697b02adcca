"""Read a language's fixed words: qualifiers, units, date patterns, labels.

They stand in ``content/<language>/words.toml``, beside the texts they serve.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publish.errors import Faults
from publish.source import Source

SECTIONS = ("qualifiers", "units", "dates", "times", "labels", "sides")


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
    try:
        table = tomllib.loads((folder / path).read_text("utf-8"))
    except FileNotFoundError:
        faults.add("there is no such file", at, "copy words.toml of another language")
        return None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        faults.add(f"is not TOML: {problem}", at, "mend the line that it names")
        return None
    for name in table.keys() - set(SECTIONS):
        faults.add(f"unknown section {name!r}", at, f"use {', '.join(SECTIONS)}")
    sections = {name: table.get(name, {}) for name in SECTIONS}
    sections["units"] = {
        unit: {"other": forms} if isinstance(forms, str) else forms
        for unit, forms in sections["units"].items()
    }
    return Words(language=language, at=at, **sections)
