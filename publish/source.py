"""Where a piece of content was written: the file and line that a message names."""

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place in the publication's folder.

    ``path`` is relative to the folder; ``line`` counts from 1, or is None where
    the whole file is meant.
    """

    path: PurePosixPath
    line: int | None = None

    def __str__(self) -> str:
        return str(self.path) if self.line is None else f"{self.path}:{self.line}"

    @classmethod
    def said(cls, text: str) -> "Source | None":
        """Return the source that begins a text, ``path:line, …``; None for no text."""
        path, _, rest = text.partition(",")[0].partition(":")
        return (
            cls(PurePosixPath(path), int(rest) if rest.isdigit() else None)
            if path
            else None
        )

    def at(self, line: int) -> "Source":
        """Return the same file at another line."""
        return Source(self.path, line)
