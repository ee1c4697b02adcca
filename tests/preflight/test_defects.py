"""Each planted fault is found where it is; correct files are not refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from publish import ghostscript
from publish.layouts import PrinterProfile
from publish.preflight import inspect
from publish.preflight.findings import Finding
from publish.preflight.rules.registry import FILE_RULES, PAGE_RULES
from publish.shelf import Shelf
from tests.defects.correct import CORRECT, Correct
from tests.defects.make_defects import DEFECTS
from tests.defects.planting import Defect

Printers = Callable[[str], PrinterProfile]

# Warnings that correct files carry, each for a reason that the message gives.
EXPLAINED = {
    "weasyprint_press": {"black-knockout"},  # WeasyPrint cannot overprint
    "cairo_copy": {"copier-colour"},  # cairo writes grey as RGB
    "poppler_copy": {"copier-colour"},
    "matplotlib_copy": {"safe-zone", "copier-colour"},  # hatches in RGB grey
    "matplotlib_truetype": {"safe-zone", "copier-colour"},
}


def found(defect: Defect, folder: Path, printers: Printers) -> tuple[Finding, ...]:
    return inspect(
        defect.make(folder),
        printers(defect.profile),
        spots=defect.spots,
        ink=defect.ink,
    ).findings


@pytest.mark.parametrize("defect", DEFECTS, ids=str)
def test_planted_fault_is_found(
    defect: Defect, tmp_path: Path, printer: Printers
) -> None:
    """The right rule names the right page with the right gravity."""
    if defect.ink and not ghostscript.available():
        pytest.skip("Ghostscript is not installed")
    findings = found(defect, tmp_path, printer)
    wanted = (defect.rule, defect.page, defect.severity)
    assert wanted in {(f.rule, f.page, f.severity) for f in findings}, findings


@pytest.mark.parametrize("correct", CORRECT, ids=str)
def test_correct_file_is_not_refused(
    correct: Correct, tmp_path: Path, printer: Printers
) -> None:
    """No error, and no warning that is not explained above."""
    path = correct.make(tmp_path)
    report = inspect(path, printer(correct.profile), spots=correct.spots)
    assert not list(report.of("error"))
    warned = {finding.rule for finding in report.of("warning")}
    assert warned <= EXPLAINED.get(correct.name, set())


def test_every_rule_has_a_file_that_it_catches() -> None:
    """A rule that nothing proves is no rule."""
    caught = {defect.rule for defect in DEFECTS} | {"pages", "too-complex"}
    assert {rule.id for rule in (*FILE_RULES, *PAGE_RULES)} == caught


def test_place_is_millimetres_from_the_trim(tmp_path: Path, printer: Printers) -> None:
    """60 points from the lower left corner of A6, 60 points wide."""
    defect = next(d for d in DEFECTS if d.name == "rgb_fill")
    findings = found(defect, tmp_path, printer)
    place = next(f.place_mm for f in findings if f.rule == "X16")
    assert place == pytest.approx((21.17, 105.67, 42.33, 126.83), abs=0.02)


def test_report_is_the_same_each_time(tmp_path: Path, printer: Printers) -> None:
    """Same file, same findings, same order."""
    defect = next(d for d in DEFECTS if d.name == "no_bleed_box")
    path = defect.make(tmp_path)
    first, second = (inspect(path, printer("booklet"), ink=False) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("defect", DEFECTS, ids=str)
def test_the_same_is_found_apart_and_on_the_shelf(
    defect: Defect, tmp_path: Path, printer: Printers
) -> None:
    """Neither other processes nor outcomes of an earlier judgement change a report."""
    path, shelf = defect.make(tmp_path), Shelf(tmp_path / "shelf")
    profile, spots = printer(defect.profile), defect.spots
    plain = inspect(path, profile, spots=spots, ink=False)
    for jobs in (2, 1):
        again = inspect(path, profile, spots=spots, ink=False, jobs=jobs, shelf=shelf)
        assert again == plain
