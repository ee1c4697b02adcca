"""Publications for tests: the small made-up one, and copies of it with faults."""

import os
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
SECOND = Path(__file__).parent / "second"


def copy_second(folder: Path) -> Path:
    """Return a copy of the made-up publication, with this repository's design."""
    shutil.copytree(SECOND, folder, dirs_exist_ok=True)
    for name in ("fonts", "layouts"):
        shutil.copytree(REPOSITORY / name, folder / name, copy_function=os.link)
    replace(folder / "layouts/handout/layout.toml", "pages = 2", "pages = 1")
    return folder


def replace(file: Path, old: str, new: str) -> None:
    """Write ``new`` for ``old`` in a file; fails if ``old`` is not there."""
    text = file.read_text("utf-8")
    assert old in text, f"{old!r} is not in {file}"
    file.unlink()  # a hard link must not carry the change back
    file.write_text(text.replace(old, new), "utf-8")
