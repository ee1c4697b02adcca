"""Read the CSV tables of a publication.

In:  ``content/*.csv``, UTF-8, one header line.
Out: for each table, its rows by key, and the source line of every row.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from publish.content.files import read_text
from publish.content.records import (
    Dispute,
    Event,
    Fact,
    Force,
    Movement,
    Person,
    Place,
    Quote,
    Reference,
    Remark,
    Row,
    Statement,
    Term,
)
from publish.errors import Faults
from publish.source import Source

ROW_OF_TABLE: Mapping[str, type[Row]] = {
    "facts": Fact,
    "events": Event,
    "places": Place,
    "people": Person,
    "forces": Force,
    "movements": Movement,
    "disputes": Dispute,
    "quotes": Quote,
    "statements": Statement,
    "glossary": Term,
    "remarks": Remark,
    "sources": Reference,
}


@dataclass(frozen=True)
class Table:
    """The rows of one file by key, and where each stands."""

    path: PurePosixPath
    rows: Mapping[str, Row]
    lines: Mapping[str, int]

    def at(self, key: str) -> Source:
        """Return where the row called ``key`` is written."""
        return Source(self.path, self.lines.get(key))


def read_table(folder: Path, name: str, faults: Faults) -> Table:
    """Read ``content/<name>.csv``; a missing file is an empty table.

    Every bad cell is noted in ``faults`` with file and line; the row is left out.
    """
    path = PurePosixPath("content") / f"{name}.csv"
    rows: dict[str, Row] = {}
    lines: dict[str, int] = {}
    for line, cells in _records(folder, path, ROW_OF_TABLE[name], faults):
        at = Source(path, line)
        row = _row(ROW_OF_TABLE[name], cells, at, faults)
        if row is None:
            continue
        if row.key in rows:
            faults.add(
                f"key {row.key!r} is used again (first in line {lines[row.key]})",
                at,
                "give the row a key of its own",
            )
            continue
        rows[row.key], lines[row.key] = row, line
    return Table(path, rows, lines)


def _records(
    folder: Path, path: PurePosixPath, kind: type[Row], faults: Faults
) -> list[tuple[int, dict[str, str]]]:
    """Return (line, cells) for each row of a file whose header fits ``kind``."""
    if not (folder / path).exists():
        return []
    text = read_text(folder, path, faults)
    if text is None:
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    known = [field.alias or name for name, field in kind.model_fields.items()]
    found: list[tuple[int, dict[str, str]]] = []
    try:
        header = next(reader, [])
        if not _header_fits(header, known, Source(path, 1), faults):
            return []
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) == len(header):
                    found.append((line, dict(zip(header, cells, strict=True))))
                else:
                    faults.add(
                        f"{len(cells)} cells where the header has {len(header)}",
                        Source(path, line),
                        "quote cells that hold a comma",
                    )
            line = reader.line_num + 1
    except csv.Error as problem:
        faults.add(str(problem), Source(path, reader.line_num), "mend the quoting")
    return found


def _header_fits(
    header: list[str], known: list[str], at: Source, faults: Faults
) -> bool:
    before = len(faults)
    for name in header:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(known)}"
            faults.add(f"unknown column {name!r}", at, hint)
    for name in known:
        if header.count(name) > 1:
            faults.add(f"column {name!r} stands twice", at, "remove one")
        if name not in header:
            faults.add(f"column {name!r} is missing", at, "add it to the header")
    return len(faults) == before


def _row(
    kind: type[Row], cells: dict[str, str], at: Source, faults: Faults
) -> Row | None:
    try:
        return kind.model_validate(cells)
    except ValidationError as problem:
        for error in problem.errors():
            column = ".".join(str(part) for part in error["loc"][:1])
            shown = f"{column}: {error['input']!r}: " if column else ""
            message = error["msg"].removeprefix("Value error, ")
            faults.add(f"{shown}{message[0].lower()}{message[1:]}", at, "mend the cell")
        return None
