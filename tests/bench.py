"""Print what a build costs: ``make bench``.

Cold and unchanged builds of this publication are run as whole processes, in a copy
of the folder, and the median, least and greatest of several runs are printed.
Memory is the largest single process, as the operating system accounts it.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
RUNS = 3
PARTS = ("content", "layouts", "fonts", "publish.toml")


def main() -> None:
    """Run each benchmark and print one line for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "publication"
        folder.mkdir()
        for part in PARTS:
            source = REPOSITORY / part
            copy = shutil.copytree if source.is_dir() else shutil.copy2
            copy(source, folder / part)

        def forget() -> None:
            shutil.rmtree(folder / "build", ignore_errors=True)

        _report("cold build, all products", RUNS, folder, ["build"], before=forget)
        _report("nothing changed", RUNS, folder, ["build"])
        _report(
            "cold booklet, press",
            RUNS,
            folder,
            ["build", "booklet", "--form", "press"],
            before=forget,
        )
        _report("check of the content", RUNS, folder, ["check"])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {peak:.0f} MiB; processors: {os.cpu_count()}")


def _report(
    what: str,
    runs: int,
    folder: Path,
    arguments: list[str],
    before: Callable[[], None] = lambda: None,
) -> None:
    seconds = []
    for _ in range(runs):
        before()
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "publish", "-C", str(folder), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        seconds.append(time.perf_counter() - started)
        if done.returncode:
            sys.exit(f"{what}: exit {done.returncode}\n{done.stderr}")
    print(
        f"{what:<28} median {statistics.median(seconds):6.2f} s"
        f"   ({min(seconds):.2f} to {max(seconds):.2f}, {runs} runs)"
    )


if __name__ == "__main__":
    main()
