"""Say what preflight found: JSON for programs, text for terminals, HTML for people.

In:  reports. Out: strings; nothing is written and nothing is read.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from publish.preflight.findings import SEVERITIES, Finding, Report
from publish.preflight.report_style import STYLE

TOOLKIT = Path(__file__).parents[2]
MARKS = {"error": "✕", "warning": "!", "note": "·"}
PLURALS = {"error": "errors", "warning": "warnings", "note": "notes"}


def printers_folder(folder: Path, name: str) -> Path:
    """Return the folder that holds a printer profile: the publication's own first."""
    own = folder / "layouts" / "printers" / f"{name}.toml"
    return folder if own.is_file() else TOOLKIT


def to_json(reports: Iterable[Report]) -> str:
    """Return ``{"files": [{"file", "profile", "findings": [{"rule", …}]}]}``.

    Places are millimetres from the upper left corner of the trim.
    """
    files = [
        {
            "file": str(report.file),
            "profile": report.profile,
            "findings": [_as_dict(finding) for finding in report.findings],
        }
        for report in reports
    ]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2)


def to_text(reports: Sequence[Report]) -> str:
    """Return a listing for the terminal, one file after the other."""
    return "\n\n".join("\n".join(_text_lines(report)) for report in reports)


def to_html(reports: Sequence[Report]) -> str:
    """Return one self-contained page: an overview, then each file's findings."""
    refused = sum(report.refused for report in reports)
    passed = len(reports) - refused
    parts = [f"{passed} may go to press"] if passed else []
    parts += [f"{refused} must not"] if refused else []
    body = "".join(_file(number, report) for number, report in enumerate(reports, 1))
    rows = "".join(
        _overview(number, report) for number, report in enumerate(reports, 1)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Preflight</title><style>{STYLE}</style></head><body>"
        f"<header><h1>Preflight</h1><p>{_count(len(reports), 'file', 'files')} judged: "
        f"{' and '.join(parts)}.</p></header>"
        "<main><table class=overview><thead><tr><th>File<th>Printer<th>Errors"
        f"<th>Warnings<th>Notes</thead><tbody>{rows}</tbody></table>{body}</main>"
        "<footer>Places are millimetres from the upper left corner of the trim."
        "</footer></body></html>\n"
    )


def verdict(report: Report) -> str:
    """Return the sentence that sums a report up."""
    counts = [
        _count(number, severity, PLURALS[severity])
        for severity in SEVERITIES
        if (number := sum(1 for _ in report.of(severity)))
    ]
    said = "must not go to press" if report.refused else "may go to press"
    return f"{said}: {', '.join(counts) or 'nothing found'}"


def _as_dict(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "page": finding.page,
        "message": finding.message,
        "place_mm": finding.place_mm,
        "measured": finding.measured,
        "limit": finding.limit,
        "why": finding.why,
        "do": finding.do,
        "source": finding.source,
    }


def _text_lines(report: Report) -> Iterator[str]:
    yield f"{report.file} ({report.profile}) {verdict(report)}"
    told: set[str] = set()
    for finding in report.findings:
        page = f"p. {finding.page}" if finding.page else "file"
        yield (
            f"  {MARKS[finding.severity]} {finding.severity:<8}{page:<7}"
            f"{finding.rule:<20} {finding.message}{_against(finding)}"
        )
        if finding.rule not in told and finding.severity != "note":
            told.add(finding.rule)
            yield f"{'':<38}do: {finding.do}"
        if finding.source:
            yield f"{'':<38}in: {finding.source}"


def _against(finding: Finding) -> str:
    if finding.measured and finding.limit:
        return f" [{finding.measured}; {finding.limit}]"
    given = finding.measured or finding.limit
    return f" [{given}]" if given else ""


def _overview(number: int, report: Report) -> str:
    cells = "".join(
        f"<td class='{severity if count else 'none'}'>{count or '–'}"
        for severity in SEVERITIES
        for count in [sum(1 for _ in report.of(severity))]
    )
    name, profile = escape(report.file.name), escape(report.profile)
    return f"<tr><td><a href='#f{number}'>{name}</a><td>{profile}{cells}"


def _file(number: int, report: Report) -> str:
    state = "refused" if report.refused else "passed"
    head = (
        f"<section id=f{number} class={state}><h2>{escape(report.file.name)}</h2>"
        f"<p class=verdict>{escape(verdict(report)).capitalize()}.</p>"
        f"<p class=path>{escape(str(report.file))}, "
        f"printer “{escape(report.profile)}”</p>"
    )
    return head + "".join(_rules(report)) + "</section>"


def _rules(report: Report) -> Iterator[str]:
    """Yield one block for each severity and rule, findings in page order."""

    def kind(finding: Finding) -> tuple[int, str]:
        return SEVERITIES.index(finding.severity), finding.rule

    for (rank, rule), found in groupby(sorted(report.findings, key=kind), key=kind):
        findings = list(found)
        severity, first = SEVERITIES[rank], findings[0]
        rows = "".join(map(_row, findings))
        yield (
            f"<article class={severity}><h3><span>{severity}</span> {escape(rule)}</h3>"
            f"<p class=why>{escape(_sentence(first.why))}</p>"
            f"<p class=do>{escape(_sentence(first.do))}</p>"
            "<table><thead><tr><th>Page<th>Found<th>Measured<th>Limit<th>Place, mm"
            f"</thead><tbody>{rows}</tbody></table></article>"
        )


def _row(finding: Finding) -> str:
    place = ""
    if finding.place_mm:
        x0, y0, x1, y1 = finding.place_mm
        place = f"{x0:.1f}, {y0:.1f} – {x1:.1f}, {y1:.1f}"
    written = f"<br><small>{escape(finding.source)}</small>" if finding.source else ""
    return (
        f"<tr><td>{finding.page or 'file'}<td>{escape(finding.message)}{written}"
        f"<td>{escape(finding.measured)}<td>{escape(finding.limit)}<td>{place}"
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
