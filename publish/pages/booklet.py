"""Compose the inside of a booklet: front matter, chapters, apparatus.

In:  a brief whose product names the chapters; a layout whose template shapes them.
Out: pages of trim plus bleed, as many as the printer's binding can fold: planned
     blank pages stand at the end. On a screen nothing is folded, and the front of
     the cover takes the place of the half title.

Each part begins a page and is set by itself, so that a page number is known before
it is printed, and a chapter that leaves a page half empty is set again by itself.
Blocks that may not break are first set alone, and given whole lines of height, so
that the text after them stands on the lines of the page.

Lengths are millimetres.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from publish.domain.edition import Figure
from publish.errors import Faults, LayoutError
from publish.layouts import load_printer
from publish.pages import cover, fit
from publish.pages.brief import Brief, Pages, figures_of, texts_of
from publish.pages.calls import widest
from publish.pages.chapters import Chapter, chapters_of, in_order
from publish.pages.cover import CoverStyles
from publish.pages.flow import Flowed, Part, Typesetter, sheets_for
from publish.pages.html import environment, render_template
from publish.pages.placing import Item, rearranged
from publish.pages.rear import Chronology, Rear, Section, SectionName
from publish.pages.strip_picture import strips
from publish.pages.writing import settings_of

TEMPLATE = "booklet.html"
# Classes of the style sheet, tried in turn, and the lines that each can gain a page.
FITS = {"long": 1.2, "long close": 2.6}
SHORT = "short"  # class of the style sheet whose pages are a line shorter
ATTEMPTS = 6  # times that one chapter is set again to fill its pages


class Styles(BaseModel):
    """What a booklet's layout.toml states in ``[styles]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line_mm: float
    least_gap_lines: float
    least_last_lines: float
    cover: CoverStyles
    apparatus: tuple[tuple[SectionName, ...], ...]
    chronology: Chronology


def compose(brief: Brief) -> Pages:
    """Compose one booklet.

    Raises: LayoutError when a style cannot be used or the typesetter warns.
    """
    flowed = composed(brief)
    return Pages(flowed.pdf, flowed.pages, flowed.keys, flowed.origins)


def composed(brief: Brief) -> Flowed:
    """Compose one booklet, and say on which page each anchor stands.

    Raises: LayoutError as ``compose`` does, or when text runs out of its frame.
    """
    book = Book(brief)
    front = book.front((), ())
    chapters, parts = book.chapters(first_page=1 + front.pages)
    behind = 1 + front.pages + _count(parts)
    sections, rear = book.apparatus(chapters, parts, first_page=behind)
    front = book.front(chapters, sections, parts)
    inside = [front, *parts, *rear]
    flowed = book.setter.bind([*inside, *book.blanks(pages=_count(inside))])
    faults = Faults()
    fit.overflow(flowed.frames, brief.at, faults)
    faults.raise_as(LayoutError)
    return flowed


def _count(parts: Iterable[Part]) -> int:
    return sum(part.pages for part in parts)


