"""Rules for page content: malformed, missing and forbidden things in it."""

from collections.abc import Iterator

from publish.preflight.job import Job
from publish.preflight.records import Trouble
from publish.preflight.rules.registry import Hit, any_file, page_rule, press
from publish.preflight.sheet import Sheet

FORBIDDEN = ("postscript", "opi", "alternates", "reference", "external")


def _troubles(sheet: Sheet, *kinds: str) -> Iterator[Trouble]:
    for record in sheet.records:
        if isinstance(record, Trouble) and record.kind in kinds:
            yield record


def out_of_budget(sheet: Sheet) -> bool:
    """Whether the walk had to give the page up, or a stream of it."""
    return any(True for _ in _troubles(sheet, "budget", "damaged"))


@page_rule(
    "X20",
    of=press,
    why="PostScript, OPI and links to other files need what the press does not have",
    do="embed the real content; remove PostScript, OPI comments and alternates",
    source="ISO 15930-7; print-standards X20",
)
def forbidden(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """No PostScript, no OPI, no alternate images, no content from outside."""
    for trouble in _troubles(sheet, *FORBIDDEN):
        yield Hit(f"{trouble.message}{trouble.where}")


@page_rule(
    "content",
    of=any_file,
    why="each system guesses differently what broken content means",
    do="export the page again; leave out the object that the message names",
    source="ISO 32000-1, 7.8.2",
)
def sound(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Content holds only operators that exist, with operands that fit."""
    for trouble in _troubles(sheet, "syntax"):
        yield Hit(f"{trouble.message}{trouble.where}")
    for trouble in _troubles(sheet, "balance"):
        yield Hit(f"{trouble.message}{trouble.where}", "warning")


@page_rule(
    "missing-resource",
    of=any_file,
    why="what the page refers to and the file does not hold will not print",
    do="export the page again with all its fonts, images and colour spaces",
    source="ISO 32000-1, 7.8.3",
)
def missing(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Every name in the content has an entry in the resources."""
    for trouble in _troubles(sheet, "missing"):
        yield Hit(f"{trouble.message}{trouble.where}")


@page_rule(
    "damaged-data",
    of=any_file,
    why="half a picture or page prints as half a picture or page, or stops the press",
    do="place the picture again, export again",
    source="ISO 32000-1, 7.4",
)
def damaged(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Streams decode, and images hold as many bytes as they say."""
    for trouble in _troubles(sheet, "damaged"):
        yield Hit(f"{trouble.message}{trouble.where}")


@page_rule(
    "too-complex",
    of=any_file,
    why="a page of millions of operators, or nested without end, stops a press system",
    do="simplify the artwork, or place it as a picture",
    source="publish.preflight.state: the budget of one page",
)
def budget(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """The page can be judged within the budget."""
    for trouble in _troubles(sheet, "budget"):
        yield Hit(f"{trouble.message}{trouble.where}")
