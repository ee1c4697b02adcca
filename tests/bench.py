"""Print what a build costs: ``make bench``.

Builds of this publication are run as whole processes, in a copy of the folder, and
the median, least and greatest of several runs are printed. The pages of the booklet are
also set by the engine alone, as one document of the same HTML, in turn with the way
they are set here: chapters apart, on all processors, for the first form, then for the
second, then with one word changed. Memory is the largest single process, as the
operating system accounts it.
"""

import multiprocessing
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from publish import content, domain
from publish.domain import Edition
from publish.pages import Brief, booklet
from publish.shelf import Shelf
from tests.pages.sheets import brief_of
from tests.undivided import Undivided

REPOSITORY = Path(__file__).parent.parent
RUNS = 5
PARTS = ("content", "layouts", "fonts", "publish.toml")
FORMS = ("press", "screen")
PRESS = ("build", "booklet", "--form", "press")
SCREEN = ("build", "booklet", "--form", "screen")


def main() -> None:
    """Run each benchmark and print one line for it."""
    with _copy() as folder:
        _report("cold build, all products", _build(folder, "build", cold=True))
        _report("nothing changed", _build(folder, "build"))
        cold = _report("cold booklet, press", _build(folder, *PRESS, cold=True))
        _report("then its screen form", _second_form(folder), cold)
        _report("one word changed", _one_word(folder), cold)
        _report("check of the content", _build(folder, "check"))
        _report("content read and bound", _each(_load))
        _report("… with notes and works", _each(_notes))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {peak:.0f} MiB; processors: {os.cpu_count()}")
    _compare_with_engine()


def _compare_with_engine() -> None:
    """Print what the pages cost here, and what the engine alone takes for them."""
    with _copy() as folder:
        press, screen = (brief_of(folder, "booklet", form) for form in FORMS)
        undivided = Undivided(press)
        _put_in_a_word(folder)
        changed = brief_of(folder, "booklet", "press")
        seconds = [_pages(undivided, press, screen, changed) for _ in range(RUNS)]
    alone, here, second, again = map(iter, zip(*seconds, strict=True))
    whole = _report("pages, engine alone", alone)
    ours = _report("pages, as set here", here, whole)
    _report("… of the screen form then", second, ours)
    _report("… after one word changed", again, ours)


def _pages(undivided: Undivided, *briefs: Brief) -> tuple[float, ...]:
    """Return the time of the engine alone, and of briefs that share a new shelf."""
    with tempfile.TemporaryDirectory() as folder:
        shared = {"jobs": os.cpu_count() or 1, "shelf": Shelf(Path(folder))}
        ours = [replace(brief, **shared) for brief in briefs]
        works = [undivided.pdf, *(partial(booklet.compose, brief) for brief in ours)]
        return tuple(map(_forked, works))


def _forked(work: Callable[[], object]) -> float:
    """Return the seconds that work takes in a process of its own."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)

    def run() -> None:
        started = time.perf_counter()
        work()
        theirs.send(time.perf_counter() - started)

    process = fork.Process(target=run)
    process.start()
    seconds = ours.recv()
    process.join()
    return seconds


@contextmanager
def _copy() -> Iterator[Path]:
    """Yield a folder that holds a copy of the publication."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "publication"
        folder.mkdir()
        for part in PARTS:
            source = REPOSITORY / part
            copy = shutil.copytree if source.is_dir() else shutil.copy2
            copy(source, folder / part)
        yield folder


def _each(work: Callable[[], object]) -> Iterator[float]:
    for _ in range(RUNS):
        yield _forked(work)


def _load() -> Edition:
    return domain.assemble(content.read(REPOSITORY), "en")


def _notes() -> tuple[object, ...]:
    edition = _load()
    return dict(edition.notes), edition.bibliography


def _build(folder: Path, *arguments: str, cold: bool = False) -> Iterator[float]:
    for _ in range(RUNS):
        if cold:
            shutil.rmtree(folder / "build", ignore_errors=True)
        yield _run(folder, *arguments)


def _second_form(folder: Path) -> Iterator[float]:
    for _ in range(RUNS):
        shutil.rmtree(folder / "build", ignore_errors=True)
        _run(folder, *PRESS)
        yield _run(folder, *SCREEN)


def _one_word(folder: Path) -> Iterator[float]:
    """Yield the time after a word was put into a chapter."""
    _run(folder, *PRESS)
    for _ in range(RUNS):
        _put_in_a_word(folder)
        yield _run(folder, *PRESS)


def _put_in_a_word(folder: Path) -> None:
    """Put a word into a chapter of the middle."""
    chapters = sorted(folder.glob("content/en/booklet/*.md"))
    chapter = chapters[len(chapters) // 2]
    written = chapter.read_text("utf-8")
    chapter.write_text(written.replace(" the ", " the very ", 1), "utf-8")


def _run(folder: Path, *arguments: str) -> float:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "publish", "-C", str(folder), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{arguments}: exit {done.returncode}\n{done.stderr}")
    return time.perf_counter() - started


def _report(what: str, runs: Iterator[float], against: float | None = None) -> float:
    """Print the median of some runs, and its share of another; return it."""
    seconds = list(runs)
    median = statistics.median(seconds)
    share = f"   ratio {median / against:.2f}" if against else ""
    print(
        f"{what:<26} median {median:6.2f} s"
        f"   ({min(seconds):.2f} to {max(seconds):.2f}, {len(seconds)} runs){share}",
        flush=True,
    )
    return median


if __name__ == "__main__":
    main()
