"""Judge one page: walk it, run its rules, and tell what the file must know of it.

In:  a ``Job`` and the number of a page. Out: an ``Outcome``, which holds for the
     very same page in another file as well, and so may lie on a shelf.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from publish.preflight.bound import ink_bound
from publish.preflight.findings import Finding, Place
from publish.preflight.job import Job
from publish.preflight.printed import Line
from publish.preflight.records import Text, painted
from publish.preflight.rules.content import out_of_budget
from publish.preflight.rules.reach import is_blank
from publish.preflight.rules.registry import judge_page
from publish.preflight.sheet import Sheet
from publish.preflight.state import OPERATORS_A_PAGE, Budget
from publish.preflight.walk import Walk


@dataclass(frozen=True)
class Outcome:
    """What was found on a page.

    ``blank``, ``exhausted``, ``heavy`` and ``cut`` are facts for ``Job``; ``spots``
    are the spot inks with their definitions; ``codes`` are those drawn with each font,
    by the font's fingerprint; ``lines`` are read for a layout alone. ``operators`` is
    what the walk cost.
    """

    findings: tuple[Finding, ...]
    blank: bool
    exhausted: bool
    heavy: bool
    cut: tuple[tuple[Place | None, float], ...]
    spots: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, tuple[int, ...]], ...]
    lines: tuple[Line, ...]
    operators: int


def judged(job: Job, number: int, most_operators: int) -> Outcome:
    """Return the outcome of a page, from the job's shelf if it is there.

    Args:
        number: The page, from 1.
        most_operators: What is left of the budget of the file.
    """
    sheet = job.sheets[number - 1]
    if job.shelf is None:
        return _judged(job, sheet, most_operators)
    made_from = (
        job.fingerprints.page(sheet),
        repr((job.profile, sorted(job.spots), job.intent_digest)),
        repr((job.measures_ink, job.layout is not None)),
        str(min(most_operators, OPERATORS_A_PAGE)),
    )
    return job.shelf.fetch(
        Outcome, made_from, lambda: _judged(job, sheet, most_operators)
    )


def _judged(job: Job, sheet: Sheet, most_operators: int) -> Outcome:
    budget = Budget(most_operators)
    Walk(sheet, job.registry, budget).run()
    most = ink_bound(sheet)
    outcome = Outcome(
        findings=tuple(judge_page(sheet, job)),
        blank=is_blank(sheet),
        exhausted=out_of_budget(sheet),
        heavy=most is None or round(most) > job.profile.limits.ink_warning,
        cut=tuple(_cut(sheet)),
        spots=tuple(_spots(sheet)),
        codes=tuple(job.codes_on(sheet.number)) if job.apart else (),
        lines=job.lines_on(sheet.number) if job.layout else (),
        operators=most_operators - budget.left,
    )
    sheet.records.clear()
    return outcome


def _cut(sheet: Sheet) -> Iterator[tuple[Place | None, float]]:
    """Yield the letters that a frame cuts: their places and sizes."""
    for record in sheet.records:
        if isinstance(record, Text) and record.cut and record.where.drawn:
            yield sheet.place(record.box), record.size_pt


def _spots(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the spot inks of a walked page, each with its definition if it has one."""
    used = {id(s): s for record in sheet.records for _, s in painted(record)}
    for space in used.values():
        for part in space.parts():
            for name in part.names if part.model == "spot" else ():
                yield name, part.definition if len(part.names) == 1 else ""
