"""Rules for publish.toml: what a product names is there, and fits on it."""

from collections.abc import Iterator
from fnmatch import fnmatch

from publish.content.settings import PUBLISH_TOML, Product
from publish.domain.checks.finding import Finding, Subject
from publish.domain.passages import words
from publish.source import Source

MOST_TITLE = 18  # words that a walking reader takes in


def known(subject: Subject) -> Iterator[Finding]:
    """Refuse a product that names an event, place or text that is not there."""
    events = subject.content.tables["events"].rows
    places = subject.content.tables["places"].rows
    at = Source(PUBLISH_TOML)
    for product in subject.content.project.product:
        where = f"product {product.name!r}"
        for key in _events(product):
            if key not in events:
                message = f"{where} names an unknown event {key!r}"
                yield Finding("error", message, at, "see content/events.csv")
        lanes = product.timeline.lanes.values() if product.timeline else ()
        for key in (key for lane in lanes for key in lane.places):
            if key not in places:
                message = f"{where} names an unknown place {key!r}"
                yield Finding("error", message, at, "see content/places.csv")
        for language, texts in subject.content.texts.items():
            for pattern in product.texts:
                if not any(fnmatch(key, pattern) for key in texts):
                    message = f"{where}: no text {pattern!r} in {language!r}"
                    yield Finding("error", message, at, f"add content/{language}/…")


def short_titles(subject: Subject) -> Iterator[Finding]:
    """Refuse an event whose title is too long for the banner that shows it."""
    events = subject.content.tables["events"]
    for product in subject.content.project.product:
        first, last = (events.rows.get(key) for key in product.span or ("", ""))
        if product.kind != "banner" or not (first and last):
            continue
        for key, event in events.rows.items():
            count = len(words(event.title))
            if count > MOST_TITLE and first.start <= event.start <= last.end:
                message = f"a title of {count} words on the {product.name}"
                hint = f"say the rest in its summary; {MOST_TITLE} words are the most"
                yield Finding("error", message, events.at(key), hint)


def _events(product: Product) -> tuple[str, ...]:
    named = (*(product.span or ()), *product.cover)
    return (*named, *(product.timeline.keys if product.timeline else ()))
