"""Cite: references and works become text in a style of the Citation Style Language.

In:  the bibliography, the references that point to it, a language.
Out: ``Citations``: the note of each reference and the list of works, as plain text.

The processor (citeproc-py) takes about 2 ms a note: each is made when it is first
asked for, and kept. Notes do not know of one another, so none says "ibid.".
"""

import io
import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from publish.content.bibliography import Bibliography
from publish.content.records import Reference
from publish.errors import ContentError, Fault

FALLBACK_LOCALE = "en-US"
# What the style of a stranger may raise in the processor: it checks none itself.
UNUSABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    SyntaxError,  # lxml's errors of XML are of this kind
    TypeError,
    ValueError,
)
_RANGE = re.compile(r"(?<=\d)\s*[-\u2013\u2014]\s*(?=\d)")  # of pages
_ARTICLES = re.compile(r"^(?:The|A|An)\s+")


class Citations(Mapping[int, str]):
    """The notes of all references by number; ``works`` is the bibliography."""

    def __init__(
        self,
        bibliography: Bibliography,
        references: Mapping[int, Reference],
        language: str,
    ) -> None:
        self._bibliography = bibliography
        self._references = references
        self._language = language
        self._made: dict[int, str] = {}
        # The processor folds the case of ids; ours are told apart.
        self._ids = {key: f"w{i}" for i, key in enumerate(bibliography.works)}

    def __len__(self) -> int:
        return len(self._references)

    def __iter__(self) -> Iterator[int]:
        return iter(self._references)

    def __getitem__(self, number: int) -> str:
        """Return the note of a reference.

        Raises: ContentError when the style or the work cannot be used.
        """
        if number not in self._made:
            self._made[number] = self._note(self._references[number])
        return self._made[number]

    @cached_property
    def works(self) -> tuple[str, ...]:
        """The entries of all works, Latin before other scripts.

        Raises: ContentError when the style cannot be used.
        """
        self._processor  # noqa: B018 its faults are its own
        try:
            entries = self._processor.bibliography()
        except UNUSABLE as problem:
            raise self._unusable(problem) from problem
        return tuple(sorted({_clean(entry) for entry in entries}, key=folded))

    def _note(self, reference: Reference) -> str:
        from citeproc import Citation, CitationItem, Locator

        pages = _RANGE.sub("\N{EN DASH}", reference.pages)
        located = {"locator": Locator("page", pages)} if pages else {}
        item = CitationItem(self._ids[reference.item], **located)
        citation = Citation([item])
        processor = self._processor
        citation.bibliography = processor
        processor._cites.clear()  # each note stands by itself
        try:
            return _clean(processor.cite(citation, None))
        except UNUSABLE as problem:
            at = self._bibliography.at(reference.item)
            message = f"cannot be cited: {type(problem).__name__} {problem}"
            raise ContentError(
                Fault(message, at, "mend the work, or choose another style")
            ) from problem

    @cached_property
    def _processor(self) -> Any:
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        works = [
            {**work.to_csl(), "id": self._ids[key]}
            for key, work in self._bibliography.works.items()
        ]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # fields that no style prints
                source = CiteProcJSON(works)
                style = CitationStylesStyle(
                    io.BytesIO(self._bibliography.style),
                    locale=_locale(self._language),
                    validate=False,
                )
                processor = CitationStylesBibliography(style, source, formatter.plain)
                for key in self._ids.values():
                    processor.register(Citation([CitationItem(key)]))
        except UNUSABLE as problem:
            raise self._unusable(problem) from problem
        return processor

    def _unusable(self, problem: BaseException) -> ContentError:
        message = f"cannot be used: {type(problem).__name__} {problem}"
        hint = "choose another in [publication] csl"
        return ContentError(Fault(message, self._bibliography.style_at, hint))


def _locale(language: str) -> str:
    from citeproc import PRIMARY_DIALECTS

    return PRIMARY_DIALECTS.get(language, FALLBACK_LOCALE)


def _clean(text: object) -> str:
    """Return one line of text with single spaces and one full stop at the end."""
    line = " ".join(part for part in str(text).split(" ") if part).strip()
    return re.sub(r"\.{2,}$", ".", line)


def folded(name: str) -> tuple[bool, str]:
    """Sort Latin before other scripts, without case, accents, quotes and articles."""
    bare = _ARTICLES.sub("", name.strip("'\" «»“”‘’"))
    plain = unicodedata.normalize("NFKD", bare).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return letters[:1] > "\u024f", letters
