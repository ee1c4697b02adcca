"""The glossary prints the terms that the texts use, by the alphabet."""

from pathlib import PurePosixPath
from types import SimpleNamespace

from publish.content.nodes import Paragraph, Str, Text
from publish.domain.edition import Explained
from publish.pages.apparatus import glossary
from publish.source import Source

AT = Source(PurePosixPath("a.md"), 1)
TERMS = ("zeal", "Élan", "bey")


def test_only_terms_that_stand_in_the_texts() -> None:
    terms = {term: Explained(term, term, (), (), AT) for term in TERMS}
    edition = SimpleNamespace(glossary=terms)
    said = (Str("Zeal, élan and Élan of the beys"),)
    text = Text(key="a", at=AT, title=(), blocks=(Paragraph(said, AT),))
    assert [one.term for one in glossary(edition, [text])] == ["Élan", "zeal"]
