"""Print the table of what was made."""

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table

from publish.pipeline import Row

COLUMNS = (
    "product",
    "language",
    "form",
    "pages",
    "size in mm",
    "file",
    "time",
    "preflight",
)
PLAIN_WIDTH = 160  # characters, where the output is no terminal


def show_rows(rows: Iterable[Row]) -> None:
    """Print one line a target; a time in brackets is that of an earlier run."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    table = Table(box=box.SIMPLE_HEAD)
    for name in COLUMNS:
        right = name in ("pages", "size in mm", "time")
        table.add_column(
            name, justify="right" if right else "left", no_wrap=name != "file"
        )
    for row in rows:
        seconds = f"{row.seconds:.1f} s"
        table.add_row(
            row.product,
            row.language,
            row.form,
            str(row.pages),
            f"{row.width_mm:g} × {row.height_mm:g}",
            row.file,
            seconds if row.made else f"({seconds})",
            row.verdict,
        )
    console.print(table)
