"""The cache is by content: a target is stale when anything that it reads has changed.

A target's key is the hash of the bytes of its input files, of the package itself
and of the versions of the libraries that draw. No timestamps; deleting build/ is
always safe.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

ENGINES = (
    "weasyprint",
    "reportlab",
    "matplotlib",
    "pikepdf",
    "babel",
    "citeproc-py",
    "shapely",
    "pyproj",
)
PACKAGE = Path(__file__).parent


def key_of(folder: Path, files: Iterable[Path], *parts: str) -> str:
    """Return the key of a target: a hash over its input files and further parts."""
    digest = hashlib.sha256()
    for part in (*parts, toolkit(), os.environ.get("SOURCE_DATE_EPOCH", "")):
        digest.update(f"{len(part)}:{part}".encode())
    for file in sorted(set(files)):
        data = file.read_bytes()
        digest.update(f"{file.relative_to(folder)}:{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


@cache
def toolkit() -> str:
    """Return what stands for the package and its engines."""
    sources = hashlib.sha256()
    for file in sorted(PACKAGE.rglob("*.py")):
        sources.update(file.read_bytes())
    engines = ",".join(f"{name} {version(name)}" for name in ENGINES)
    return f"{sources.hexdigest()} {engines}"


class Cache:
    """What was made in the last build: one small JSON file for each target."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fresh(self, name: str, key: str, made: Path) -> Mapping[str, Any] | None:
        """Return the record of a target if its key and its file are unchanged."""
        try:
            record = json.loads((self._folder / f"{name}.json").read_text("utf-8"))
            unchanged = record["sha256"] == sha256(made.read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return record["row"] if record["key"] == key and unchanged else None

    def record(self, name: str, key: str, made: bytes, row: Mapping[str, Any]) -> bytes:
        """Return the bytes to store for a target that was made."""
        record = {"key": key, "sha256": sha256(made), "row": dict(row)}
        return json.dumps(record, indent=1, sort_keys=True).encode()

    def pages_path(self, name: str) -> Path:
        """Return where the pages are kept on which a target prints each key."""
        return self._folder / f"{name}.pages.json"

    def pages(self, name: str) -> Mapping[str, list[int]]:
        """Return on which pages a target, as last made, prints each key."""
        try:
            return json.loads(self.pages_path(name).read_text("utf-8"))
        except (OSError, ValueError):
            return {}

    def path(self, name: str) -> Path:
        """Return where a target's record is kept."""
        return self._folder / f"{name}.json"


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
