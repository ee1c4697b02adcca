"""Name the source of a finding, for files that the toolkit made itself.

In:  a report, and ``<file>.origins.json`` beside the judged file, if there is one.
Out: the same report; each finding with a place says where that was written.

The file is only a hint: no rule reads it, and a broken one is left aside.
"""

import json
from dataclasses import replace

from publish.preflight.findings import Finding, Place, Report

SUFFIX = ".origins.json"
Box = tuple[int, float, float, float, float, str]


def located(report: Report) -> Report:
    """Return the report with sources, where they are known."""
    try:
        table = json.loads(report.file.with_suffix(SUFFIX).read_text("utf-8"))
        boxes = [
            (int(p), *map(float, edges), str(w)) for p, *edges, w in table["origins"]
        ]
        otherwise = str(table["otherwise"])
    except (OSError, ValueError, KeyError, TypeError):
        return report
    return replace(
        report,
        findings=tuple(
            replace(finding, source=_source(finding, boxes) or otherwise)
            for finding in report.findings
        ),
    )


def _source(finding: Finding, boxes: list[Box]) -> str:
    """Return the smallest box on the page that the finding's place meets."""
    if finding.page is None or finding.place_mm is None:
        return ""
    met = [
        ((x1 - x0) * (y1 - y0), written)
        for page, x0, y0, x1, y1, written in boxes
        if page == finding.page and _meet(finding.place_mm, (x0, y0, x1, y1))
    ]
    return min(met)[1] if met else ""


def _meet(one: Place, other: Place) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )
