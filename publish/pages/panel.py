"""Compose a wall panel: one page, one text, at most one large figure.

In:  a brief whose product names one text: title, standfirst, numeral, and as many
     sections as the layout has columns.
Out: one page of trim plus bleed. Sizes of type follow from the reading distances
     that the layout's layout.toml states; a text that does not fit is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from publish.content.nodes import Block, Directive, Heading, Text, Value, plain
from publish.domain import Edition
from publish.errors import Fault, Faults, LayoutError
from publish.pages import fit, legible
from publish.pages.brief import Brief, Pages
from publish.pages.flow import flow, sheets_for
from publish.pages.html import TextRenderer, inline_html, render_template
from publish.pages.keyed import front
from publish.pages.strip import strip_of
from publish.pages.timetable import said_date
from publish.pages.writing import (
    NoNotes,
    check_trim,
    count,
    count_blocks,
    map_credits,
    only_text,
    settings_of,
    sheet_environment,
)


class Words(BaseModel):
    """The most words of each part: ``[styles.words]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: int
    standfirst: int
    numeral_label: int
    section: int


class Styles(BaseModel):
    """What a panel's layout.toml states in ``[styles]``.

    ``numeral_mm`` is the box that the numeral fills, ``sections`` the columns.
    ``figure_mm`` is the box of a figure with its note, ``wide_mm`` that of a figure
    which is wider than the first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    trim_mm: tuple[float, float]
    type: dict[str, legible.Role]
    words: Words
    sections: int
    numeral_mm: tuple[float, float]
    figure_mm: tuple[float, float]
    wide_mm: tuple[float, float]


@dataclass(frozen=True)
class Section:
    """One column of the story: its heading and the blocks below it."""

    name: str
    heading: Heading
    blocks: tuple[Block, ...]


def compose(brief: Brief) -> Pages:
    """Compose one panel.

    Raises: LayoutError when the text has too many words or does not fit its frames,
        lacks a part, or when type is too small for its reading distance.
    """
    settings = settings_of(brief.layout, Styles)
    check_trim(brief, settings.trim_mm)
    text = only_text(brief)
    kinds = legible.styles(brief.layout, settings.type, brief.theme)
    sections, figure = _parts(text, settings.sections)
    wide = _is_wide(brief, figure, settings)
    numeral = legible.fitted(
        kinds["numeral"], "".join(plain(text.numeral)), *settings.numeral_mm
    )
    flowed = flow(
        _html(brief, text, sections, figure, wide=wide),
        sheets=(
            legible.custom_properties(kinds.values(), brief.theme, brief.form),
            f":root {{ --numeral-size: {numeral.size_pt:.2f}pt;"
            f" --numeral-bearing: {numeral.bearing_mm:.2f}mm }}",
            *sheets_for(brief.layout.folder, brief.theme, brief.form),
        ),
        trim_mm=brief.product.trim_mm,
        bleed_mm=brief.bleed_mm,
        theme=brief.theme,
        form=brief.form,
        pictures=brief.pictures,
        at=brief.at,
    )
    passages = _passages(text, sections, settings.words)
    fit.check(flowed, passages, pages=1, text=text, brief=brief)
    return Pages(flowed.parts, flowed.pages, flowed.keys, flowed.origins)


def _parts(text: Text, columns: int) -> tuple[tuple[Section, ...], str | None]:
    """Return the sections of a text, and the key of its figure if it calls one.

    Raises: LayoutError when the text has not the parts that the layout places.
    """
    faults, sections, figures = Faults(), [], []
    for block in text.blocks:
        if isinstance(block, Heading):
            name = f"section {len(sections) + 1}"
            sections.append(Section(name, block, ()))
        elif isinstance(block, Directive) and block.name == "figure":
            figures.extend((key, block.at) for key in block.keys)
        elif sections:
            last = sections.pop()
            sections.append(Section(last.name, last.heading, (*last.blocks, block)))
        else:
            faults.add("text before the first heading", block.at, "move it below a ##")
    if len(sections) != columns:
        faults.add(
            f"{len(sections)} sections where the panel has {columns} columns",
            text.at,
            f"write {columns} ## headings",
        )
    for _, at in figures[1:]:
        faults.add("a second figure", at, "a panel has room for one")
    for part in ("standfirst", "numeral", "numeral_label", "span"):
        if not getattr(text, part):
            faults.add(f"front matter has no {part}", text.at.at(1), "a panel shows it")
    faults.raise_as(LayoutError)
    return tuple(sections), figures[0][0] if figures else None


def _passages(
    text: Text, sections: tuple[Section, ...], most: Words
) -> Iterator[fit.Passage]:
    front = text.at.at(1)
    yield fit.Passage("title", count(text.title), most.title, front)
    yield fit.Passage("standfirst", count(text.standfirst), most.standfirst, front)
    yield fit.Passage(
        "numeral_label", count(text.numeral_label), most.numeral_label, front
    )
    for section in sections:
        words = count(section.heading.children) + count_blocks(section.blocks)
        yield fit.Passage(section.name, words, most.section, section.heading.at)


def _is_wide(brief: Brief, figure: str | None, settings: Styles) -> bool:
    """Return whether a figure takes the wide box.

    Raises: LayoutError when it is drawn larger than that: it is never scaled down.
    """
    if figure is None:
        return False
    artwork = brief.artworks[figure]
    wide = artwork.width_mm > settings.figure_mm[0]
    box = settings.wide_mm if wide else settings.figure_mm
    if artwork.width_mm > box[0] or artwork.height_mm > box[1]:
        raise LayoutError(
            Fault(
                f"figure {figure!r} is drawn {artwork.width_mm:g} x "
                f"{artwork.height_mm:g} mm, larger than its box of "
                f"{box[0]:g} x {box[1]:g} mm",
                brief.layout.at,
                f"give it a smaller slot: [slots.{figure}]",
            )
        )
    return wide


def _html(
    brief: Brief,
    text: Text,
    sections: tuple[Section, ...],
    figure: str | None,
    *,
    wide: bool,
) -> str:
    """Return the panel as HTML; a wall carries no note numbers."""
    edition, layout = brief.edition, brief.layout
    env = sheet_environment(layout)
    renderer = TextRenderer(edition, brief.artworks, env, NoNotes(layout.name))
    return render_template(
        env,
        "panel.html",
        layout.name,
        edition=edition,
        text=text,
        said=inline_html,
        keys=front(text),
        sections=[(section, renderer.blocks(section.blocks)) for section in sections],
        date=_date(text, edition),
        figure=edition.figures.get(figure),
        wide=wide,
        artwork=brief.artworks.get(figure),
        strip=strip_of(text, edition),
        map_credits=map_credits(brief),
    )


def _date(text: Text, edition: Edition) -> str:
    """Return the day of the event that the numeral is called from, else the span."""
    for node in text.numeral:
        if isinstance(node, Value) and node.kind == "event":
            return said_date(edition.events[node.key], edition)
    return strip_of(text, edition).here.text
