"""Rules for what the file says of itself: XMP and Info."""

from collections.abc import Iterator

import pikepdf

from publish.preflight.job import Job
from publish.preflight.metadata import pdf_date, xmp_date
from publish.preflight.rules.registry import Hit, file_rule, press

NEEDED = (
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
    "dc:title",
    "pdf:Trapped",
)
DATES = (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate"))
TWINS = (
    ("Author", "dc:creator"),
    ("Subject", "dc:description"),
    ("Keywords", "pdf:Keywords"),
    ("Creator", "xmp:CreatorTool"),
    ("Producer", "pdf:Producer"),
)
STANDARD = "PDF/X-4"


@file_rule(
    "X6",
    of=press,
    why="printers recognise a PDF/X by this packet, read without decompression",
    do="write an uncompressed XMP packet with pdfxid:GTS_PDFXVersion PDF/X-4",
    source="ISO 15930-7; print-standards X6",
)
def packet(job: Job) -> Iterator[Hit]:
    """There is an uncompressed packet that claims PDF/X-4."""
    xmp = job.xmp
    if not xmp.present:
        yield Hit("the file has no XMP packet")
        return
    if xmp.compressed:
        yield Hit("the XMP packet is compressed")
    if xmp.fault:
        yield Hit(f"the XMP packet {xmp.fault}")
        return
    claimed = xmp.values.get("pdfxid:GTS_PDFXVersion", "")
    if claimed != STANDARD:
        yield Hit(
            f"the XMP packet claims {claimed!r}" if claimed else "no PDF/X is claimed",
            measured=claimed or "none",
            limit=STANDARD,
        )


@file_rule(
    "X7",
    of=press,
    why="the job's versions are told apart by these properties",
    do="write all of them into the XMP packet",
    source="ISO 15930-7; print-standards X7",
)
def properties(job: Job) -> Iterator[Hit]:
    """The packet has dates, identifiers, title and trapping."""
    if job.xmp.present and not job.xmp.fault:
        for name in NEEDED:
            if not job.xmp.values.get(name):
                yield Hit(f"the XMP packet has no {name}")


@file_rule(
    "X8",
    of=press,
    why="two records of one fact that differ make the file's identity doubtful",
    do="write Info and XMP from the same values",
    source="ISO 15930-7; print-standards X8",
)
def twins(job: Job) -> Iterator[Hit]:
    """Info and XMP say the same, in full."""
    for key, name in DATES:
        yield from _dates(job, key, name)
    title = str(job.info.get("Title", "")).strip()
    if not title:
        yield Hit("Info has no Title")
    known = job.xmp.values
    if title and known.get("dc:title", title).strip() != title:
        yield Hit(
            f"the title is {title!r} in Info and {known['dc:title']!r} in XMP",
            measured=known["dc:title"],
            limit=title,
        )
    for key, name in TWINS:
        here, there = str(job.info.get(key, "")).strip(), known.get(name, "").strip()
        if here and there and here != there:
            yield Hit(
                f"{key} is {here!r} in Info and {there!r} in XMP",
                "warning",
                measured=there,
                limit=here,
            )


def _dates(job: Job, key: str, name: str) -> Iterator[Hit]:
    text = job.info.get(key)
    if text is None:
        yield Hit(f"Info has no {key}")
        return
    here = pdf_date(text)
    if here is None:
        yield Hit(f"{key} in Info is no date: {str(text)!r}", measured=str(text))
        return
    there = job.xmp.values.get(name)
    if there and xmp_date(there) != here:
        yield Hit(
            f"{key} in Info is {here:%Y-%m-%d %H:%M:%S} UTC, {name} says {there}",
            measured=there,
            limit=f"{here:%Y-%m-%dT%H:%M:%SZ}",
        )


@file_rule(
    "X9",
    of=press,
    why="a printer must know whether to trap the job",
    do="write the name /True or /False into Info, and the same into XMP",
    source="ISO 15930-7; print-standards X9",
)
def trapped(job: Job) -> Iterator[Hit]:
    """Info says by a name whether the file is trapped; XMP agrees."""
    value = job.info.get("Trapped")
    name = str(value)[1:] if isinstance(value, pikepdf.Name) else ""
    if value is None:
        yield Hit(
            "Info does not say whether the file is trapped", limit="/True or /False"
        )
    elif name not in ("True", "False"):
        said = f"/{name}" if name else f"the text {str(value)!r}"
        yield Hit(f"Trapped is {said}", measured=said, limit="/True or /False")
    there = job.xmp.values.get("pdf:Trapped")
    if name and there and there != name:
        message = f"Trapped is {name} in Info and {there} in XMP"
        yield Hit(message, measured=there, limit=name)
