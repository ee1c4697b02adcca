"""What was written where, for files that the toolkit made itself.

In:  ``<file>.origins.json`` beside the judged file, if there is one; a report.
Out: ``Origins``, the boxes of blocks; the same report, where each finding that has a
     place says where that was written.

The file is only a hint: without it, or with a broken one, fewer rules apply.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from publish.preflight.findings import Finding, Place, Report

SUFFIX = ".origins.json"


@dataclass(frozen=True, slots=True)
class Box:
    """A block on a page, of a kind such as ``p``, and where it was written."""

    page: int
    place: Place
    kind: str
    written: str

    @property
    def area(self) -> float:
        """Square millimetres."""
        x0, y0, x1, y1 = self.place
        return (x1 - x0) * (y1 - y0)


@dataclass(frozen=True, slots=True)
class Origins:
    """The boxes of a file, and what its other places come from."""

    boxes: tuple[Box, ...] = ()
    otherwise: str = ""


def read_origins(file: Path) -> Origins:
    """Return what stands beside a file; nothing, if it cannot be read."""
    try:
        table = json.loads(file.with_suffix(SUFFIX).read_text("utf-8"))
        return Origins(tuple(map(_box, table["origins"])), str(table["otherwise"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Origins()


def _box(row: list) -> Box:
    page, x0, y0, x1, y1, kind, written = row
    place = (float(x0), float(y0), float(x1), float(y1))
    return Box(int(page), place, str(kind), str(written))


def located(report: Report) -> Report:
    """Return the report with sources, where they are known."""
    origins = read_origins(report.file)
    return replace(
        report,
        findings=tuple(
            replace(
                finding, source=_source(finding, origins.boxes) or origins.otherwise
            )
            for finding in report.findings
        ),
    )


def _source(finding: Finding, boxes: Iterable[Box]) -> str:
    """Return the smallest box on the page that the finding's place meets."""
    if finding.page is None or finding.place_mm is None:
        return ""
    met = [
        (box.area, box.written)
        for box in boxes
        if box.page == finding.page and meet(finding.place_mm, box.place)
    ]
    return min(met)[1] if met else ""


def meet(one: Place, other: Place) -> bool:
    """Return whether two places have a part in common."""
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )
