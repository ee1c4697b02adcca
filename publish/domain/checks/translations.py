"""Rules for languages: each can say what the tables and the other editions say."""

from collections.abc import Iterator

from publish.content.words import Words
from publish.domain.checks.finding import Finding, Subject

# The cells that words.toml says: table and column, and the section that holds them.
SAID = (("facts", "unit", "units"), ("forces", "side", "sides"))
TIMES = ("events", "time", "times")


def complete(subject: Subject) -> Iterator[Finding]:
    """Refuse a text that another language has and this one lacks."""
    homes = {
        key: text.at
        for texts in subject.content.texts.values()
        for key, text in texts.items()
    }
    for language, texts in subject.content.texts.items():
        for key in sorted(homes.keys() - texts.keys()):
            message = f"has no translation in {language!r}"
            hint = f"add content/{language}/{key}.md"
            yield Finding("error", message, homes[key], hint)


def worded(subject: Subject) -> Iterator[Finding]:
    """Refuse a unit, a side or a word of the day that a language has no words for.

    The tables are written in the first language: it knows their words of the day.
    """
    first, *_ = subject.content.project.publication.languages
    for language, words in subject.content.words.items():
        for table, column, section in SAID if language == first else (*SAID, TIMES):
            yield from _unsaid(subject, words, table, column, section)


def _unsaid(
    subject: Subject, words: Words, table: str, column: str, section: str
) -> Iterator[Finding]:
    rows, known = subject.content.tables[table], getattr(words, section)
    for key, row in rows.rows.items():
        said = getattr(row, column)
        is_clock = column == "time" and row.has_hour
        if said and not is_clock and said not in known:
            message = f"no words for the {column} {said!r}"
            hint = f"add it to [{section}] of {words.at.path}"
            yield Finding("error", message, rows.at(key), hint)
