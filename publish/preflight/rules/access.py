"""Rules for screen files: PDF/UA-1 as far as a program can check it."""

import re
from collections.abc import Iterator

import pikepdf

from publish.preflight.job import Job, version_key
from publish.preflight.matterhorn import NotValidated
from publish.preflight.records import MARKS
from publish.preflight.rules.registry import Hit, file_rule, page_rule, screen
from publish.preflight.rules.structure import PDF_1_7
from publish.preflight.sheet import Sheet
from publish.preflight.tree import Element

UA = "ISO 14289-1; print-standards 6"
READERS = "a screen reader reads out what the structure says, and nothing else"
HEADING = re.compile(r"H([1-6])\Z")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")
ON_PAGE = re.compile(r"\bpage (\d+)\b")
SIMPLE_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding")


@file_rule(
    "UA-file", of=screen, why=READERS, do="write the file as PDF/UA-1", source=UA
)
def claims(job: Job) -> Iterator[Hit]:
    """The version is 1.7 or lower, XMP claims PDF/UA-1 and gives a title."""
    if version_key(job.version) > PDF_1_7:
        message = f"the file is PDF {job.version}"
        yield Hit(message, measured=job.version, limit="at most 1.7")
    if not job.xmp.present or job.xmp.fault:
        yield Hit("the file has no readable XMP packet")
        return
    part = job.xmp.values.get("pdfuaid:part", "")
    if part != "1":
        yield Hit("the XMP packet does not claim PDF/UA-1", measured=part, limit="1")
    if not job.xmp.values.get("dc:title"):
        yield Hit("the XMP packet has no dc:title")


@file_rule(
    "UA-catalog",
    of=screen,
    why=READERS,
    do="mark the file as tagged, with its language and title shown",
    source=UA,
)
def catalog(job: Job) -> Iterator[Hit]:
    """The catalog says that the file is tagged, its language, and shows the title."""
    root = job.root
    marked = root.get("/MarkInfo")
    marked = marked if isinstance(marked, pikepdf.Dictionary) else pikepdf.Dictionary()
    if marked.get("/Marked") is not True:
        yield Hit("the catalog does not mark the file as tagged")
    if marked.get("/Suspects") is True:
        yield Hit("the tags are said to be doubtful (Suspects)")
    language = str(root.get("/Lang", ""))
    if not LANGUAGE.match(language):
        yield Hit("the catalog gives no language (Lang)", measured=language or "none")
    view = root.get("/ViewerPreferences")
    shown = (
        isinstance(view, pikepdf.Dictionary) and view.get("/DisplayDocTitle") is True
    )
    if not shown:
        yield Hit("the title is not shown (DisplayDocTitle)")
    if not isinstance(root.get("/StructTreeRoot"), pikepdf.Dictionary):
        yield Hit("the file has no structure tree")


@file_rule(
    "UA-security",
    of=screen,
    why="encryption may lock out assistive programs",
    do="write the file without encryption, scripts and timed actions",
    source=UA,
)
def security(job: Job) -> Iterator[Hit]:
    """Assistive programs may read the file; no scripts."""
    if job.pdf.is_encrypted and not job.pdf.allow.accessibility:
        yield Hit("encryption keeps assistive programs out")
    names = job.root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield Hit("the file holds JavaScript")


