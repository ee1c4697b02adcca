"""Do the same work on several things at once, in forked processes.

In:  one value that all the work needs, such as a typesetter with its faces loaded;
     functions of it and of further arguments.
Out: their results, in order.

A forked process has all that was loaded before it; the value is never copied.
"""

import gc
import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, Self

_value: Any = None


class Crew:
    """A few forked processes that share one value; they start with the first work."""

    def __init__(self, value: Any, jobs: int) -> None:
        """Take the value; with one job the work is done right here."""
        self._value = value
        fork = multiprocessing.get_context("fork")
        self._pool = (
            ProcessPoolExecutor(jobs, fork, _start, (value,)) if jobs > 1 else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def begin(
        self, work: Callable[..., Any], rows: Iterable[tuple[Any, ...]]
    ) -> Callable[[], list[Any]]:
        """Begin ``work(value, *row)`` for each row; return what waits for the results.

        The waiting raises the first error of the work.
        """
        if not self._pool:
            done = [work(self._value, *row) for row in rows]
            return lambda: done
        futures: list[Future[Any]] = [self._pool.submit(_do, work, row) for row in rows]
        return lambda: [future.result() for future in futures]

    def each(
        self, work: Callable[..., Any], rows: Iterable[tuple[Any, ...]]
    ) -> list[Any]:
        """Return ``work(value, *row)`` for each row. Raises what the work raises."""
        return self.begin(work, rows)()


def _start(value: Any) -> None:
    global _value
    _value = value
    gc.disable()  # a worker ends soon, and layout makes millions of small objects


def _do(work: Callable[..., Any], row: tuple[Any, ...]) -> Any:
    return work(_value, *row)
