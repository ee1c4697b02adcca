"""Register rules, and turn what they hit into findings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pikepdf

from publish.layouts.checks import Limits
from publish.layouts.printers import PrinterProfile
from publish.preflight.findings import Finding, Place, Severity
from publish.preflight.geometry import Box
from publish.preflight.job import Job
from publish.preflight.sheet import Sheet

# What pikepdf raises where an object is of another type than it must be.
MALFORMED = (
    pikepdf.PdfError,
    TypeError,
    ValueError,
    KeyError,
    AttributeError,
    IndexError,
)

Family = Callable[[PrinterProfile], bool]
Check = Callable[..., Iterable["Hit"]]
LayoutCheck = Callable[[Job, Limits], Iterable["Hit"]]


def press(profile: PrinterProfile) -> bool:
    """Files for a press: PDF/X-4."""
    return profile.standard == "PDF/X-4"


def screen(profile: PrinterProfile) -> bool:
    """Files for readers: PDF/UA-1."""
    return profile.standard == "PDF/UA-1"


def copier(profile: PrinterProfile) -> bool:
    """Files for black-only copiers."""
    return profile.space == "grey"


def paper(profile: PrinterProfile) -> bool:
    """Everything that ends on paper."""
    return not screen(profile)


def any_file(profile: PrinterProfile) -> bool:
    """Every file."""
    return True


class Hit(NamedTuple):
    """One fault found by a rule.

    Page rules give a ``box`` in page units, file rules a ``place`` in millimetres.
    ``group`` gathers hits of one kind on a page into one finding, which keeps
    the first and says how many there are; without it the message does.
    """

    message: str
    severity: Severity = "error"
    box: Box | None = None
    measured: str = ""
    limit: str = ""
    page: int | None = None
    group: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, the files it is for, and the words around its check."""

    id: str
    of: Family
    why: str
    do: str
    source: str
    check: Check


FILE_RULES: list[Rule] = []
PAGE_RULES: list[Rule] = []
LAYOUT_RULES: list[Rule] = []


def file_rule(
    id: str, *, of: Family, why: str, do: str, source: str
) -> Callable[[Check], Check]:
    """Register a check of the whole file, run after all pages were walked."""
    return _register(FILE_RULES, id, of, why, do, source)


def page_rule(
    id: str, *, of: Family, why: str, do: str, source: str
) -> Callable[[Check], Check]:
    """Register a check of one walked page."""
    return _register(PAGE_RULES, id, of, why, do, source)


def layout_rule(
    name: str, *, why: str, do: str
) -> Callable[[LayoutCheck], LayoutCheck]:
    """Register a check of finished pages; its layout chooses the severity by name."""

    def register(check: LayoutCheck) -> LayoutCheck:
        def judged(job: Job) -> Iterator[Hit]:
            checks = job.layout.checks
            severity = getattr(checks, name)
            if severity != "off":
                for hit in check(job, checks.limits):
                    place = hit.place and tuple(round(edge, 2) for edge in hit.place)
                    yield hit._replace(severity=severity, place=place)

        words = (name.replace("_", "-"), any_file, why, do, "layout.toml [checks]")
        LAYOUT_RULES.append(Rule(*words, judged))
        return check

    return register


def judge_page(sheet: Sheet, job: Job) -> Iterator[Finding]:
    """Run all page rules that the profile asks for."""
    for rule in PAGE_RULES:
        if rule.of(job.profile):
            yield from _findings(rule, lambda r=rule: r.check(sheet, job), sheet)


def judge_file(job: Job) -> Iterator[Finding]:
    """Run all file rules that the profile asks for."""
    for rule in FILE_RULES:
        if rule.of(job.profile):
            yield from _findings(rule, lambda r=rule: r.check(job), None)


def judge_layout(job: Job) -> Iterator[Finding]:
    """Run the rules of a layout, if the file is judged by one."""
    for rule in LAYOUT_RULES if job.layout else ():
        yield from _findings(rule, lambda r=rule: r.check(job), None)


def _register(rules: list[Rule], *words: Any) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        rules.append(Rule(*words, check))
        return check

    return register


def _findings(
    rule: Rule, check: Callable[[], Iterable[Hit]], sheet: Sheet | None
) -> Iterator[Finding]:
    groups: dict[tuple[str, str, int | None], tuple[Hit, int]] = {}
    for hit in _hits(check):
        key = (hit.severity, hit.group or hit.message, hit.page)
        first, count = groups.get(key, (hit, 0))
        groups[key] = first, count + 1
    for hit, count in groups.values():
        more = f" ({count - 1} more like it here)" if count > 1 else ""
        yield Finding(
            rule=rule.id,
            severity=hit.severity,
            page=sheet.number if sheet else hit.page,
            place_mm=sheet.place(hit.box) if sheet else hit.place,
            message=hit.message + more,
            measured=hit.measured,
            limit=hit.limit,
            why=rule.why,
            do=rule.do,
        )


def _hits(check: Callable[[], Iterable[Hit]]) -> Iterator[Hit]:
    """Yield the hits of a check; objects it cannot even read are a fault as well."""
    try:
        yield from check()
    except MALFORMED as problem:
        kind = type(problem).__name__
        yield Hit(
            f"this could not be judged, an object is malformed: {kind}: {problem}"
        )
