"""Read the files of a publication: never outside its folder, never too large.

Content may come from anyone. A path that leaves the folder (by ``..``, as an absolute
path or through a symbolic link), a file that is no text and a setting nested without
end are faults like any other.
"""

import tomllib
from pathlib import Path, PurePosixPath

from publish.errors import Faults
from publish.source import Source

MAX_BYTES = 20_000_000
MAX_DEPTH = 30  # of tables and lists in settings


def is_inside(folder: Path, name: str | PurePosixPath) -> bool:
    """Return whether a path, followed to its end, stays in a folder."""
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a NUL, a loop of links
        return False


def read_bytes(
    folder: Path,
    path: PurePosixPath,
    faults: Faults,
    *,
    hint: str = "add it",
    most: int = MAX_BYTES,
) -> bytes | None:
    """Return the bytes of a file below the publication's folder.

    Args:
        hint: What to do when there is no such file.
        most: The most bytes that it may have.
    Returns: None, with a fault, when it cannot be read.
    """
    at, file = Source(path), folder / path
    if not is_inside(folder, path):
        faults.add("leads out of the publication's folder", at, "copy the file here")
        return None
    try:
        if not file.is_file():
            faults.add("there is no such file", at, hint)
            return None
        if file.stat().st_size > most:
            faults.add(f"is larger than {most:,} bytes", at, "split it")
            return None
        return file.read_bytes()
    except OSError as problem:
        faults.add(f"cannot be read: {problem.strerror}", at, "mend its permissions")
        return None


def read_text(
    folder: Path,
    path: PurePosixPath,
    faults: Faults,
    *,
    hint: str = "add it",
    most: int = MAX_BYTES,
) -> str | None:
    """Return a UTF-8 file as text; the arguments are those of ``read_bytes``."""
    raw = read_bytes(folder, path, faults, hint=hint, most=most)
    if raw is None:
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        faults.add(
            f"is not UTF-8: {problem.reason}", Source(path), "save the file as UTF-8"
        )
        return None


def parse_toml(text: str, at: Source, faults: Faults) -> dict | None:
    """Return TOML as a table, or None with a fault."""
    try:
        table = tomllib.loads(text)
        if not _is_too_deep(table):
            return table
        faults.add("is nested too deep", at, "write it flatter")
    except RecursionError:
        faults.add("is nested too deep", at, "write it flatter")
    except ValueError as problem:  # TOMLDecodeError, and numbers without end
        faults.add(f"is not TOML: {problem}", at, "mend the line that it names")
    return None


def _is_too_deep(value: object) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        inner = (v.values() if isinstance(v, dict) else v for v in level)
        level = [v for part in inner for v in part if isinstance(v, dict | list)]
    return bool(level)


def read_toml(
    folder: Path, path: PurePosixPath, faults: Faults, *, hint: str = "add it"
) -> dict | None:
    """Return a TOML file as a table, or None with a fault."""
    text = read_text(folder, path, faults, hint=hint)
    return None if text is None else parse_toml(text, Source(path), faults)
