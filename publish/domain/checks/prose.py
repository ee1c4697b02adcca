"""Rules for prose: sourced, short sentences, easy panels, short quotations."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache

from num2words import num2words

from publish.content.nodes import (
    Cite,
    Emphasis,
    Inline,
    List,
    Paragraph,
    Text,
    Value,
    walk,
)
from publish.domain.checks.finding import Finding, Subject
from publish.domain.checks.grade import grade
from publish.domain.passages import (
    QUOTED,
    Passage,
    passages,
    sentences,
    typed,
    words,
)
from publish.source import Source

MOST_WORDS = 30  # of one sentence
LEAST_NUMBER, MOST_NUMBER = 4, 100  # that are looked for in words
MOST_PANEL_GRADE = 8.0  # a reader of 13 or 14 years, standing
MOST_PANEL_MEAN = 18.0  # words a sentence
MOST_QUOTED = 8  # words of another's text without leave
SHOWN = 6  # words of a sentence in a message
READABLE = ("en",)  # the languages for which the formula was fitted


def sourced(subject: Subject) -> Iterator[Finding]:
    """Warn of a paragraph that says a number or date and cites nothing.

    A box is sourced as a whole, a list with the paragraph that leads to it. A
    question claims nothing.
    """
    for edition in subject.editions.values():
        for text in edition.texts.values():
            led = False
            for block in text.blocks:
                paragraphs = [b for b in walk((block,)) if isinstance(b, Paragraph)]
                cited = any(map(_cites, paragraphs))
                covered = cited or (led and isinstance(block, List))
                led = cited
                claims = (_claim(p) for p in paragraphs if not covered)
                for claim, at in filter(None, claims):
                    message = f"a claim without a source: {claim}"
                    yield Finding("warning", message, at, "cite one: [@key]")


def bound_numbers(subject: Subject) -> Iterator[Finding]:
    """Warn of a number that is typed in words: no table keeps it true.

    Small ones (two sides, the third way) belong to the language.
    """
    for language, edition in subject.editions.items():
        pattern = _numbers_of(language)
        if pattern is None:
            continue
        for text in edition.texts.values():
            for passage in passages(text):
                for match in pattern.finditer(typed(passage.inlines)):
                    message = f"the number {match[0]!r} is typed in words"
                    hint = f"call a fact as |words, or mark it {{={match[0]}}}"
                    yield Finding("warning", message, passage.at, hint)


@cache
def _numbers_of(language: str) -> re.Pattern[str] | None:
    """Return what finds a larger number in words, if the language is known."""
    try:
        said = {num2words(n, lang=language) for n in range(LEAST_NUMBER, MOST_NUMBER)}
    except (NotImplementedError, OverflowError):
        return None
    longest_first = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])", re.IGNORECASE)


def short_sentences(subject: Subject) -> Iterator[Finding]:
    """Warn of a sentence over 30 words."""
    for passage in _prose(subject):
        for sentence in sentences(passage.text):
            count = len(words(sentence))
            if count > MOST_WORDS:
                begin = " ".join(sentence.split()[:SHOWN])
                message = f"a sentence of {count} words: {begin} …"
                hint = f"make two; {MOST_WORDS} words are the most"
                yield Finding("warning", message, passage.at, hint)


def easy_panels(subject: Subject) -> Iterator[Finding]:
    """Warn of a panel above reading grade 8, or of long sentences on the average."""
    for text in _panels(subject):
        said = [
            sentence
            for passage in passages(text)
            if passage.is_prose
            for sentence in sentences(passage.text)
        ]
        count = sum(len(words(sentence)) for sentence in said)
        if not count:
            continue
        mean, level = count / len(said), grade(said)
        for value, most, what in (
            (level, MOST_PANEL_GRADE, "reading grade {:.1f}"),
            (mean, MOST_PANEL_MEAN, "sentences of {:.1f} words on the average"),
        ):
            if value > most:
                message = f"{what.format(value)}, over {most:g}"
                hint = "use shorter words and sentences"
                yield Finding("warning", message, text.at.at(1), hint)


def short_quotations(subject: Subject) -> Iterator[Finding]:
    """Refuse a quotation of more than eight words."""
    for edition in subject.editions.values():
        for text in edition.texts.values():
            for passage in passages(text):
                for match in QUOTED.finditer(passage.text):
                    quoted = next(part for part in match.groups() if part is not None)
                    count = len(words(quoted))
                    if count > MOST_QUOTED:
                        begin = " ".join(quoted.split()[:SHOWN])
                        message = f"a quotation of {count} words: {begin} …"
                        hint = f"say it in your own; {MOST_QUOTED} words are the most"
                        yield Finding("error", message, passage.at, hint)


def _prose(subject: Subject) -> Iterator[Passage]:
    for edition in subject.editions.values():
        for text in edition.texts.values():
            yield from (p for p in passages(text) if p.is_prose)


def _panels(subject: Subject) -> Iterator[Text]:
    patterns = [
        pattern
        for product in subject.content.project.product
        if product.kind == "panel"
        for pattern in product.texts
    ]
    for language, edition in subject.editions.items():
        for key, text in edition.texts.items():
            fits = any(fnmatch(key, pattern) for pattern in patterns)
            if fits and language in READABLE:
                yield text


def _cites(paragraph: Paragraph) -> bool:
    return any(isinstance(node, Cite) for node in _flat(paragraph.children))


def _claim(paragraph: Paragraph) -> tuple[str, Source] | None:
    """Return the first number or date that a paragraph states, if it does."""
    if Passage(paragraph.children, paragraph.at).text.endswith("?"):
        return None
    for node in _flat(paragraph.children):
        match node:
            case Value(text, "fact"):
                return text, paragraph.at
            case Value(text, "event") if any(map(str.isdigit, text)):
                return text, paragraph.at
    return None


def _flat(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for node in inlines:
        yield node
        if isinstance(node, Emphasis):
            yield from _flat(node.children)
