"""Ask page-validation for the Matterhorn checks: the one door to that library.

It runs in a process of its own: its thread pool does not survive a fork, and a
hostile file must not take the preflight with it.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

TIMEOUT_S = 25  # within the 30 s that a hostile file may take
_ASK = """
import json, sys, page
report = page.validate_pdf(sys.argv[1], profile="pdfua1")
print(json.dumps([[f.rule_id, f.message] for f in report.failures]))
"""


@dataclass(frozen=True)
class Failure:
    """One check that a file fails."""

    rule_id: str
    message: str


class NotValidated(Exception):
    """The library could not read the file, or took too long."""


def available() -> bool:
    """Return whether page-validation is installed."""
    return find_spec("page") is not None


def failures(path: Path) -> tuple[Failure, ...]:
    """Return the PDF/UA-1 checks that a file fails.

    Raises: NotValidated with the reason.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", _ASK, str(path)],
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
        )
    except subprocess.TimeoutExpired as problem:
        raise NotValidated(f"it took more than {TIMEOUT_S} s") from problem
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it stopped"]
        raise NotValidated(lines[-1])
    return tuple(Failure(*found) for found in json.loads(done.stdout))
