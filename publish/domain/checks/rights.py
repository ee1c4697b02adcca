"""Rules for rights: nothing is printed without a licence and a credit."""

from collections.abc import Iterator
from pathlib import Path

from publish.content.rights import RIGHTS_TOML
from publish.content.specs import FOLDERS
from publish.domain.checks.finding import Finding, Subject
from publish.source import Source

WORKS = tuple(f"content/{group}/**/*" for group in FOLDERS)
PROFILES = "layouts/icc/*.icc"
STYLES = "layouts/csl/*.csl"
LICENSED = b"<rights license"  # how a style of others states its licence
# Specifications are the publication's own; licences and provenance speak of others.
OWN = (".toml", ".md", ".txt")


def covered(subject: Subject) -> Iterator[Finding]:
    """Refuse a picture, font, data set or profile that no right covers.

    A right has a licence and a credit, or it is refused when it is read.
    """
    folder = subject.content.folder.resolve()
    named = [name for right in subject.content.rights for name in right.files]
    cleared = {file.resolve() for name in named for file in folder.glob(name)}
    for file in sorted({file.resolve() for file in _works(subject)}):
        if file not in cleared and file.is_relative_to(folder):
            name = file.relative_to(folder)
            message = f"no licence and credit for {name}"
            yield Finding("error", message, Source(RIGHTS_TOML), "add a [[right]]")


def _works(subject: Subject) -> Iterator[Path]:
    folder = subject.content.folder
    for pattern in (*WORKS, PROFILES):
        for file in folder.glob(pattern):
            if file.is_file() and file.suffix not in OWN:
                yield file
    yield from (f for f in folder.glob(STYLES) if LICENSED in f.read_bytes())
    for spec in subject.content.specs.values():
        yield from (folder.joinpath(path) for path in spec.files.values())
    yield from (face.path for face in subject.faces.all)
