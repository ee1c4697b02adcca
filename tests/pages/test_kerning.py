"""The texts of figures are as wide on a page as they were measured."""

import pypdfium2
import pytest
import weasyprint

from publish import theme
from publish.faces import Face
from publish.pages.kerning import kerned
from publish.shaping import width
from publish.theme import Theme
from tests.publications import REPOSITORY

SIZE, LEFT = 20, 30


@pytest.fixture(scope="module")
def look() -> Theme:
    return theme.load(REPOSITORY)


def drawing(face: Face, words: str, more: str = "") -> str:
    style = ' font-style="italic"' if face.italic else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 40" width="400"'
        f' height="40"><text x="{LEFT}" y="30" font-family="{face.family}"'
        f' font-size="{SIZE}" font-weight="{face.weight}"{style}{more}>{words}</text>'
        "</svg>"
    )


def printed(svg: str, face: Face) -> pypdfium2.PdfTextPage:
    style = "italic" if face.italic else "normal"
    html = (
        f"<style>@font-face {{ font-family: '{face.family}'; font-style: {style};"
        f" font-weight: {face.weight}; src: url('{face.path.as_uri()}') }}"
        "@page { size: 400px 40px; margin: 0 } body { margin: 0 }</style>" + svg
    )
    page = pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf())[0]
    return page.get_textpage()


@pytest.mark.parametrize("words", ["Токаржевский 1957, p. 261", "To Yalta &amp; AVA"])
@pytest.mark.parametrize("role", ["label", "display", "text"])
def test_a_line_is_as_wide_as_measured(look: Theme, role: str, words: str) -> None:
    face = look.faces.get(role)
    page = printed(kerned(drawing(face, words), look.faces), face)
    said = words.replace("&amp;", "&")
    assert page.get_text_range() == said
    last = page.get_charbox(len(said) - 1, loose=True)
    end = LEFT + width(face.path, said) * SIZE
    assert last[2] / 0.75 == pytest.approx(end, abs=0.1)


def test_a_line_that_ends_at_a_place_ends_there(look: Theme) -> None:
    face = look.faces.get("label")
    svg = drawing(face, "Totals: 7,100", ' text-anchor="end"').replace("30", "300", 1)
    page = printed(kerned(svg.replace('y="300"', 'y="30"'), look.faces), face)
    assert page.get_charbox(12, loose=True)[2] / 0.75 == pytest.approx(300, abs=0.3)


@pytest.mark.parametrize(
    "svg",
    [
        '<svg><text x="0" font-family="Comic" font-size="9">To</text></svg>',
        '<svg><text x="0" dx="0 1" font-family="Oswald" font-size="9">To</text></svg>',
        '<svg><text x="0" font-family="Oswald" font-size="9">I</text></svg>',
        "<svg><path d='M 0 0'/></svg>",
    ],
)
def test_what_is_not_ours_stays_as_it_is(look: Theme, svg: str) -> None:
    assert kerned(svg, look.faces) == svg
