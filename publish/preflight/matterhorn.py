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


class Validation:
    """The checks of one file, which run while other work goes on."""

    def __init__(self, path: Path) -> None:
        """Begin the checks."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ASK, str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def failures(self) -> tuple[Failure, ...]:
        """Return the PDF/UA-1 checks that the file fails, once they have ended.

        Raises: NotValidated with the reason.
        """
        try:
            said, complained = self._process.communicate(timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired as problem:
            self._process.kill()
            self._process.communicate()
            raise NotValidated(f"it took more than {TIMEOUT_S} s") from problem
        if self._process.returncode:
            lines = complained.strip().splitlines() or ["it stopped"]
            raise NotValidated(lines[-1])
        return tuple(Failure(*found) for found in json.loads(said))
