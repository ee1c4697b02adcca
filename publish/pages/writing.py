"""What panels and handouts ask of a layout and a text: settings, one text, words."""

from typing import TypeVar

from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup
from pydantic import BaseModel, ValidationError

from publish.content.nodes import (
    Block,
    Directive,
    Heading,
    Inline,
    Paragraph,
    Text,
    plain,
    walk,
)
from publish.content.settings import PUBLISH_TOML
from publish.errors import Fault, Faults, LayoutError
from publish.layouts import Layout
from publish.pages.brief import Brief, texts_of
from publish.pages.html import Notes, environment
from publish.source import Source

MAP = "map"  # the group of figures
MAP_DATA = "content/maps/"
NO_BREAK = "\N{NO-BREAK SPACE}"


class NoNotes(Notes):
    """The notes of a sheet that prints none: a call leaves nothing behind."""

    def link(self, refs: tuple[int, ...]) -> Markup:
        """Return nothing where a booklet would print a number."""
        return Markup("")


def tied(text: str) -> str:
    """Return text whose last line will hold two words at least."""
    return NO_BREAK.join(text.rsplit(" ", 1))


def sheet_environment(layout: Layout) -> SandboxedEnvironment:
    """Return the templates of a layout, with the filters of single sheets."""
    env = environment(layout.folder.parent, layout.name)
    env.filters["tied"] = tied
    return env


def map_credits(brief: Brief) -> str:
    """Return whose data the maps of a sheet show, or nothing where it has no map.

    Raises: ContentError where the language lacks the label ``map-data``.
    """
    edition = brief.edition
    if not any(edition.figures[key].group == MAP for key in brief.artworks):
        return ""
    makers = dict.fromkeys(
        right.credit
        for right in edition.rights
        if any(name.startswith(MAP_DATA) for name in right.files)
    )
    return edition.label("map-data").format("; ".join(makers))


Settings = TypeVar("Settings", bound=BaseModel)


def settings_of(layout: Layout, kind: type[Settings], *table: str) -> Settings:
    """Return the ``[styles]`` of a layout.toml, or one table of them, checked.

    Raises: LayoutError with every setting that is wrong, unknown or missing.
    """
    values = dict(layout.styles)
    for name in table:
        values = values.get(name, {})
    try:
        return kind.model_validate(values)
    except ValidationError as problem:
        faults = Faults()
        for error in problem.errors():
            path = ".".join(map(str, ("styles", *table, *error["loc"])))
            faults.add(f"{path}: {error['msg']}", layout.at, "mend it")
        raise LayoutError(*faults) from problem


def check_trim(brief: Brief, drawn_mm: tuple[float, float]) -> None:
    """Refuse a size for which the layout's style sheet is not drawn.

    Raises: LayoutError with both sizes.
    """
    asked, name = brief.product.trim_mm, brief.layout.name
    others = {paper.trim_mm for paper in brief.layout.papers.values()}
    if asked != drawn_mm and asked not in others:
        raise LayoutError(
            Fault(
                f"product {brief.product.name!r} is {asked[0]:g} x {asked[1]:g} mm, "
                f"layout {name!r} is drawn for {drawn_mm[0]:g} x {drawn_mm[1]:g} mm",
                Source(PUBLISH_TOML),
                "choose a layout of that size, draw one, or add it to [papers]",
            )
        )


def only_text(brief: Brief) -> Text:
    """Return the one text that a single sheet prints.

    Raises: LayoutError when the product names none or several.
    """
    texts = texts_of(brief.product, brief.edition)
    if len(texts) == 1:
        return texts[0]
    raise LayoutError(
        Fault(
            f"product {brief.product.name!r} names {len(texts)} texts",
            Source(PUBLISH_TOML),
            "name one: a sheet of its own for each",
        )
    )


def count(inlines: tuple[Inline, ...]) -> int:
    """Return the number of words in bound inlines."""
    return len("".join(plain(inlines)).split())


def count_blocks(blocks: tuple[Block, ...]) -> int:
    """Return the number of words in blocks, headings and boxes included."""
    return sum(
        count(block.children)
        if isinstance(block, Paragraph | Heading)
        else count(block.argument)
        if isinstance(block, Directive) and block.name == "box"
        else 0
        for block in walk(blocks)
    )
