"""7 JUDGE: any PDF and a printer profile become findings; nothing is changed.

``inspect`` opens a file, walks each page once, runs the rules that the profile
asks for, and returns a ``Report``. It trusts nothing upstream: files may come
from any program, and may be hostile.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

import pikepdf

import publish.preflight.rules  # noqa: F401  importing them registers them
from publish import ghostscript
from publish.errors import Fault, UsageError
from publish.layouts import Layout
from publish.layouts.printers import PrinterProfile
from publish.preflight.bound import ink_bound
from publish.preflight.findings import Finding, Report, in_order
from publish.preflight.job import Job, read_job
from publish.preflight.origins import located
from publish.preflight.report import to_html, to_json, to_text
from publish.preflight.rules.content import out_of_budget
from publish.preflight.rules.reach import is_blank
from publish.preflight.rules.registry import judge_file, judge_layout, judge_page
from publish.preflight.state import OPERATORS_A_FILE, Budget
from publish.preflight.streams import qpdf_limits
from publish.preflight.walk import Walk

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
) -> Report:
    """Judge one finished PDF for one printer.

    Args:
        path: The file. A name that ends in ``_1-10`` says that it is made at 1:10;
            every measure is then judged at final size.
        profile: The printer's standard, colour and limits.
        spots: Names of the spot inks that the job declares.
        layout: What the pages were made by; its ``[checks]`` are run too.
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
                found = _judge(path, pdf, profile, frozenset(spots), ink, layout)
    return located(Report(path, profile.name, in_order(found)))


def _judge(
    path: Path,
    pdf: pikepdf.Pdf,
    profile: PrinterProfile,
    spots: frozenset[str],
    ink: bool,
    layout: Layout | None,
) -> list[Finding]:
    try:
        job = read_job(path, pdf, profile, spots)
    except (pikepdf.PdfError, RuntimeError, AttributeError, TypeError) as problem:
        return [_unreadable("damage", f"the pages cannot be read: {problem}")]
    job.measures_ink = ink and ghostscript.available()
    job.layout = layout
    return [*_pages(job), *judge_file(job), *judge_layout(job)]


def _pages(job: Job) -> Iterator[Finding]:
    """Walk and judge one page after the other; records are dropped after each."""
    budget, allowed = Budget(OPERATORS_A_FILE), job.profile.limits.ink_warning
    for sheet in job.sheets:
        Walk(sheet, job.registry, budget).run()
        if is_blank(sheet):
            job.blank.append(sheet.number)
        job.note_spaces(sheet)
        job.note_cut(sheet)
        job.exhausted |= out_of_budget(sheet)
        most = ink_bound(sheet)
        if most is None or round(most) > allowed:
            job.heavy.add(sheet.number)
        yield from judge_page(sheet, job)
        sheet.records.clear()


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
