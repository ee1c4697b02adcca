"""Read the specifications of figures: ``content/{charts,maps,pictures}/*.toml``.

A specification says what a figure shows; what its kind understands beyond the
common settings is kept in ``settings`` and checked by ``figures``. A setting named
``file``, at any depth, is a data file beside the specification.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from publish.content.files import is_inside, read_toml
from publish.errors import Faults
from publish.source import Source

FOLDERS = {"charts": "chart", "maps": "map", "pictures": "picture"}
KEY = re.compile(r"[A-Za-z0-9][\w-]*")
COMMON = {"kind", "title", "subtitle", "note", "alt", "facts"}


@dataclass(frozen=True)
class FigureSpec:
    """One figure as specified; texts by language, with unbound calls.

    ``facts`` are the keys whose sources stand in the source line; ``files`` the
    data files that the settings name, as named, with where they lie.
    """

    key: str
    group: str
    kind: str
    at: Source
    title: Mapping[str, str]
    subtitle: Mapping[str, str]
    note: Mapping[str, str]
    alt: Mapping[str, str]
    facts: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)


def read_specs(folder: Path, faults: Faults) -> dict[str, FigureSpec]:
    """Read all specifications below ``content/``, by key (the file's stem)."""
    found: dict[str, FigureSpec] = {}
    for group, name in FOLDERS.items():
        for file in sorted((folder / "content" / group).glob("*.toml")):
            at = Source(PurePosixPath("content", group, file.name))
            spec = _read(folder, at, name, faults)
            if spec and spec.key in found:
                faults.add(
                    f"a figure {spec.key!r} exists already", at, "rename the file"
                )
            elif spec:
                found[spec.key] = spec
    return found


def _read(folder: Path, at: Source, group: str, faults: Faults) -> FigureSpec | None:
    table, before = read_toml(folder, at.path, faults), len(faults)
    if table is None:
        return None
    if not KEY.fullmatch(at.path.stem):
        faults.add("the name is no key", at, "use letters, digits and hyphens")
    if not isinstance(table.get("kind"), str):
        faults.add("setting 'kind' is missing", at, 'add kind = "…"')
    for name in ("title", "alt"):
        if name not in table:
            hint = "say in words what the figure shows" if name == "alt" else "add it"
            faults.add(f"setting {name!r} is missing", at, hint)
    for name in ("title", "subtitle", "note", "alt"):
        texts = table.get(name, {})
        if not isinstance(texts, dict):
            faults.add(f"{name} has no language", at, f'write {name}.en = "…"')
        elif not all(isinstance(text, str) for text in texts.values()):
            faults.add(f"{name} is no text", at, f'write {name}.en = "…"')
    facts = table.get("facts", [])
    if not isinstance(facts, list) or not all(isinstance(f, str) for f in facts):
        faults.add("facts is no list of keys", at, 'write facts = ["first", "second"]')
    files = _files(table, folder / at.path.parent, at, faults)
    if len(faults) > before:
        return None
    return FigureSpec(
        key=at.path.stem,
        group=group,
        kind=table["kind"],
        at=at,
        title=table["title"],
        subtitle=table.get("subtitle", {}),
        note=table.get("note", {}),
        alt=table["alt"],
        facts=tuple(facts),
        settings={name: value for name, value in table.items() if name not in COMMON},
        files=files,
    )


def _files(table: dict, folder: Path, at: Source, faults: Faults) -> dict[str, Path]:
    """Return the data files that settings name; they must lie beside the spec."""
    found: dict[str, Path] = {}
    for name in _named(table):
        if not is_inside(folder, name):
            faults.add(
                f"file {name!r} lies outside {folder.name}/", at, "move it there"
            )
        elif not (path := (folder / name).resolve()).is_file():
            faults.add(f"there is no file {name!r}", at, "name it from this folder")
        else:
            found[name] = path
    return found


def _named(value: Any) -> Iterator[str]:
    """Yield the value of every setting ``file``, at any depth."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "file" and isinstance(part, str):
                yield part
            else:
                yield from _named(part)
    elif isinstance(value, list):
        for part in value:
            yield from _named(part)
