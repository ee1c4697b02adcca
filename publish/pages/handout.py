"""Compose a handout: one text on a stated number of sheets, for hand and copier.

In:  a brief whose product names one text: title, standfirst, aims and body.
Out: exactly the pages that the layout's layout.toml states, trim plus bleed for the
     press, tagged for the screen. A text that is too long or too short is refused.
"""

from itertools import groupby
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from publish.content.nodes import Block, Directive, Text
from publish.errors import Fault, LayoutError
from publish.pages import fit, legible
from publish.pages.brief import Brief, Pages
from publish.pages.flow import flow, sheets_for
from publish.pages.html import TextRenderer, inline_html, render_template
from publish.pages.keyed import front
from publish.pages.strip import strip_of
from publish.pages.writing import (
    NoNotes,
    check_trim,
    count,
    map_credits,
    only_text,
    settings_of,
    sheet_environment,
)

STORY = "story"  # the frame of the body, on every page


class Words(BaseModel):
    """The most words of each part: ``[styles.words]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: int
    standfirst: int


class Styles(BaseModel):
    """What a handout's layout.toml states in ``[styles]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trim_mm: tuple[float, float]
    pages: Annotated[int, Field(ge=1)]
    type: dict[str, legible.Role]
    words: Words


def compose(brief: Brief) -> Pages:
    """Compose one handout.

    Raises: LayoutError when the text does not fill exactly the pages stated, lacks
        a part, or when type is smaller than hand-held sheets allow.
    """
    settings = settings_of(brief.layout, Styles)
    check_trim(brief, settings.trim_mm)
    text = only_text(brief)
    _check_parts(text)
    kinds = legible.styles(brief.layout, settings.type, brief.theme)
    flowed = flow(
        _html(brief, text),
        sheets=(
            legible.custom_properties(kinds.values(), brief.theme, brief.form),
            _margins(brief),
            *sheets_for(brief.layout.folder, brief.theme, brief.form),
        ),
        trim_mm=brief.product.trim_mm,
        bleed_mm=brief.bleed_mm,
        theme=brief.theme,
        form=brief.form,
        pictures=brief.pictures,
        at=brief.at,
    )
    passages = _passages(text, settings.words)
    fit.check(flowed, passages, pages=settings.pages, text=text, brief=brief)
    return Pages(flowed.parts, flowed.pages, flowed.keys, flowed.origins)


def _margins(brief: Brief) -> str:
    """Return a style sheet that names the margins of the sheet, in mm."""
    grid = brief.layout.grid_on(brief.product.trim_mm)
    if grid is None:
        raise LayoutError(
            Fault("layout has no [grid]", brief.layout.at, "state its margins in mm")
        )
    return (
        f":root {{ --sheet-top: {grid.top_mm:g}mm; --sheet-bottom: {grid.bottom_mm:g}mm"
        f"; --sheet-inner: {grid.inner_mm:g}mm; --sheet-outer: {grid.outer_mm:g}mm }}"
    )


def _check_parts(text: Text) -> None:
    missing = [p for p in ("standfirst", "span", "aims") if not getattr(text, p)]
    if missing:
        raise LayoutError(
            *(
                Fault(
                    f"front matter has no {part}", text.at.at(1), "a handout shows it"
                )
                for part in missing
            )
        )


def _passages(text: Text, most: Words) -> tuple[fit.Passage, ...]:
    front = text.at.at(1)
    return (
        fit.Passage("title", count(text.title), most.title, front),
        fit.Passage("standfirst", count(text.standfirst), most.standfirst, front),
    )


def _html(brief: Brief, text: Text) -> str:
    edition, layout = brief.edition, brief.layout
    env = sheet_environment(layout)
    renderer = TextRenderer(edition, brief.artworks, env, NoNotes(layout.name))
    return render_template(
        env,
        "handout.html",
        layout.name,
        edition=edition,
        text=text,
        said=inline_html,
        keys=front(text),
        story=STORY,
        parts=[
            (wide, renderer.blocks(tuple(blocks)))
            for wide, blocks in groupby(text.blocks, _is_figure)
        ],
        strip=strip_of(text, edition),
        map_credits=map_credits(brief),
    )


def _is_figure(block: Block) -> bool:
    """Whether a block goes across the columns."""
    return isinstance(block, Directive) and block.name == "figure"
