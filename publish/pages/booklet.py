"""Compose the inside of a booklet: front matter, chapters, apparatus.

In:  a brief whose product names the chapters; a layout whose template shapes them.
Out: pages of trim plus bleed, as many as the printer's binding can fold: planned
     blank pages stand at the end. On a screen nothing is folded, and the front of
     the cover takes the place of the half title.

All forms are set alike, in the inks of the press and with their structure: what has
been set for one form is there for the other.

Each part begins a page and is set by itself, several at a time. Where each begins is
foretold when the chapters are made up (``makeup``), and so is what the sections behind
them say of their pages; what turns out to be otherwise is set again.

Lengths are millimetres.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from pydantic import BaseModel, ConfigDict

from publish.crew import Crew
from publish.domain.edition import Figure
from publish.errors import Faults, LayoutError
from publish.layouts import load_printer
from publish.pages import cover, fit, makeup, standing
from publish.pages.boxes import Galley
from publish.pages.brief import Brief, Pages, figures_of, texts_of
from publish.pages.chapters import Chapter, chapters_of
from publish.pages.cover import CoverStyles
from publish.pages.flow import Flowed, Part, Typesetter, bind, keys_of, sheets_for
from publish.pages.html import environment, render_template
from publish.pages.makeup import Measures, Plan
from publish.pages.rear import Chronology, Rear, Section, SectionName
from publish.pages.standing import Standing
from publish.pages.strip_picture import strips
from publish.pages.writing import settings_of

TEMPLATE = "booklet.html"
NO_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
ROUNDS = 4  # times that parts are set until each begins where it was foretold


class Styles(BaseModel):
    """What a booklet's layout.toml states in ``[styles]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    makeup: Measures
    cover: CoverStyles
    apparatus: tuple[SectionName, ...]
    chronology: Chronology


def compose(brief: Brief) -> Pages:
    """Compose one booklet.

    Raises: LayoutError when a style cannot be used or the typesetter warns.
    """
    flowed = composed(brief)
    return Pages(
        flowed.parts, flowed.pages, flowed.keys, flowed.origins, as_printed=True
    )


def composed(brief: Brief) -> Flowed:
    """Compose one booklet, and say on which page each anchor stands.

    Raises: LayoutError as ``compose`` does, or when text runs out of its frame.
    """
    flowed = bind(parts_of(brief))
    faults = Faults()
    fit.overflow(flowed.frames, brief.at, faults)
    faults.raise_as(LayoutError)
    return flowed


def parts_of(brief: Brief) -> tuple[Part, ...]:
    """Return the parts of one booklet in order.

    Raises: LayoutError as ``compose`` does.
    """
    book = Book(brief)
    with Crew(book, brief.jobs) as crew:
        planned = crew.begin(Book.plan, ((i,) for i in range(book.chapters)))
        first = 1 + book.front_pages()
        plans = planned()
        foretold = standing.foretold(plans, first)
        apparatus = crew.begin(Book.apparatus, [(foretold,)])
        parts = _set_chapters(crew, plans, first)
        ((sections, rear),) = apparatus()
    found = standing.found((plan.chapter for plan in plans), parts)
    if found != foretold:
        sections, rear = book.apparatus(found)
    inside = [book.front(found.chapters, sections, parts), *parts, rear]
    pages = sum(part.pages for part in inside)
    return (*inside, *book.blanks(pages=pages))


def _set_chapters(crew: Crew, plans: Sequence[Plan], first_page: int) -> list[Part]:
    """Set the chapters until each begins on the page behind the one before it.

    Raises: LayoutError when their pages do not settle.
    """
    set_before: dict[tuple[int, int], Part] = {}
    counts = [plan.pages for plan in plans]
    for _ in range(ROUNDS):
        begins = list(accumulate(counts, initial=first_page))[:-1]
        todo = [row for row in enumerate(begins) if row not in set_before]
        rows = ((plans[i].chapter, begin) for i, begin in todo)
        set_before |= zip(todo, crew.each(Book.set_chapter, rows), strict=True)
        parts = [set_before[row] for row in enumerate(begins)]
        counts = [part.pages for part in parts]
        if all(map(_begins_behind, parts[1:], parts)):
            return parts
    raise AssertionError("lines do not depend on the page that they stand on")


