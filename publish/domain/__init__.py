"""2 MEAN: records become an Edition in one language: frozen, checked, bound.

``assemble`` checks that every key points somewhere, binds all texts to their
facts and gathers every fault before it raises.
"""

from collections.abc import Mapping
from typing import Any

from publish.content import Content
from publish.content.nodes import plain
from publish.content.settings import PUBLISH_TOML
from publish.content.specs import FigureSpec
from publish.content.texts import parse_inline
from publish.domain.binding import Binder
from publish.domain.checks import Finding, Subject
from publish.domain.checks import check as check_rules
from publish.domain.citing import Citations
from publish.domain.edition import Edition, Figure
from publish.domain.glyphs import check_glyphs
from publish.domain.language import check_language
from publish.domain.links import check_links
from publish.domain.references import References
from publish.domain.tabled import explained, remarks
from publish.errors import ContentError, Faults
from publish.faces import Faces
from publish.source import Source

__all__ = ["Edition", "Figure", "Finding", "assemble", "check", "check_glyphs"]


def assemble(content: Content, language: str) -> Edition:
    """Return the edition of a publication in one language.

    Raises: ContentError with every fault: unknown keys, forms that a row cannot
        be said in, numbers typed in prose, missing translations.
    """
    faults = Faults()
    tables, words = content.tables, content.words[language]
    check_language(words, faults)
    faults.raise_as(ContentError)  # nothing can be said in it
    check_links(tables, content.bibliography, faults)
    _check_translations(content, language, faults)
    references = References(tables["sources"], content.bibliography.works)
    binder = Binder(tables, words, frozenset(content.specs), references, faults)
    texts = {key: binder.text(text) for key, text in content.texts[language].items()}
    figures = {
        key: _figure(spec, content, language, binder, faults)
        for key, spec in content.specs.items()
    }
    glossary = explained(tables["glossary"], binder, faults)
    said = remarks(tables["remarks"], binder, faults)
    faults.raise_as(ContentError)
    own = ("sources", "glossary", "remarks")
    rows = {name: table.rows for name, table in tables.items() if name not in own}
    return Edition(
        language=language,
        project=content.project,
        words=words,
        sources=references.rows,
        notes=Citations(content.bibliography, references.rows, language),
        glossary=glossary,
        remarks=said,
        texts=texts,
        figures=figures,
        rights=content.rights,
        **rows,
    )


def check(
    content: Content, editions: Mapping[str, Edition], faces: Faces, faults: Faults
) -> tuple[Finding, ...]:
    """Apply the rules of ``checks``: note the errors, return the warnings."""
    found = check_rules(Subject(content, editions, faces))
    for finding in found:
        if finding.severity == "error":
            faults.add(finding.message, finding.at, finding.hint)
    return tuple(finding for finding in found if finding.severity == "warning")


def _check_translations(content: Content, language: str, faults: Faults) -> None:
    publication = content.project.publication
    for name in ("title", "subtitle", "licence", "compiled_from"):
        if language not in getattr(publication, name):
            faults.add(
                f"{name} is missing in {language!r}",
                Source(PUBLISH_TOML),
                f"add {name}.{language}",
            )


def _figure(
    spec: FigureSpec, content: Content, language: str, binder: Binder, faults: Faults
) -> Figure:
    """Return a specification in one language, its texts bound to facts."""

    def bound(text: str) -> str:
        inlines = parse_inline(text, spec.at, faults)
        return "".join(plain(binder.inlines(inlines)))

    def chosen(texts: Mapping[str, str], name: str) -> str:
        if texts and language not in texts:
            faults.add(
                f"{name} is missing in {language!r}", spec.at, f"add {name}.{language}"
            )
        return bound(texts.get(language, ""))

    refs: list[int] = []
    for key in spec.facts:
        row = binder.fact(key, spec.at)
        refs.extend(row.refs if row else ())
    return Figure(
        key=spec.key,
        group=spec.group,
        kind=spec.kind,
        at=spec.at,
        title=chosen(spec.title, "title"),
        subtitle=chosen(spec.subtitle, "subtitle"),
        note=chosen(spec.note, "note"),
        alt=chosen(spec.alt, "alt"),
        refs=tuple(dict.fromkeys(refs)),
        settings=_localised(
            spec.settings, content.project.publication.languages, chosen
        ),
        files=spec.files,
    )


def _localised(value: Any, languages: tuple[str, ...], chosen) -> Any:
    """Return settings with each table of languages replaced by the bound text."""
    if isinstance(value, dict):
        texts = all(isinstance(part, str) for part in value.values())
        if value and texts and set(value) <= set(languages):
            return chosen(value, "text")
        return {key: _localised(part, languages, chosen) for key, part in value.items()}
    if isinstance(value, list):
        return tuple(_localised(part, languages, chosen) for part in value)
    return value
