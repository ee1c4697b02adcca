"""Figures on their own, for lectures and slides: SVG, PDF or PNG, and their tables.

In:  a publication, the keys of its figures and how they are wanted.
Out: a file for each figure and, beside it, its data table as CSV.

A figure keeps the proportions of its room in the booklet; its type grows with the
width. Type is never left to the fonts of another computer: SVG has outlines, PDF
embeds the faces, PNG is made of the same outlines. Widths are millimetres.
"""

import base64
import io
import multiprocessing
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from PIL import Image, ImageOps

from publish import content, domain, theme
from publish.atomic import write_atomic
from publish.domain import Edition
from publish.errors import Fault, UsageError
from publish.figures import Artwork, draw
from publish.inks import SPACE_OF_FORM, Form
from publish.layouts import load_layout
from publish.theme import Theme
from publish.units import pt

Format = Literal["svg", "pdf", "png"]
Background = Literal["transparent", "paper"]

LAYOUT = "booklet"  # whose slots give a figure its proportions
PPI = 300  # of a PNG, at the width asked for
MARGIN_SHARE = 0.03  # of the width, round a figure on paper
SVG = "http://www.w3.org/2000/svg"
PNG = "data:image/png;base64,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How figures are wanted; without a width, as wide as in the booklet."""

    format: Format = "svg"
    width_mm: float | None = None
    form: Form = "screen"
    language: str | None = None
    background: Background = "transparent"


def make(
    folder: Path, keys: Sequence[str], wish: Wish, out: Path | None, *, jobs: int
) -> tuple[Path, ...]:
    """Write figures and their tables; return the figures' paths, in order of ``keys``.

    Args:
        keys: Figures; none means all.
        out: The file of a single figure, or the folder of several; without it they
            go to build/figures/ under names that say what they are.
        jobs: Workers at a time.
    Raises: UsageError for an unknown figure or language; ContentError and
        LayoutError as drawing does.
    """
    edition = _edition(folder, wish.language)
    names = _known(edition, keys)
    look, base = theme.load(folder), folder / "build" / "figures"
    stem = (
        f"{edition.publication.key}_{{}}_{edition.language}_{wish.form}.{wish.format}"
    )
    if out and len(names) == 1:
        paths = [out]
    else:
        paths = [(out or base) / stem.format(name) for name in names]
    tasks = [
        (folder, edition, look, name, wish, path)
        for name, path in zip(names, paths, strict=True)
    ]
    if jobs == 1 or len(tasks) == 1:
        return tuple(map(_save, tasks))
    import publish.figures.charts  # noqa: F401  (loaded once, before workers fork)

    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(min(jobs, len(tasks)), fork) as pool:
        return tuple(pool.map(_save, tasks, chunksize=1))


def _edition(folder: Path, language: str | None) -> Edition:
    read = content.read(folder)
    languages = read.project.publication.languages
    if language and language not in languages:
        raise UsageError(
            Fault(f"no language {language!r}", None, f"use {', '.join(languages)}")
        )
    return domain.assemble(read, language or languages[0])


def _known(edition: Edition, keys: Sequence[str]) -> list[str]:
    faults = []
    for key in keys:
        if key not in edition.figures:
            near = get_close_matches(key, edition.figures, n=1)
            known = ", ".join(edition.figures)
            hint = f"did you mean {near[0]!r}?" if near else f"use {known}"
            faults.append(Fault(f"unknown figure {key!r}", None, hint))
    if faults:
        raise UsageError(*faults)
    return list(dict.fromkeys(keys)) or list(edition.figures)


def _save(task: tuple[Path, Edition, Theme, str, Wish, Path]) -> Path:
    """Draw one figure and write it with its table."""
    folder, edition, look, key, wish, path = task
    layout = load_layout(folder, LAYOUT)
    slot = layout.slot_for(key, edition.figures[key].group)
    share = MARGIN_SHARE if wish.background == "paper" else 0.0
    width = wish.width_mm or slot.width_mm / (1 - 2 * share)
    margin = width * share
    artwork = draw(edition, key, slot.scaled(width - 2 * margin), wish.form, look)
    svg = _sheet(artwork.svg, look, wish.background, margin)
    write_atomic(path, _as(wish, svg, artwork, edition, look, margin))
    write_atomic(path.with_suffix(".csv"), artwork.table.encode("utf-8"))
    return path