def _begins_behind(part: Part, before: Part) -> bool:
    return part.first_page == before.first_page + before.pages


class Book:
    """The parts of one booklet, each set on demand."""

    def __init__(self, brief: Brief) -> None:
        self._on_screen = brief.form == "screen"
        self._brief = brief = replace(brief, form="press")
        self._styles = settings_of(brief.layout, Styles)
        self._texts = texts_of(brief.product, brief.edition)
        self._env = environment(brief.layout.folder.parent, brief.layout.name)
        self._printer = load_printer(
            brief.layout.folder.parent.parent, brief.product.printer
        )
        self._chapters = tuple(chapters_of(self._texts, brief, self._env))
        self.chapters = len(self._chapters)
        self._rear = Rear(
            brief.edition,
            self._texts,
            self._styles.apparatus,
            self._styles.chronology,
            printer=self._printer,
        )
        pictures = {**brief.pictures, **strips(self._texts, brief)}
        self._setter = self._typesetter(pictures)
        self._galleys = self._typesetter(dict.fromkeys(pictures, NO_PICTURE))

    def _typesetter(self, pictures: Mapping[str, bytes]) -> Typesetter:
        brief = self._brief
        return Typesetter(
            sheets=sheets_for(
                brief.layout.folder, brief.theme, brief.form, cover.SHEET
            ),
            trim_mm=brief.product.trim_mm,
            bleed_mm=brief.bleed_mm,
            theme=brief.theme,
            form=brief.form,
            pictures=pictures,
            at=brief.at,
            tagged=True,
            shelf=brief.shelf,
        )

    def front_pages(self) -> int:
        """Return how many pages stand before the chapters."""
        html = self._front(self._chapters, self._rear.sections(), ())
        return self._galleys.galley(html).pages

    def front(
        self,
        chapters: Sequence[Chapter],
        sections: Sequence[Section],
        parts: Sequence[Part],
    ) -> Part:
        """Set half title or front of the cover, imprint, title and lists.

        ``parts`` are the chapters as they were set.
        """
        return self._setter.set(self._front(chapters, sections, parts), first_page=1)

    def _front(
        self,
        chapters: Sequence[Chapter],
        sections: Sequence[Section],
        parts: Sequence[Part],
    ) -> str:
        brief = self._brief
        return self._html(
            "front",
            chapters=chapters,
            sections=sections,
            figures=self._figures(parts),
            with_cover=self._on_screen,
            **cover.front_values(brief.product, brief, self._styles.cover),
        )

    def _figures(self, parts: Sequence[Part]) -> list[tuple[Figure, int]]:
        """Return the figures, each with its page if it has been set, in their order."""
        pages = keys_of(parts)
        found = [
            (self._brief.edition.figures[key], pages.get(f"figures:{key}", (0,))[0])
            for key in figures_of(self._brief.product, self._brief.edition)
        ]
        found.sort(key=lambda row: row[1])
        return found

    def plan(self, index: int) -> Plan:
        """Make up the chapter of that index."""
        return makeup.plan(self._chapters[index], self._galley, self._styles.makeup)

    def _galley(self, chapter: Chapter) -> Galley:
        return self._galleys.galley(self._html("chapter", chapter=chapter))

    def set_chapter(self, chapter: Chapter, first_page: int) -> Part:
        """Set a chapter that was made up."""
        return self._set("chapter", first_page, chapter=chapter)

    def apparatus(self, chapters: Standing) -> tuple[tuple[Section, ...], Part]:
        """Set what stands behind the chapters."""
        return self._rear.set(self._set, chapters)

    def blanks(self, *, pages: int) -> list[Part]:
        """Set the blank pages that fill up the last folded sheet."""
        missing = -pages % self._printer.pages_multiple
        if not missing or self._on_screen:
            return []
        return [self._set("blanks", pages + 1, count=missing)]

    def _set(self, part: str, first_page: int, **values: object) -> Part:
        return self._setter.set(self._html(part, **values), first_page=first_page)

    def _html(self, part: str, **values: object) -> str:
        brief = self._brief
        return render_template(
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
