"""What the preflight's tests share: printers, and files made once a run."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from publish.layouts import PrinterProfile, load_printer

REPOSITORY = Path(__file__).parents[2]


@cache
def printer(name: str) -> PrinterProfile:
    """Return a profile of the toolkit."""
    return load_printer(REPOSITORY, name)


@pytest.fixture(name="printer")
def printer_fixture() -> Callable[[str], PrinterProfile]:
    """Give tests the toolkit's printers by name."""
    return printer
