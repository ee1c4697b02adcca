"""Data flows one way: the imports of the package follow the listing of its stages."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "publish"
STAGES = (
    "content",
    "domain",
    "figures",
    "layouts",
    "pages",
    "plates",
    "preflight",
    "release",
)
GROUND = {
    file.stem
    for file in PACKAGE.glob("*.py")
    if file.stem not in ("pipeline", "__init__", "__main__")
}
DOORS = {
    "click": {"cli"},
    "rich": {"cli"},
    "citeproc": {"domain"},
    "yaml": {"content"},
    "bibtexparser": {"content"},
    "pylatexenc": {"content"},
    "markdown_it": {"content"},
    "matplotlib": {"figures"},
    "weasyprint": {"pages"},
    "reportlab": {"canvas"},
    "uharfbuzz": {"shaping"},
}


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{a.name}" for a in node.names}
    return found


def place_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_a_stage_imports_no_later_stage() -> None:
    for file in PACKAGE.rglob("*.py"):
        here = place_of(file)
        for name in imports_of(file):
            parts = name.split(".")
            if parts[0] != "publish" or len(parts) < 2:
                continue
            there = parts[1]
            if here in STAGES and there in STAGES:
                assert STAGES.index(there) <= STAGES.index(here), f"{file}: {name}"
            if here in STAGES:
                assert there not in ("pipeline", "cli"), f"{file}: {name}"
            if here in GROUND:
                assert there not in (*STAGES, "pipeline", "cli"), f"{file}: {name}"


def test_each_library_has_one_door() -> None:
    """The pipeline may load an engine early, for its workers to share."""
    for file in PACKAGE.rglob("*.py"):
        here = place_of(file)
        for name in imports_of(file):
            allowed = DOORS.get(name.split(".")[0])
            if allowed and here != "pipeline":
                assert here in allowed, f"{file} imports {name}"


def test_nothing_uses_pyplot() -> None:
    for file in PACKAGE.rglob("*.py"):
        assert not any("pyplot" in name for name in imports_of(file)), file
