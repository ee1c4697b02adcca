"""Prose that stands in tables: terms explained, remarks of the editors.

In:  the rows of glossary.csv and remarks.csv; bound texts.
Out: both bound, by key; the keys of the terms that stand in some texts.
"""

import re
from collections.abc import Iterable, Mapping

from publish.content.nodes import Text
from publish.content.tables import Table
from publish.content.texts import parse_inline
from publish.domain.binding import Binder
from publish.domain.edition import BoundRemark, Explained
from publish.domain.passages import passages
from publish.errors import Faults


def explained(table: Table, binder: Binder, faults: Faults) -> dict[str, Explained]:
    """Return the terms by key; a number typed in an explanation is a fault."""
    found = {}
    for key, row in table.rows.items():
        at = table.at(key)
        said = binder.prose(parse_inline(row.explanation, at, faults), at)
        found[key] = Explained(key, row.term, row.variants, said, at)
    return found


def remarks(table: Table, binder: Binder, faults: Faults) -> dict[str, BoundRemark]:
    """Return the remarks by key; a number typed in one is a fault."""
    found = {}
    for key, row in table.rows.items():
        at = table.at(key)
        topic, said = (
            binder.prose(parse_inline(text, at, faults), at)
            for text in (row.topic, row.remark)
        )
        found[key] = BoundRemark(key, topic, said, row.refs, at)
    return found


def used_terms(
    glossary: Mapping[str, Explained], texts: Iterable[Text]
) -> frozenset[str]:
    """Return the keys of the terms that stand in texts, in one of their forms."""
    said = "\n".join(passage.text for text in texts for passage in passages(text))
    words = " ".join(said.split())
    return frozenset(key for key, term in glossary.items() if _stands(term, words))


def _stands(term: Explained, words: str) -> bool:
    """Whether a term stands among words; its first letter may be a capital."""
    forms = {
        form
        for name in (term.term, *term.variants)
        for form in (name, name[:1].upper() + name[1:])
    }
    return bool(
        re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", words)
    )
