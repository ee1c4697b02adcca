"""Read a product's layout: ``layouts/<name>/layout.toml``.

Lengths are millimetres, type sizes points; both carry the unit in their name.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from publish.errors import Faults, LayoutError
from publish.figures.artwork import Slot
from publish.layouts.checks import Checks
from publish.source import Source


@dataclass(frozen=True)
class Grid:
    """The columns that a page stands on, for proofs to show: ``[grid]``, in mm.

    On a left page of a booklet ``inner_mm`` is at the right.
    """

    columns: int
    gutter_mm: float
    top_mm: float
    bottom_mm: float
    inner_mm: float
    outer_mm: float


@dataclass(frozen=True)
class Paper:
    """Another size that a layout is drawn for, and what of its grid differs there.

    ``[papers.letter]``: ``trim_mm`` is width and height; the type area is the same.
    """

    trim_mm: tuple[float, float]
    grid: Grid


@dataclass(frozen=True)
class Layout:
    """How one product is arranged.

    ``folder`` holds its template and style sheet; ``styles`` are the values that
    they read by name; ``safe_mm`` is how far text stays inside the trim.
    """

    name: str
    folder: Path
    bleed_mm: float
    safe_mm: float
    slots: Mapping[str, Slot]
    styles: Mapping[str, Any]
    at: Source
    grid: Grid | None = None
    papers: Mapping[str, Paper] = field(default_factory=dict)
    checks: Checks = field(default_factory=Checks)

    def slot_for(self, key: str, group: str) -> Slot:
        """Return the slot of a figure: its own by key, else the one of its group.

        Raises: LayoutError when the layout has neither.
        """
        for name in (key, group):
            if name in self.slots:
                return self.slots[name]
        faults = Faults()
        faults.add(f"no slot for figure {key!r}", self.at, f"add [slots.{group}]")
        faults.raise_as(LayoutError)
        raise AssertionError

    def grid_on(self, trim_mm: tuple[float, float]) -> Grid | None:
        """Return the grid on paper of this size: that of ``[papers]``, or the first."""
        for paper in self.papers.values():
            if paper.trim_mm == trim_mm:
                return paper.grid
        return self.grid


def load_layout(folder: Path, name: str) -> Layout:
    """Read one layout of a publication.

    Raises: LayoutError for a missing file or a wrong setting.
    """
    path = PurePosixPath("layouts", name, "layout.toml")
    at, faults = Source(path), Faults()
    try:
        table = tomllib.loads((folder / path).read_text("utf-8"))
        slots = {
            key: Slot(name=key, **slot) for key, slot in table.pop("slots", {}).items()
        }
        grid = table.pop("grid", None)
        papers = table.pop("papers", {})
        layout = Layout(
            name=name,
            folder=folder / path.parent,
            bleed_mm=float(table.pop("bleed_mm")),
            safe_mm=float(table.pop("safe_mm")),
            slots=slots,
            styles=table.pop("styles", {}),
            at=at,
            grid=Grid(**grid) if grid else None,
            papers={key: _paper(grid, **paper) for key, paper in papers.items()},
            checks=Checks.model_validate(table.pop("checks", {})),
        )
        for setting in table:
            faults.add(
                f"unknown setting {setting!r}",
                at,
                "put values of the design in [styles]",
            )
    except (
        OSError,
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        RecursionError,
    ) as problem:
        faults.add(
            f"cannot be used: {problem}", at, "compare it with another layout.toml"
        )
    faults.raise_as(LayoutError)
    return layout


def _paper(
    grid: Mapping[str, Any] | None, trim_mm: tuple[float, float], **differing: float
) -> Paper:
    width_mm, height_mm = trim_mm
    return Paper((width_mm, height_mm), Grid(**{**(grid or {}), **differing}))
