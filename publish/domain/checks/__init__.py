"""The rules of ``publish check``: one rule a function, an error or a warning each.

In:  a publication as read, its editions, and the faces that it is set in.
Out: findings, in file order. An error keeps products from being built; a warning is
     printed for the editor to weigh.
"""

from publish.domain.checks import (
    facts,
    names,
    products,
    prose,
    rights,
    terms,
    translations,
)
from publish.domain.checks.finding import Finding, Severity, Subject

__all__ = ["RULES", "Finding", "Severity", "Subject", "check"]

RULES = (
    facts.unused,
    facts.citable,
    names.spelling,
    names.spelling_of_tables,
    names.called,
    products.known,
    products.short_titles,
    prose.sourced,
    prose.bound_numbers,
    prose.short_sentences,
    prose.easy_panels,
    prose.short_quotations,
    rights.covered,
    terms.used,
    translations.complete,
    translations.worded,
)


def check(subject: Subject) -> tuple[Finding, ...]:
    """Return what every rule finds, each thing once."""
    found = dict.fromkeys(finding for rule in RULES for finding in rule(subject))
    return tuple(sorted(found, key=lambda f: (str(f.at.path), f.at.line or 0)))