def _sheet(svg: str, look: Theme, background: Background, margin_mm: float) -> str:
    """Return the drawing on paper with a margin, or as it is.

    What knocks out to the stock shows the paper then; greys lie on it as black ink.
    """
    if background == "transparent":
        return svg
    paper = look.palette.reserved("paper")
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg.replace(look.palette.reserved("stock"), paper))
    _, _, width, height = map(float, root.get("viewBox", "").split())
    margin = pt(margin_mm)
    box = (-margin, -margin, width + 2 * margin, height + 2 * margin)
    root.set("viewBox", " ".join(f"{value:.3f}" for value in box))
    for name in ("width", "height"):
        size = float(root.get(name, "0mm").removesuffix("mm")) + 2 * margin_mm
        root.set(name, f"{size:g}mm")
    names = ("x", "y", "width", "height")
    places = {name: f"{value:.3f}" for name, value in zip(names, box, strict=True)}
    for image in root.iter(f"{{{SVG}}}image"):
        image.set("href", PNG + _ink(image.get("href", "").removeprefix(PNG)))
    root.insert(0, ET.Element(f"{{{SVG}}}rect", places, fill=paper))
    return ET.tostring(root, encoding="unicode")


def _ink(grey: str) -> str:
    """Return a grey PNG as black that is the thinner the lighter it was, in base64."""
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(base64.b64decode(grey))) as picture:
        depth = ImageOps.invert(picture.convert("L"))
        black = Image.new("L", depth.size, 0)
        Image.merge("LA", (black, depth)).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode("ascii")


def _as(
    wish: Wish,
    svg: str,
    artwork: Artwork,
    edition: Edition,
    look: Theme,
    margin_mm: float,
) -> bytes:
    """Return the drawing in the format that is wanted."""
    if wish.format == "pdf":
        return _pdf(svg, artwork, edition, look, wish.form, margin_mm)
    from publish.release.outlines import outlined

    painted = look.palette.paint(outlined(svg, look.faces), "rgb").encode("utf-8")
    return _png(painted) if wish.format == "png" else painted


def _pdf(
    svg: str,
    artwork: Artwork,
    edition: Edition,
    look: Theme,
    form: Form,
    margin_mm: float,
) -> bytes:
    """Set the drawing as a page of its own size, with its alternative text."""
    from html import escape

    from publish.pages.flow import flow

    figure = edition.figures[artwork.key]
    size = (artwork.width_mm + 2 * margin_mm, artwork.height_mm + 2 * margin_mm)
    html = (
        f'<html lang="{edition.language}"><head><title>{escape(figure.title)}</title>'
        f'</head><body><img src="publish:picture/{artwork.key}.svg" '
        f'alt="{escape(artwork.alt)}"></body></html>'
    )
    sheet = (
        "@page { margin: 0 } html, body { margin: 0; line-height: 0 }"
        f"img {{ display: block; width: {size[0]}mm; height: {size[1]}mm }}"
    )
    painted = look.palette.paint(svg, SPACE_OF_FORM[form]).encode("utf-8")
    return flow(
        html,
        sheets=(sheet,),
        trim_mm=size,
        bleed_mm=0,
        theme=look,
        form=form,
        pictures={f"{artwork.key}.svg": painted},
        at=figure.at,
    ).pdf


def _png(svg: bytes) -> bytes:
    """Return a painted drawing as a PNG; what is not drawn is transparent."""
    import cairosvg

    buffer = io.BytesIO()
    with Image.open(io.BytesIO(cairosvg.svg2png(svg, dpi=PPI))) as picture:
        picture.save(buffer, "PNG", dpi=(PPI, PPI), optimize=True)
    return buffer.getvalue()