class Book:
    """The parts of one booklet, each set on demand."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._styles = settings_of(brief.layout, Styles)
        self._texts = texts_of(brief.product, brief.edition)
        self._env = environment(brief.layout.folder.parent, brief.layout.name)
        self._printer = load_printer(
            brief.layout.folder.parent.parent, brief.product.printer
        )
        self._chapters = tuple(chapters_of(self._texts, brief, self._env))
        self._rear = Rear(
            brief.edition,
            self._texts,
            self._styles.apparatus,
            self._styles.chronology,
            printer=self._printer,
        )
        self.setter = Typesetter(
            sheets=sheets_for(
                brief.layout.folder, brief.theme, brief.form, cover.SHEET
            ),
            trim_mm=brief.product.trim_mm,
            bleed_mm=brief.bleed_mm,
            theme=brief.theme,
            form=brief.form,
            pictures={**brief.pictures, **strips(self._texts, brief)},
            at=brief.at,
        )

    def front(
        self,
        chapters: Iterable[Chapter],
        sections: Iterable[Section],
        parts: Sequence[Part] = (),
    ) -> Part:
        """Set half title or front of the cover, imprint, title and lists.

        Without chapters, which have been set as ``parts``, no page is known yet.
        """
        brief = self._brief
        return self._set(
            "front",
            1,
            chapters=tuple(chapters) or self._chapters,
            sections=tuple(sections) or self._rear.sections(),
            figures=self._figures(parts),
            with_cover=brief.form == "screen",
            **cover.front_values(brief.product, brief, self._styles.cover),
        )

    def _figures(self, parts: Sequence[Part]) -> list[tuple[Figure, int]]:
        """Return the figures, each with its page, in their order."""
        pages = self.setter.keys(parts)
        found = [
            (self._brief.edition.figures[key], pages.get(f"figures:{key}", (0,))[0])
            for key in figures_of(self._brief.product, self._brief.edition)
        ]
        found.sort(key=lambda row: row[1])
        return found

    def chapters(self, *, first_page: int) -> tuple[tuple[Chapter, ...], list[Part]]:
        """Set the chapters one after another; return them with their pages."""
        found, parts = [], []
        for chapter in self._snapped(self._chapters):
            chapter, part = self._filled(chapter, first_page)
            first_page += part.pages
            found.append(
                replace(chapter, page=part.first_page, last_page=first_page - 1)
            )
            parts.append(part)
        return tuple(found), parts

    def apparatus(
        self, chapters: tuple[Chapter, ...], parts: Sequence[Part], *, first_page: int
    ) -> tuple[tuple[Section, ...], list[Part]]:
        """Set what stands behind the chapters, which have been set as ``parts``."""
        return self._rear.set(
            self._set,
            chapters,
            keys=self.setter.keys(parts),
            anchors=_anchors(parts),
            first_page=first_page,
        )

    def blanks(self, *, pages: int) -> list[Part]:
        """Set the blank pages that fill up the last folded sheet."""
        missing = -pages % self._printer.pages_multiple
        if not missing or self._brief.form == "screen":
            return []
        return [self._set("blanks", pages + 1, count=missing)]

    def _snapped(self, chapters: tuple[Chapter, ...]) -> Iterator[Chapter]:
        """Yield the chapters with the height of each block in whole lines."""
        line = self._styles.line_mm
        blocks = [
            replace(item, html=widest(item.html, chapter.notes))
            for chapter in chapters
            for item in chapter.items
            if item.kind == "block"
        ]
        places = self._set("measure", 1, items=blocks).places

        def snapped(item: Item) -> Item:
            if item.kind != "block":
                return item
            lines = math.ceil(round(places[item.name].height_mm / line, 2))
            style = f'style="height: {lines * line:g}mm" '
            html = str(item.html).replace("data-block", f"{style}data-block", 1)
            return replace(item, html=Markup(html))

        for chapter in chapters:
            yield replace(chapter, items=tuple(map(snapped, chapter.items)))

    def _filled(self, chapter: Chapter, first_page: int) -> tuple[Chapter, Part]:
        """Set a chapter so that its pages are full and its last one is no remnant.

        Where only a few lines run over to a last page, they are drawn in: by pages
        that are one line longer, then by setting a little closer as well; or else
        shorter pages lend it some lines.
        """
        best = self._arranged(chapter, first_page)
        part, least = best[1], self._styles.least_last_lines * self._styles.line_mm
        if part.pages == 1 or part.used_mm >= least:
            return best
        lines = part.used_mm / self._styles.line_mm
        for closeness, gain in FITS.items():
            if lines <= gain * (part.pages - 1):
                closer = self._arranged(replace(chapter, fit=closeness), first_page)
                if closer[1].pages < part.pages:
                    return closer
        shorter = self._arranged(replace(chapter, fit=SHORT), first_page)
        fuller = shorter[1].pages == part.pages and shorter[1].used_mm >= least
        return shorter if fuller else best

    def _arranged(self, chapter: Chapter, first_page: int) -> tuple[Chapter, Part]:
        """Set a chapter in the order of blocks that leaves the fewest gaps."""
        least = self._styles.line_mm * self._styles.least_gap_lines
        settings: list[tuple[Chapter, Part]] = []
        order: tuple[Item, ...] | None = chapter.items
        tried: list[tuple[str, ...]] = []
        while order is not None and len(tried) < ATTEMPTS:
            tried.append(_names(order))
            placed = in_order(replace(chapter, items=order))
            settings.append((placed, self._set("chapter", first_page, chapter=placed)))
            settings.sort(key=lambda setting: _waste(setting[1], least))
            if _waste(settings[0][1], least)[1] == 0:
                break
            orders = (
                other
                for placed, part in settings
                for other in rearranged(placed.items, part, least)
            )
            order = next(
                (other for other in orders if _names(other) not in tried), None
            )
        return settings[0]

    def _set(self, part: str, first_page: int, **values: object) -> Part:
        brief = self._brief
        html = render_template(
            self._env,
            TEMPLATE,
            brief.layout.name,
            part=part,
            edition=brief.edition,
            label=brief.edition.label,
            product=brief.product,
            faces=brief.theme.faces,
            **values,
        )
        return self.setter.set(html, first_page=first_page)


def _anchors(parts: Iterable[Part]) -> dict[int, str]:
    """Return the first block that begins on each page, to be jumped to."""
    found: dict[int, str] = {}
    for part in parts:
        for name, place in part.places.items():
            found.setdefault(place.page, name)
    return found


def _names(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(item.name for item in items)


def _waste(part: Part, least_mm: float) -> tuple[int, float]:
    """Rank a setting: fewer pages first, then the fewer gaps at the feet of others."""
    return part.pages, sum(room for room in part.rooms_mm[:-1] if room > least_mm)
