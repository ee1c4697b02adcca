"""Faults that a person can act on, and the exit codes they become.

A stage gathers its faults in a ``Faults`` and raises them together, so that a
user mends everything in one round. A traceback is for our own bugs only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum

from publish.source import Source


class ExitCode(IntEnum):
    """What the program returns to the shell."""

    DONE = 0
    REFUSED = 1
    USER = 2
    TOOL = 3
    BUG = 70
    CUT_SHORT = 141  # as a shell counts it: 128 + SIGPIPE


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where it stands, and the next step to take."""

    message: str
    at: Source | None = None
    hint: str = ""

    def __str__(self) -> str:
        head = f"{self.at}: {self.message}" if self.at else self.message
        return f"{head}; {self.hint}" if self.hint else head


class PublishError(Exception):
    """Any failure that is not our own bug. Carries at least one fault."""

    exit_code = ExitCode.USER

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults

    def __reduce__(self) -> tuple[type, tuple[Fault, ...]]:
        return type(self), self.faults


class ContentError(PublishError):
    """Something written in content/ or publish.toml cannot be used as it stands."""


class LayoutError(PublishError):
    """Something in layouts/ or fonts/ cannot be used, or content does not fit it."""


class UsageError(PublishError):
    """A command was given a file or an argument that it cannot use."""


class ChecksRefused(PublishError):
    """The files were made or read, and a check found errors in them."""

    exit_code = ExitCode.REFUSED


class ToolMissing(PublishError):
    """An outside program or library that a step needs is not installed."""

    exit_code = ExitCode.TOOL


class Faults:
    """The faults of one stage, gathered before they are raised together."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, message: str, at: Source | None = None, hint: str = "") -> None:
        """Note one fault and carry on."""
        self._found.append(Fault(message, at, hint))

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Take over the faults of an error raised in the block, and go on after it."""
        try:
            yield
        except PublishError as problem:
            self._found.extend(problem.faults)

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def raise_as(self, kind: type[PublishError]) -> None:
        """Raise all faults as one error of ``kind``, in file order, if any."""
        if self._found:
            order = sorted(
                dict.fromkeys(self._found),
                key=lambda f: (str(f.at.path), f.at.line or 0) if f.at else ("", 0),
            )
            raise kind(*order)
