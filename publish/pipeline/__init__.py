"""The calls in order: plan targets, ask the cache, run what is stale, report.

In:  a publication's folder and the targets asked for.
Out: one ``Row`` a target: what was made, how large, how long it took, and what
     the preflight found.

A target is product × language × form. Stale targets run in parallel, in workers
forked after the content is read and the engines are loaded.
"""

import json
import multiprocessing
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from publish.atomic import write_atomic
from publish.cache import Cache
from publish.errors import ChecksRefused, Fault, Faults, PublishError, UsageError
from publish.pipeline.targets import BUILD, SHELF, Row, Target, key, plan
from publish.pipeline.workshop import Workshop, checked, stamp
from publish.shelf import Shelf
from publish.source import Source

if TYPE_CHECKING:
    from publish.release.lecture import Wish

__all__ = [
    "Row",
    "Target",
    "build",
    "built",
    "check",
    "check_built",
    "draw_figures",
    "plan",
    "printed",
    "stamp",
]

MOST_SHELVED = 300_000_000  # bytes; a full build of some twenty products is a tenth


def build(
    folder: Path,
    targets: tuple[Target, ...],
    *,
    jobs: int,
    progress: Callable[[str, int, int], None],
) -> tuple[Row, ...]:
    """Make every stale target and its owner, and return a row for each, in order.

    Args:
        jobs: Workers at a time.
        progress: Called with a target's name, the number done and of all stale ones.
    Raises: ContentError or LayoutError with every fault; files already made stay.
    """
    both = ((target.owner, target) for target in targets)
    targets = tuple(dict.fromkeys(filter(None, chain.from_iterable(both))))
    cache = Cache(folder / BUILD / ".cache")
    keys = {target: key(folder, target) for target in targets}
    rows: dict[Target, Row] = {}
    for target in targets:
        record = cache.fresh(target.name, keys[target], folder / BUILD / target.file)
        if record:
            rows[target] = Row(**{**record, "made": False})
    stale = [target for target in targets if target not in rows]
    if stale:
        for target, row in _run(folder, stale, rows, jobs, progress):
            made = (folder / BUILD / target.file).read_bytes()
            stored = cache.record(target.name, keys[target], made, asdict(row))
            write_atomic(cache.path(target.name), stored)
            rows[target] = row
        Shelf(folder / SHELF).clear(most_bytes=MOST_SHELVED)
    return tuple(rows[target] for target in targets)


def built(folder: Path, targets: tuple[Target, ...]) -> tuple[Path, ...]:
    """Return the files of targets as last built, in order.

    Raises: UsageError when a file is missing, or older than what it is made from.
    """
    cache, faults = Cache(folder / BUILD / ".cache"), Faults()
    files = tuple(folder / BUILD / target.file for target in targets)
    for target, file in zip(targets, files, strict=True):
        if cache.fresh(target.name, key(folder, target), file) is None:
            stale = file.is_file()
            wrong = "has changed since it was built" if stale else "is not built"
            options = f"--lang {target.language} --form {target.form}"
            command = f"publish build {target.product.name} {options}"
            faults.add(f"{target.name} {wrong}", None, f"run '{command}'")
    faults.raise_as(UsageError)
    return files


def check(folder: Path) -> tuple[str, ...]:
    """Read and check the whole publication, and make nothing.

    Returns: lines of warnings, and one that says what was checked.
    Raises: PublishError with the faults of content and design together.
    """
    return checked(folder)[2]


def check_built(folder: Path) -> None:
    """Look at what the preflight found in the files as last built.

    Files that are missing, or older than what they are made from, are left aside.
    Raises: ChecksRefused with every error, and where it was written.
    """
    cache, faults = Cache(folder / BUILD / ".cache"), Faults()
    for target in plan(folder):
        file = folder / BUILD / target.file
        if (
            not file.is_file()
            or cache.fresh(target.name, key(folder, target), file) is None
        ):
            continue
        report = json.loads(file.with_suffix(".preflight.json").read_text("utf-8"))
        for finding in report["files"][0]["findings"]:
            if finding["severity"] == "error":
                page = f", page {finding['page']}" if finding["page"] else ""
                message = f"{target.name}{page}: {finding['message']}"
                faults.add(message, Source.said(finding["source"]), finding["do"])
    faults.raise_as(ChecksRefused)


def printed(folder: Path) -> Mapping[str, Mapping[str, list[int]]]:
    """Return, by target as last made, the pages of each key, as ``table:key``."""
    cache = Cache(folder / BUILD / ".cache")
    return {target.name: cache.pages(target.name) for target in plan(folder)}


def draw_figures(
    folder: Path, keys: tuple[str, ...], wish: "Wish", out: Path | None, *, jobs: int
) -> tuple[Path, ...]:
    """Write figures on their own with their tables; see ``release.lecture.make``."""
    from publish.release import lecture

    return lecture.make(folder, keys, wish, out, jobs=jobs)


def _run(
    folder: Path,
    stale: list[Target],
    fresh: Mapping[Target, Row],
    jobs: int,
    progress: Callable[[str, int, int], None],
) -> Iterator[tuple[Target, Row]]:
    """Yield each target as it is made; the faults of all are raised at the end.

    A target that has an owner waits for it, unless that is among the ``fresh``; a
    screen form waits for the press form, whose pages it may share.
    """
    workshop = Workshop(folder)
    faults: list[Fault] = []
    kind: type[PublishError] = PublishError
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(min(jobs, len(stale)), fork, _open, (workshop,)) as pool:
        rows, waiting = dict(fresh), list(stale)
        futures: dict[Future[Row], Target] = {}
        while True:
            pending = {*waiting, *futures.values()}
            owned = [t for t in waiting if t.owner is None or t.owner in rows]
            ready = [t for t in owned if t.first not in pending]
            hands = max(1, jobs // max(1, len(ready) + len(futures)))
            for target in ready:
                waiting.remove(target)
                future = pool.submit(_make, target, rows.get(target.owner), hands)
                futures[future] = target
            if not futures:
                break
            for future in wait(futures, return_when=FIRST_COMPLETED).done:
                target = futures.pop(future)
                progress(
                    target.name, len(stale) - len(waiting) - len(futures), len(stale)
                )
                try:
                    rows[target] = future.result()
                    yield target, rows[target]
                except PublishError as problem:
                    kind, faults = type(problem), [*faults, *problem.faults]
    if faults:
        raise kind(*dict.fromkeys(faults))


_workshop: "Workshop"


def _open(workshop: "Workshop") -> None:
    global _workshop
    _workshop = workshop


def _make(target: Target, owner: Row | None, jobs: int) -> Row:
    return _workshop.make(target, owner, jobs)
