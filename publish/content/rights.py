"""Read content/rights.toml: whose works are used, and under which licence."""

import tomllib
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from publish.content.settings import Settings
from publish.errors import Faults
from publish.source import Source

RIGHTS_TOML = PurePosixPath("content/rights.toml")


class Right(Settings):
    """One work of others: its files, maker, licence and credit line."""

    what: str
    files: tuple[str, ...]
    origin: str
    licence: str
    licence_file: str
    credit: str
    change: str


def read_rights(folder: Path, faults: Faults) -> tuple[Right, ...]:
    """Read all [[right]] entries and check that the files that they name exist."""
    at = Source(RIGHTS_TOML)
    try:
        entries = tomllib.loads((folder / RIGHTS_TOML).read_text("utf-8"))["right"]
        rights = tuple(Right.model_validate(entry) for entry in entries)
    except FileNotFoundError:
        return ()
    except (KeyError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        faults.add(f"cannot be read: {problem}", at, "list each work as [[right]]")
        return ()
    except ValidationError as problem:
        for error in problem.errors():
            faults.add(
                f"{'.'.join(map(str, error['loc']))}: {error['msg']}", at, "mend it"
            )
        return ()
    for right in rights:
        for name in (*right.files, right.licence_file):
            if not any(folder.glob(name)):
                faults.add(f"{right.what}: no file {name!r}", at, "mend the path")
    return rights