@page_rule(
    "UA-tagged",
    of=screen,
    why="content outside the structure is not read out, or read at the wrong place",
    do="put it into a structure element, or mark it as Artifact",
    source=UA,
)
def tagged(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Everything that is drawn belongs to the structure or is an artifact."""
    for record in sheet.records:
        if isinstance(record, MARKS) and record.where.drawn and not record.tagged:
            kind = type(record).__name__.lower()
            yield Hit(f"a {kind} is neither tagged nor an artifact", box=record.box)
    if any(isinstance(r, MARKS) for r in sheet.records) and not sheet.struct_parents:
        yield Hit("the page has no StructParents")


@page_rule(
    "UA-annotations",
    of=screen,
    why="links are reached by keyboard, in the order of the structure",
    do="set Tabs to S; give each link a text in Contents and a Link element",
    source=UA,
)
def annotations(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Pages with annotations follow the structure; links have a text."""
    entry = sheet.obj.get("/Annots")
    items = entry.as_list() if isinstance(entry, pikepdf.Array) else []
    visible = [item for item in items if isinstance(item, pikepdf.Dictionary)]
    if visible and sheet.obj.get("/Tabs") != "/S":
        yield Hit("the page has annotations and no /Tabs /S")
    for item in visible:
        if item.get("/Subtype") == "/Link":
            if not str(item.get("/Contents", "")).strip():
                yield Hit("a link has no text in Contents")
            if "/StructParent" not in item:
                yield Hit("a link does not belong to the structure")


@file_rule(
    "UA-alternatives",
    of=screen,
    why="a figure without a text is silence to those who do not see it",
    do="give each figure an Alt text, or make it an artifact",
    source=UA,
)
def alternatives(job: Job) -> Iterator[Hit]:
    """Figures and formulas have an alternative text."""
    for element in job.elements:
        if element.role in ("Figure", "Formula") and not element.alternative:
            yield Hit(
                f"a {element.role} has no alternative text",
                page=_page_of(job, element),
            )


@file_rule(
    "UA-headings",
    of=screen,
    why="readers move from heading to heading; a missing level looks like lost text",
    do="let headings go down one level at a time, starting with H1",
    source=UA,
)
def headings(job: Job) -> Iterator[Hit]:
    """Headings do not skip a level."""
    last = 0
    for element in job.elements:
        if hit := HEADING.match(element.role):
            level = int(hit[1])
            if level > last + 1:
                yield Hit(
                    f"H{level} follows {f'H{last}' if last else 'no heading'}",
                    page=_page_of(job, element),
                    measured=f"H{level}",
                    limit=f"at most H{last + 1}",
                )
            last = level


@file_rule(
    "UA-tables",
    of=screen,
    why="without it nobody hears which heading a cell belongs to",
    do="give each TH a Scope, or each TD its Headers",
    source=UA,
)
def tables(job: Job) -> Iterator[Hit]:
    """Heading cells have a scope, or cells name their headings."""
    named = any(
        element.role == "TD" and element.attribute("/Headers")
        for element in job.elements
    )
    for element in job.elements:
        if element.role == "TH" and not named and not element.attribute("/Scope"):
            yield Hit("a heading cell has no Scope", page=_page_of(job, element))


@file_rule(
    "UA-text",
    of=screen,
    why="letters that stand for no text cannot be read out or searched",
    do="write a ToUnicode map for each font",
    source=UA,
)
def unicode(job: Job) -> Iterator[Hit]:
    """The codes of every font that is drawn stand for text."""
    for font in job.registry.fonts.values():
        encoding = font.obj.get("/Encoding")
        base = encoding
        if isinstance(encoding, pikepdf.Dictionary):
            base = encoding.get("/BaseEncoding", "/WinAnsiEncoding")
        plain = font.kind not in ("Type0", "Type3") and str(base) in SIMPLE_ENCODINGS
        if font.used and not font.unicode and not plain:
            yield Hit(f"the font {font.name} has no ToUnicode", page=min(font.used))


@file_rule(
    "UA-matterhorn",
    of=screen,
    why="the protocol lists what makes a file unusable to assistive programs",
    do="mend the place that the message names",
    source="Matterhorn protocol 1.1, by the page-validation package",
)
def matterhorn(job: Job) -> Iterator[Hit]:
    """The Matterhorn checks that page-validation makes, where it is installed."""
    if job.validation is None:
        return
    try:
        found = job.validation.failures()
    except NotValidated as problem:
        yield Hit(f"the structure could not be validated: {problem}", "warning")
        return
    for failure in found:
        page_number = ON_PAGE.search(failure.message)
        yield Hit(
            f"{failure.message} ({failure.rule_id})",
            page=int(page_number[1]) if page_number else None,
        )


def _page_of(job: Job, element: Element) -> int | None:
    for sheet in job.sheets:
        if element.page is not None and element.page == sheet.obj.objgen:
            return sheet.number
    return None
