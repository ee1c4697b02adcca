"""Which fixed words a product prints: the labels that words.toml must have.

In:  the templates of a layout, and what the drawing code names.
Out: a fault for each label that a language lacks, before anything is built.

Templates call ``label("name")``, ``edition.label("name")`` or ``labels.name``; they
are parsed, so that a new template needs no list. Labels that code names stand here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from jinja2 import Environment, TemplateSyntaxError, nodes

from publish.content.settings import Product
from publish.content.words import Words
from publish.errors import Faults
from publish.source import Source

# Label -> how many values fill it, by the kind of product whose code names it.
IN_CODE: Mapping[str, Mapping[str, int]] = {
    "booklet": dict.fromkeys(
        (
            "chronology",
            "people",
            "forces",
            "glossary",
            "disputes",
            "remarks",
            "notes",
            "sources",
            "index",
            "concordance",
            "credits",
            "colophon",
            "not-surnames",
        ),
        0,
    ),
    "banner": {
        "disputes": 0,
        "hour-unknown": 1,
        "key": 0,
        "one-day": 0,
        "one-hour": 0,
        "sign-disputed": 0,
        "sign-known": 0,
        "sign-within": 0,
    },
}
IN_FIGURES: Mapping[str, int] = {
    "figure-many-sources": 1,
    "figure-source": 1,
    "figure-sources": 1,
    "map-data": 1,
}
MANY = 9  # of a label that a template cuts at its {} itself


@dataclass(frozen=True)
class Needed:
    """A label, how many ``{}`` it is filled with at most, and what names it."""

    name: str
    values: int
    where: str


def check_labels(
    layouts: Path, product: Product, words: Words, figures: bool, faults: Faults
) -> None:
    """Note each label of a product that a language lacks or that asks too much.

    Args:
        layouts: The folder of all layouts.
        figures: Whether the publication has figures to draw.
    """
    for needed in _needed(layouts, product, figures):
        if needed.name not in words.labels:
            message = f"no label {needed.name!r}, which {needed.where} prints"
            faults.add(message, words.at, "add it to [labels]")
        elif words.labels[needed.name].count("{}") > needed.values:
            message = f"label {needed.name!r} has more {{}} than {needed.where} fills"
            faults.add(message, words.at, f"leave {needed.values} of them")


def _needed(layouts: Path, product: Product, figures: bool) -> Iterator[Needed]:
    code = {**IN_CODE.get(product.kind, {}), **(IN_FIGURES if figures else {})}
    for name, values in code.items():
        yield Needed(name, values, f"product {product.name!r}")
    for path in _templates(layouts, product.layout):
        at = Source(PurePosixPath("layouts", path))
        for name, values, line in _in_template((layouts / path).read_bytes()):
            yield Needed(name, values, str(at.at(line)))


def _templates(layouts: Path, layout: str) -> tuple[PurePosixPath, ...]:
    """Return the templates of a layout; its own stand before those of ``common``."""
    found: dict[str, PurePosixPath] = {}
    for folder in (layout, "common"):
        for file in sorted((layouts / folder).rglob("*.html")):
            name = file.relative_to(layouts / folder).as_posix()
            found.setdefault(name, PurePosixPath(folder, name))
    return tuple(found.values())


@lru_cache(maxsize=256)  # layouts of many products share templates
def _in_template(template: bytes) -> tuple[tuple[str, int, int], ...]:
    """Return each label of a template, the values it is filled with, and its line."""
    try:
        tree = Environment(autoescape=True).parse(template.decode())
    except (TemplateSyntaxError, UnicodeDecodeError):
        return ()  # composing says what is wrong, with its line
    return tuple(_in_tree(tree))


def _in_tree(tree: nodes.Template) -> Iterator[tuple[str, int, int]]:
    filled: dict[int, int] = {}
    for call in tree.find_all(nodes.Call):
        match call.node:
            case nodes.Getattr(attr="format", node=nodes.Call() as inner):
                filled[id(inner)] = len(call.args)
            case nodes.Getattr(attr="split", node=nodes.Call() as inner):
                filled[id(inner)] = MANY
    for call in tree.find_all(nodes.Call):
        match call.node, call.args:
            case (
                nodes.Name(name="label") | nodes.Getattr(attr="label"),
                [nodes.Const(value=str() as name)],
            ):
                yield name, filled.get(id(call), 0), call.lineno
    for lookup in tree.find_all((nodes.Getattr, nodes.Getitem)):
        match lookup:
            case nodes.Getattr(node=nodes.Name(name="labels"), attr=name):
                yield name, 0, lookup.lineno
            case nodes.Getitem(
                node=nodes.Name(name="labels"), arg=nodes.Const(value=str() as name)
            ):
                yield name, 0, lookup.lineno
