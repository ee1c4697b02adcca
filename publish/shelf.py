"""Things made before, found again by what they were made from.

In:  all that goes into a thing, as text or bytes; a way to make it.
Out: the thing: as it was made before from the very same, or made now.

A target of which only a little has changed is put together from parts on the shelf.
They lie in files named by a hash of what went in, the toolkit included. Deleting them
is always safe.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from publish.atomic import write_atomic
from publish.cache import toolkit

T = TypeVar("T")


class Shelf:
    """A folder of things made before, which may be shared by several processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fetch(
        self, kind: type[T], made_from: Iterable[str | bytes], make: Callable[[], T]
    ) -> T:
        """Return the thing from the shelf, or make it and put it there.

        A thing just made is returned as it will be read, so that both are the same.
        What ``make`` raises is raised, and nothing is put on the shelf.
        """
        path = self._folder / f"{digest(kind.__name__, *made_from)}.json"
        box = _box(kind)
        try:
            found = box.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            data = box(value=make()).model_dump_json().encode()
            write_atomic(path, data)
            return box.model_validate_json(data).value
        os.utime(path)
        return found.value

    def clear(self, *, most_bytes: int) -> None:
        """Drop what has not been used for longest, until no more is kept."""
        kept = 0
        for _, size, path in sorted(self._files(), reverse=True):
            kept += size
            if kept > most_bytes:
                path.unlink(missing_ok=True)

    def _files(self) -> Iterable[tuple[int, int, Path]]:
        for path in self._folder.glob("*.json"):
            told = path.stat()
            yield told.st_mtime_ns, told.st_size, path


def digest(*parts: str | bytes) -> str:
    """Return a hash of some parts, the toolkit among them."""
    found = hashlib.sha256()
    for part in (toolkit(), *parts):
        data = part.encode() if isinstance(part, str) else part
        found.update(f"{len(data)}:".encode())
        found.update(data)
    return found.hexdigest()


@cache
def _box(kind: type[Any]) -> type[BaseModel]:
    """Return the model that writes a thing as JSON, bytes in Base64."""
    config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
    return create_model("Kept", __config__=config, value=(kind, ...))
