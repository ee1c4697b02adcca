"""7 JUDGE: any PDF and a printer profile become findings; nothing is changed.

``inspect`` opens a file, judges each page (``page``), runs the rules that the profile
asks for, and returns a ``Report``. It trusts nothing upstream: files may come
from any program, and may be hostile.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pikepdf

import publish.preflight.rules  # noqa: F401  importing them registers them
from publish import ghostscript
from publish.crew import Crew
from publish.errors import Fault, UsageError
from publish.layouts import Layout
from publish.layouts.printers import PrinterProfile
from publish.preflight.findings import Finding, Report, in_order
from publish.preflight.fonts import Font
from publish.preflight.job import Job, read_job
from publish.preflight.matterhorn import Validation, available
from publish.preflight.origins import located
from publish.preflight.page import Outcome, judged
from publish.preflight.report import to_html, to_json, to_text
from publish.preflight.rules.fonts import referenced
from publish.preflight.rules.registry import judge_file, judge_layout, screen
from publish.preflight.state import OPERATORS_A_FILE
from publish.preflight.streams import qpdf_limits
from publish.shelf import Shelf

AT_ONCE = 100  # pages between two looks at the budget of the file

__all__ = [
    "Finding",
    "Report",
    "inspect",
    "to_html",
    "to_json",
    "to_text",
]


def inspect(
    path: Path,
    profile: PrinterProfile,
    *,
    spots: Collection[str] = (),
    ink: bool = True,
    layout: Layout | None = None,
    jobs: int = 1,
    shelf: Shelf | None = None,
) -> Report:
    """Judge one finished PDF for one printer.

    Args:
        path: The file. A name that ends in ``_1-10`` says that it is made at 1:10;
            every measure is then judged at final size.
        profile: The printer's standard, colour and limits.
        spots: Names of the spot inks that the job declares.
        layout: What the pages were made by; its ``[checks]`` are run too.
        jobs: How many processes may judge pages.
        shelf: Where outcomes of pages are kept, so that the very same page is judged
            once.
        ink: Whether total ink is measured on rendered plates. Without it, or
            without Ghostscript, flat colours alone are judged.
    Returns: Every finding, the gravest first.
    Raises: UsageError when there is no such file.
    """
    if not path.is_file():
        fault = Fault(f"{path}: there is no such file", None, "give the path of a PDF")
        raise UsageError(fault)
    with qpdf_limits():
        try:
            pdf = pikepdf.open(path, suppress_warnings=True)
        except pikepdf.PasswordError:
            found = [_unreadable("X10", "the file is encrypted with a password")]
        except (pikepdf.PdfError, RuntimeError, ValueError, MemoryError) as problem:
            said = str(problem).replace(str(path), "").strip(" :")
            found = [_unreadable("damage", f"the file cannot be opened: {said}")]
        else:
            with pdf:
                found = _judge(
                    path, pdf, profile, frozenset(spots), ink, layout, jobs, shelf
                )
    return located(Report(path, profile.name, in_order(found)))


def _judge(
    path: Path,
    pdf: pikepdf.Pdf,
    profile: PrinterProfile,
    spots: frozenset[str],
    ink: bool,
    layout: Layout | None,
    jobs: int,
    shelf: Shelf | None,
) -> list[Finding]:
    try:
        job = read_job(path, pdf, profile, spots)
    except (pikepdf.PdfError, RuntimeError, AttributeError, TypeError) as problem:
        return [_unreadable("damage", f"the pages cannot be read: {problem}")]
    job.measures_ink = ink and ghostscript.available()
    job.layout, job.shelf = layout, shelf
    job.apart = jobs > 1 or shelf is not None
    if screen(profile) and available():
        job.validation = Validation(path)
    return [*_pages(job, jobs), *judge_file(job), *judge_layout(job)]


def _pages(job: Job, jobs: int) -> Iterator[Finding]:
    """Judge the pages, some at a time, and tell the job what they tell of the file."""
    left, numbers = OPERATORS_A_FILE, range(1, len(job.sheets) + 1)
    fonts: dict[str, Font] = {}
    with Crew(job, jobs) as crew:
        for start in range(0, len(numbers), AT_ONCE):
            rows = [(number, left) for number in numbers[start : start + AT_ONCE]]
            for (number, _), outcome in zip(rows, crew.each(judged, rows), strict=True):
                left = max(0, left - outcome.operators)
                yield from outcome.findings
                if outcome.codes and not fonts:
                    fonts = {job.fingerprints.of(f.obj): f for f, _ in referenced(job)}
                _note(job, number, outcome, fonts)


def _note(job: Job, page: int, outcome: Outcome, fonts: Mapping[str, Font]) -> None:
    """Let the job know what a page tells of the file."""
    if outcome.blank:
        job.blank.append(page)
    if outcome.heavy:
        job.heavy.add(page)
    job.exhausted |= outcome.exhausted
    job.cut += ((page, place, size_pt) for place, size_pt in outcome.cut)
    job.printed.append(outcome.lines)
    for name, definition in outcome.spots:
        job.colorants.setdefault(name, {}).setdefault(definition, page)
    for fingerprint, codes in outcome.codes:
        fonts[fingerprint].used.setdefault(page, set()).update(codes)


def _unreadable(rule: str, message: str) -> Finding:
    return Finding(
        rule=rule,
        severity="error",
        page=None,
        place_mm=None,
        message=message,
        measured="",
        limit="",
        why="what cannot be opened here will not be opened at the press",
        do="export the file again, without a password; send it again if it was cut off",
    )
