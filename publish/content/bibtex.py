"""Read works as BibTeX and BibLaTeX write them, LaTeX's signs as characters.

In:  the text of a .bib file.
Out: each work as a table in the form of CSL-JSON, with the line where it begins.

What no citation prints (abstracts, keywords, files) is left out.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bibtexparser import parse_string
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock
from pylatexenc.latex2text import LatexNodes2Text

from publish.errors import Faults
from publish.source import Source

# Source of the next three: the BibLaTeX manual 3.20, 2.1 to 2.3; CSL 1.0.2, appendix.
TYPES = {
    "article": "article-journal",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "mastersthesis": "thesis",
    "misc": "article",
    "online": "webpage",
    "phdthesis": "thesis",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
}
OTHER_TYPE = "book"
FIELDS = {
    "title": "title",
    "shorttitle": "title-short",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
    "pages": "page",
    "series": "collection-title",
    "isbn": "ISBN",
    "doi": "DOI",
    "url": "URL",
}
MONTHS = (  # as BibTeX writes them
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
VERBATIM = ("url", "doi")
ROLES = ("author", "editor", "translator")
AND_OTHERS = "others"
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")

# What the parsers cannot read is told as faults, not twice.
for _name in ("bibtexparser", "pylatexenc"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_bibtex(
    text: str, at: Source, faults: Faults
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the works of a file; what cannot be read is noted with its line."""
    library = parse_string(text)
    for block in library.failed_blocks:
        here = at.at((block.start_line or 0) + 1)
        if isinstance(block, DuplicateBlockKeyBlock):
            hint = "give it another key"
            faults.add(f"a work {block.key!r} exists already", here, hint)
        elif isinstance(block, ParsingFailedBlock):
            faults.add("an entry that is no BibTeX", here, "close its braces")
    for entry in library.entries:
        yield (entry.start_line or 0) + 1, _work(entry)


def _work(entry: Entry) -> dict[str, Any]:
    cells = {field.key.lower(): str(field.value) for field in entry.fields}
    found: dict[str, Any] = {
        "id": entry.key,
        "type": TYPES.get(entry.entry_type.lower(), OTHER_TYPE),
    }
    for name, value in cells.items():
        if name in ROLES:
            found[name] = [
                _name_of(person)
                for person in split_multiple_persons_names(value)
                if person != AND_OTHERS
            ]
        elif name in FIELDS:
            found[FIELDS[name]] = value if name in VERBATIM else _said(value)
    dates = {"issued": _issued(cells), "accessed": _date(cells.get("urldate", ""))}
    return {**found, **{name: date for name, date in dates.items() if date}}


def _name_of(person: str) -> dict[str, str]:
    if person.startswith("{") and person.endswith("}"):
        return {"literal": _said(person)}
    parts = parse_single_name_into_parts(person, strict=False)
    said = {
        "family": parts.last,
        "given": parts.first,
        "non-dropping-particle": parts.von,
        "suffix": parts.jr,
    }
    return {role: _said(" ".join(words)) for role, words in said.items() if words}


def _said(value: str) -> str:
    return " ".join(LatexNodes2Text().latex_to_text(value).split(" ")).strip()


def _issued(cells: Mapping[str, str]) -> dict[str, Any] | None:
    """Return ``date``, or ``year`` and ``month`` where a file is of the older kind."""
    if "date" in cells or "year" not in cells:
        return _date(cells.get("date", ""))
    month = cells.get("month", "").strip().lower()
    number = MONTHS.index(month[:3]) + 1 if month[:3] in MONTHS else month
    is_month = str(number).isdecimal() and 1 <= int(number) <= len(MONTHS)
    return _date(f"{cells['year']}-{int(number):02d}" if is_month else cells["year"])


def _date(said: str) -> dict[str, Any] | None:
    """Return a date, or a range written with a slash; any other as it is said."""
    ends = [_DATE.match(end.strip()) for end in said.split("/")]
    if all(ends):
        parts = [[int(part) for part in end.groups() if part] for end in ends]
        return {"date-parts": parts}
    return {"literal": _said(said)} if said.strip() else None
