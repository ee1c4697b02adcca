"""What the commands that rework any PDF share: read one file, write another."""

from collections.abc import Callable
from pathlib import Path

import click

from publish.errors import Fault, UsageError
from publish.faces import Faces

TOOLKIT = Path(__file__).parents[2]

file_argument = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write; beside FILE, if not given.",
)


def rework(
    file: Path, output: Path | None, suffix: str, change: Callable[[bytes], bytes]
) -> None:
    """Write ``change`` of a file's bytes, and say where.

    Raises: UsageError when the file would be written over itself.
    """
    from publish.atomic import write_atomic

    target = output or file.with_name(f"{file.stem}_{suffix}.pdf")
    if target.resolve() == file.resolve():
        raise UsageError(Fault("the output is the input", None, "name another file"))
    write_atomic(target, change(file.read_bytes()))
    click.echo(target)


def faces_for(folder: Path) -> Faces:
    """Return the faces of the publication, or the toolkit's own outside of one."""
    from publish import faces

    own = (folder / faces.FONTS_TOML).is_file()
    return faces.load(folder if own else TOOLKIT)
