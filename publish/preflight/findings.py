"""What preflight has to say: ``Finding`` and ``Report``.

Places are millimetres from the upper left corner of the page's trim, x to the
right, y downwards, as the page stands in the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "note"]
Place = tuple[float, float, float, float]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a rule found.

    ``page`` counts from 1, or is None where the whole file is meant;
    ``place_mm`` is (x0, y0, x1, y1), or None where no one place is meant.
    ``measured`` and ``limit`` carry their units. ``source`` says where the place was
    written, for files made here.
    """

    rule: str
    severity: Severity
    page: int | None
    place_mm: Place | None
    message: str
    measured: str
    limit: str
    why: str
    do: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one file, judged for one printer, the gravest first."""

    file: Path
    profile: str
    findings: tuple[Finding, ...]

    def of(self, severity: Severity) -> Iterator[Finding]:
        """Yield the findings of one severity, in page order."""
        return (finding for finding in self.findings if finding.severity == severity)

    @property
    def refused(self) -> bool:
        """Whether the file holds an error, so that it must not go to press."""
        return any(True for _ in self.of("error"))


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort findings by severity, then page, then rule; the same each time."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                SEVERITIES.index(f.severity),
                f.page or 0,
                f.rule,
                f.message,
                f.place_mm or (),
            ),
        )
    )
