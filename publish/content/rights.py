"""Read content/rights.toml: whose works are used, and under which licence."""

from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import StringConstraints, ValidationError

from publish.content.files import is_inside, read_toml
from publish.content.settings import Settings
from publish.errors import Faults
from publish.source import Source

RIGHTS_TOML = PurePosixPath("content/rights.toml")
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Right(Settings):
    """One work of others: its files, maker, licence and credit line.

    ``files`` are paths from the publication's folder, with ``*`` for any name.
    """

    what: Said
    files: tuple[Said, ...]
    origin: Said
    licence: Said
    licence_file: Said
    credit: Said
    change: Said


def read_rights(folder: Path, faults: Faults) -> tuple[Right, ...]:
    """Read all [[right]] entries and check that the files that they name exist."""
    if not (folder / RIGHTS_TOML).exists():
        return ()
    table, at = read_toml(folder, RIGHTS_TOML, faults), Source(RIGHTS_TOML)
    if table is None:
        return ()
    entries = table.get("right")
    if not isinstance(entries, list) or table.keys() != {"right"}:
        faults.add("is no list of rights", at, "list each work as [[right]]")
        return ()
    found = []
    for number, entry in enumerate(entries, start=1):
        try:
            right = Right.model_validate(entry)
        except ValidationError as problem:
            for error in problem.errors():
                name = ".".join(map(str, error["loc"])) or "the entry"
                faults.add(f"right {number}: {name}: {error['msg']}", at, "mend it")
            continue
        for name in (*right.files, right.licence_file):
            _check_path(folder, name, right, at, faults)
        found.append(right)
    return tuple(found)


def _check_path(
    folder: Path, name: str, right: Right, at: Source, faults: Faults
) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        hint = "name it from the publication's folder"
        faults.add(f"{right.what}: {name!r} leads out of it", at, hint)
        return
    try:
        files = list(folder.glob(name))
    except (ValueError, OSError, NotImplementedError):
        files = []
    if not files:
        faults.add(f"{right.what}: no file {name!r}", at, "mend the path")
    elif not all(is_inside(folder, file) for file in files):
        hint = "copy the file here"
        faults.add(f"{right.what}: {name!r} leads out of the folder", at, hint)
