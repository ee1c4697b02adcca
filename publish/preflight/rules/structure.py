"""Rules for the file as a file: version, identity, encryption, damage, filters."""

from collections.abc import Iterator

import pikepdf

from publish.preflight.job import MAX_PAGES, Job, version_key
from publish.preflight.records import Picture
from publish.preflight.rules.registry import Hit, any_file, file_rule, page_rule, press
from publish.preflight.sheet import Sheet
from publish.preflight.streams import filters_of

PDF_1_6, PDF_1_7 = (1, 6), (1, 7)
MAX_OBJECTS = 400_000


@file_rule(
    "X1",
    of=press,
    why="PDF/X-4 is PDF 1.6; a press system may refuse or misread a later version",
    do="write the file as PDF 1.6, in the header and in the catalog",
    source="ISO 15930-7; print-standards X1",
)
def version(job: Job) -> Iterator[Hit]:
    """The version is 1.6 or lower, in the header and in the catalog."""
    if version_key(job.version) > PDF_1_6:
        yield Hit(
            f"the file is PDF {job.version}", measured=job.version, limit="at most 1.6"
        )


@file_rule(
    "header",
    of=any_file,
    why="some systems refuse a file that does not start with its header",
    do="write the file anew; nothing may stand before %PDF",
    source="ISO 32000-1, 7.5.2",
)
def header(job: Job) -> Iterator[Hit]:
    """The header stands at the first byte."""
    if job.header_at < 0:
        yield Hit("the file has no PDF header")
    elif job.header_at > 0:
        yield Hit(
            f"{job.header_at} bytes stand before the header",
            "warning",
            measured=f"byte {job.header_at}",
            limit="byte 0",
        )


@file_rule(
    "X10",
    of=press,
    why="without an ID a printer cannot tell versions of a job apart; an encrypted "
    "file cannot be processed",
    do="write a trailer /ID, and no encryption or password",
    source="ISO 15930-7; print-standards X10",
)
def identity(job: Job) -> Iterator[Hit]:
    """The trailer has an ID and the file is not encrypted."""
    entry = job.pdf.trailer.get("/ID")
    valid = isinstance(entry, pikepdf.Array) and len(entry) == 2
    if not valid or not all(len(bytes(part)) for part in entry):
        yield Hit("the trailer has no ID of two parts")
    if job.pdf.is_encrypted:
        yield Hit("the file is encrypted")


@file_rule(
    "damage",
    of=any_file,
    why="a file that has to be repaired while it is read prints differently from "
    "one system to the next, or not at all",
    do="export the file again; do not send a file that was cut off in transfer",
    source="ISO 32000-1, 7.5; qpdf",
)
def damage(job: Job) -> Iterator[Hit]:
    """The file's structure is read without repair."""
    warnings = [str(warning) for warning in job.pdf.get_warnings()]
    for warning in dict.fromkeys(_plain(warning, job) for warning in warnings):
        yield Hit(f"the structure is damaged: {warning}", group="damage")


def _plain(warning: str, job: Job) -> str:
    return warning.replace(str(job.path), "").strip(" :")


@file_rule(
    "pages",
    of=any_file,
    why="a file without pages prints nothing; one with too many cannot be judged",
    do="export the pages again; split very long files",
    source="ISO 32000-1, 7.7.3",
)
def pages(job: Job) -> Iterator[Hit]:
    """The file has pages, and not more than can be judged."""
    count = len(job.pdf.pages)
    if not count:
        yield Hit("the file has no pages")
    if count > MAX_PAGES:
        yield Hit(
            f"only the first {MAX_PAGES} of {count} pages were judged",
            measured=f"{count} pages",
            limit=f"at most {MAX_PAGES}",
        )


@file_rule(
    "X22",
    of=press,
    why="PDF/X-4 forbids LZW, and JPEG 2000 still fails in some press systems",
    do="write the stream with Flate, pictures with Flate or JPEG",
    source="ISO 15930-7; print-standards X22",
)
def compression(job: Job) -> Iterator[Hit]:
    """No stream is compressed with LZW; JPEG 2000 is better avoided."""
    for count, obj in enumerate(job.pdf.objects):
        if count > MAX_OBJECTS:
            return
        if not isinstance(obj, pikepdf.Stream):
            continue
        filters = filters_of(obj)
        if "LZWDecode" in filters:
            yield Hit(f"object {obj.objgen[0]} is compressed with LZW", group="lzw")
        if "JPXDecode" in filters:
            message = f"image object {obj.objgen[0]} is a JPEG 2000"
            yield Hit(message, "warning", group="jpx")
        if "Crypt" in filters:
            yield Hit(f"object {obj.objgen[0]} has a Crypt filter", group="crypt")


@page_rule(
    "X22",
    of=press,
    why="PDF/X-4 forbids LZW, in images that stand in the content as well",
    do="write the picture with Flate or JPEG",
    source="ISO 15930-7; print-standards X22",
)
def inline_compression(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """No inline image is compressed with LZW."""
    for record in sheet.records:
        inline = isinstance(record, Picture) and record.inline
        if inline and "LZWDecode" in record.filters:
            yield Hit(f"an inline image is compressed with LZW{record.where}")
