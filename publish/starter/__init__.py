"""Begin a publication: a small one that builds, to be written over.

In:  a folder that is empty or not there yet, and a publication whose design it takes.
Out: settings, tables and texts of the starter in ``files/``; beside them copies of the
     design: layouts, faces, the fixed words of the language and the rights to them.
"""

import json
import re
import shutil
import tomllib
from pathlib import Path

from publish.content.rights import RIGHTS_TOML
from publish.content.settings import PUBLISH_TOML
from publish.errors import Fault, UsageError

FILES = Path(__file__).parent / "files"
DESIGN = ("layouts", "fonts")
WORDS = Path("content/en/words.toml")
RIGHT = "[[right]]"


def begin(folder: Path, design: Path) -> None:
    """Write a publication into a folder, with the design of another.

    Raises: UsageError when the folder holds anything, or the other has no design.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder} is there already"
        raise UsageError(Fault(message, None, "name a folder that is not there yet"))
    needed = (*DESIGN, WORDS, RIGHTS_TOML)
    if lacking := [str(part) for part in needed if not (design / part).exists()]:
        message = f"{design} has no {', '.join(lacking)} to take the design from"
        hint = "name a publication: publish -C PUBLICATION new FOLDER"
        raise UsageError(Fault(message, None, hint))
    try:
        shutil.copytree(FILES, folder, dirs_exist_ok=True)
        for part in DESIGN:
            shutil.copytree(design / part, folder / part)
        shutil.copyfile(design / WORDS, folder / WORDS)
        (folder / RIGHTS_TOML).write_text(_rights_of_design(design), "utf-8")
        _name(folder)
    except OSError as problem:
        message = f"{folder} cannot be written: {problem.strerror or problem}"
        raise UsageError(Fault(message, None, "name another folder")) from problem


def _rights_of_design(design: Path) -> str:
    """Return the entries of rights.toml that speak of nothing but the design."""
    head, *entries = (design / RIGHTS_TOML).read_text("utf-8").split(RIGHT)
    kept = [entry for entry in entries if _is_of_design(f"{RIGHT}{entry}")]
    return "".join((head, *(f"{RIGHT}{entry}" for entry in kept)))


def _is_of_design(entry: str) -> bool:
    (right,) = tomllib.loads(entry)["right"]
    return all(file.split("/")[0] in DESIGN for file in right["files"])


def _name(folder: Path) -> None:
    """Give the publication its folder's name."""
    words = re.findall(r"[a-z0-9]+", folder.resolve().name.lower())
    key, title = "-".join(words) or "publication", " ".join(words).capitalize()
    file = folder / PUBLISH_TOML
    settings = file.read_text("utf-8").replace("{key}", json.dumps(key), 1)
    named = settings.replace("{title}", json.dumps(title or "Publication"), 1)
    file.write_text(named, "utf-8")
