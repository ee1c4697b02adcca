"""Make every faulty and every correct file of the preflight's tests.

Usage: python -m tests.defects.make_defects FOLDER
Each faulty file holds one planted fault; its name says which.
"""

import sys
from pathlib import Path

from tests.defects import access, colour, drawing, intent, pages, rgb, structure, type
from tests.defects.correct import CORRECT
from tests.defects.planting import DEFECTS

MODULES = (access, colour, drawing, intent, pages, rgb, structure, type)

__all__ = ["CORRECT", "DEFECTS", "MODULES"]


def main(folder: Path) -> None:
    """Write all files into a folder, the correct ones into ``correct/``."""
    (folder / "correct").mkdir(parents=True, exist_ok=True)
    for defect in DEFECTS:
        defect.make(folder)
    for good in CORRECT:
        good.make(folder / "correct")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
