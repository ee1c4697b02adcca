"""Rules for languages: what one edition says, each other says too."""

from collections.abc import Iterator

from publish.domain.checks.finding import Finding, Subject


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
