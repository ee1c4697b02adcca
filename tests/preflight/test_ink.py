"""Total ink: measured right, and never above what the colours prove."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from publish import ghostscript
from publish.layouts import PrinterProfile
from publish.preflight import inspect
from publish.preflight.bound import ink_bound
from publish.preflight.ink import heaviest, peaks
from publish.preflight.job import read_job
from publish.preflight.state import Budget
from publish.preflight.walk import Walk
from tests.defects import base
from tests.defects.correct import CORRECT
from tests.defects.planting import add, rectangle

Printers = Callable[[str], PrinterProfile]

needs_gs = pytest.mark.skipif(not ghostscript.available(), reason="no Ghostscript")
ROUNDING = 1.0  # percent: plates hold 255 steps


@given(
    total=arrays(np.int16, (13, 9), elements=st.integers(0, 1020)),
    side=st.integers(1, 20),
)
def test_heaviest_square_is_the_heaviest(total: np.ndarray, side: int) -> None:
    """The same as looking at every square."""
    percent, row, column = heaviest(total, side)
    side = min(side, *total.shape)
    windows = np.lib.stride_tricks.sliding_window_view(total, (side, side))
    means = windows.mean(axis=(2, 3)) / 255 * 100
    assert percent == pytest.approx(means.max())
    assert means[row, column] == pytest.approx(means.max())


@needs_gs
def test_a_patch_measures_what_it_is(tmp_path: Path, printer: Printers) -> None:
    """80/80/80/90 is 330 %, where the patch is."""
    with base.good() as pdf:
        add(pdf, f".8 .8 .8 .9 k {rectangle()} f")
        path = base.save(pdf, tmp_path / "patch.pdf")
    found = inspect(path, printer("booklet")).findings
    (ink,) = (f for f in found if f.rule == "total-ink")
    assert ink.page == 2 and ink.measured == "330 %"
    assert ink.place_mm is not None
    x0, y0, x1, y1 = ink.place_mm
    assert 21 < x0 < x1 < 43 and 105 < y0 < y1 < 127


@needs_gs
def test_small_dark_spots_are_allowed(tmp_path: Path, printer: Printers) -> None:
    """The limit is a mean over 15 mm²: a line of 400 % is fine."""
    with base.good() as pdf:
        add(pdf, "1 1 1 1 K .5 w 90 90 m 150 90 l S")
        path = base.save(pdf, tmp_path / "line.pdf")
    report = inspect(path, printer("booklet"))
    assert not [f for f in report.findings if f.rule == "total-ink"]


@needs_gs
@pytest.mark.parametrize(
    "correct", [c for c in CORRECT if c.profile in ("booklet", "sheetfed")], ids=str
)
def test_proof_is_never_under_the_measure(
    correct, tmp_path: Path, printer: Printers
) -> None:
    """What the colours allow is at least what the plates hold."""
    path = correct.make(tmp_path)
    with pikepdf.open(path) as pdf:
        job = read_job(path, pdf, printer(correct.profile), frozenset())
        proofs = {}
        for sheet in job.sheets:
            Walk(sheet, job.registry, Budget(10**7)).run()
            proofs[sheet.number] = ink_bound(sheet)
        for peak in peaks(job):
            proof = proofs[peak.page]
            assert proof is None or peak.percent <= proof + ROUNDING


def test_without_ghostscript_a_note_says_so(
    tmp_path: Path, printer: Printers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flat colours are judged all the same."""
    monkeypatch.setattr(ghostscript, "available", lambda: False)
    with base.good() as pdf:
        add(pdf, f".9 .9 .9 .9 k {rectangle()} f")
        path = base.save(pdf, tmp_path / "patch.pdf")
    found = inspect(path, printer("booklet")).findings
    assert {f.severity for f in found if f.rule == "total-ink"} == {"note", "error"}
