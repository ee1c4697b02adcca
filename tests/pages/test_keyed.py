"""Marked elements are found on the pages where their keys stand."""

import re
from pathlib import PurePosixPath

import pytest
from markupsafe import Markup

from publish import theme
from publish.content.nodes import Emphasis, Str, Value
from publish.pages.flow import Flowed, flow
from publish.pages.keyed import called, entries, keyed
from publish.source import Source
from tests.publications import REPOSITORY

AT = Source(PurePosixPath("layouts/test"))


def set_pages(body: str, css: str = "") -> Flowed:
    return flow(
        f"<html lang=en><title>t</title><body>{body}</body></html>",
        sheets=(f"body {{ font: 10pt/12pt 'Source Serif 4' }} {css}",),
        trim_mm=(60, 60),
        bleed_mm=0,
        theme=theme.load(REPOSITORY),
        form="press",
        pictures={},
        at=AT,
    )


def test_calls_are_named_with_what_is_printed() -> None:
    inlines = (
        Str("There were "),
        Value("about 1,200 litres", "fact", "oil"),
        Emphasis((Value("Anna Holm", "person", "holm"),)),
        Value("1917", "literal", "1917"),
    )
    found = tuple(called(inlines))
    assert found == (
        ("facts:oil", "about 1,200 litres"),
        ("people:holm", "Anna Holm"),
    )
    assert entries(found) == "facts:oil=about1,200litres|people:holm=annaholm"


def test_the_first_element_is_marked_and_nothing_else() -> None:
    html = keyed(Markup("\n<p class=x>A <b>b</b></p>"), [("facts:a", 'say "<b>" | c')])
    assert html == Markup(
        '\n<p data-keys="facts:a=say&#34;&lt;b&gt;&#34;c" class=x>A <b>b</b></p>'
    )
    assert keyed(Markup("<p>x</p>"), []) == "<p>x</p>"


def test_what_is_printed_tells_the_page_of_a_broken_paragraph() -> None:
    filler = "word " * 160
    html = keyed(
        Markup("<p>3 keepers {0} 300&nbsp;litres {0}</p>").format(filler),
        [("facts:keepers", "3 keepers"), ("facts:oil", "300\N{NO-BREAK SPACE}litres")],
    )
    flowed = set_pages(str(html))
    assert flowed.pages >= 3
    assert flowed.keys["facts:keepers"] == (1,)
    (page,) = flowed.keys["facts:oil"]
    assert 1 < page < flowed.pages


@pytest.mark.parametrize("position", ["static", "absolute", "relative"])
def test_placed_boxes_are_searched(position: str) -> None:
    html = '<section><p data-keys="facts:a=x">x</p></section>'
    flowed = set_pages(html, f"section {{ position: {position} }}")
    assert flowed.keys == {"facts:a": (1,)}


def test_a_mark_changes_nothing_on_the_page() -> None:
    plain = "<p>There were 300 litres in the store and nobody knew of it.</p>" * 9
    marked = str(keyed(Markup(plain), [("facts:oil", "300 litres")]))
    assert set_pages(plain).pdf == set_pages(marked).pdf


def test_labels_named_by_code_are_declared() -> None:
    """The list of labels in code is that of the modules which print them."""
    from publish.pages import banner, labels, rear

    assert set(labels.IN_CODE["banner"]) == set(banner.LABELS)
    assert set(labels.IN_CODE["booklet"]) == set(rear.LABELS)
    declared = {
        *labels.IN_FIGURES,
        *(n for kind in labels.IN_CODE.values() for n in kind),
    }
    for stage in ("pages", "figures"):
        for file in (REPOSITORY / "publish" / stage).rglob("*.py"):
            if file.samefile(labels.__file__):
                continue
            named = re.findall(
                r"edition\.label\(\s*\"([^\"]+)\"", file.read_text("utf-8")
            )
            assert set(named) <= declared, file
