"""1 READ: a publication's folder becomes records, each with its source.

Nothing is interpreted here: keys may still point nowhere. ``read`` gathers every
fault of every file before it raises.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publish.content.bibliography import Bibliography, read_bibliography
from publish.content.nodes import Text
from publish.content.rights import Right, read_rights
from publish.content.settings import Project, read_settings
from publish.content.specs import FigureSpec, read_specs
from publish.content.tables import ROW_OF_TABLE, Table, read_table
from publish.content.texts import read_text
from publish.content.words import Words, read_words
from publish.errors import ContentError, Faults

__all__ = ["Content", "read", "read_project"]


@dataclass(frozen=True)
class Content:
    """Everything that a publication says, as written."""

    folder: Path
    project: Project
    tables: Mapping[str, Table]
    texts: Mapping[str, Mapping[str, Text]]
    words: Mapping[str, Words]
    specs: Mapping[str, FigureSpec]
    rights: tuple[Right, ...]
    bibliography: Bibliography


def read_project(folder: Path) -> Project:
    """Read publish.toml alone: enough to plan and list targets.

    Raises: ContentError with every fault of the file.
    """
    faults = Faults()
    project = read_settings(folder, faults)
    faults.raise_as(ContentError)
    assert project is not None
    return project


def read(folder: Path) -> Content:
    """Read the whole publication.

    Raises: ContentError with every fault of every file, each with its line.
    """
    faults = Faults()
    project = read_settings(folder, faults)
    tables = {name: read_table(folder, name, faults) for name in ROW_OF_TABLE}
    specs = read_specs(folder, faults)
    rights = read_rights(folder, faults)
    publication = project.publication if project else None
    bibliography = publication and read_bibliography(folder, publication.csl, faults)
    languages = publication.languages if publication else ()
    words = {code: read_words(folder, code, faults) for code in languages}
    texts = {code: _texts(folder, code, faults) for code in languages}
    faults.raise_as(ContentError)
    assert project is not None and bibliography is not None
    return Content(
        folder,
        project,
        tables,
        texts,
        {code: found for code, found in words.items() if found},
        specs,
        rights,
        bibliography,
    )


def _texts(folder: Path, language: str, faults: Faults) -> dict[str, Text]:
    """Return the texts of a language by key, such as ``booklet/06-eve``."""
    root = PurePosixPath("content", language)
    found = {}
    for file in sorted((folder / root).glob("*/*.md")):
        key = f"{file.parent.name}/{file.stem}"
        text = read_text(folder, root / file.parent.name / file.name, key, faults)
        if text:
            found[key] = text
    return found
