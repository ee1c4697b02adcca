"""The document's words about itself: Info dictionary and XMP packet.

In:  the opened file. Out: ``Info`` texts and an ``Xmp`` of plain properties, both
possibly empty; dates as aware datetimes, so that they can be compared.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pikepdf

from publish.preflight.streams import StreamFault, decoded, filters_of

MAX_XMP = 4 * 2**20  # bytes
MAX_NODES = 20_000
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PREFIXES = {
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
}
_PDF_DATE = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([-+Z])(?:(\d\d)'?(?:(\d\d)'?)?)?)?\Z"
)
_QNAME = re.compile(r"\{([^}]*)\}(.*)")


@dataclass(frozen=True)
class Xmp:
    """The packet: whether there is one, how it is stored, and its properties.

    Names are ``prefix:name`` with the usual prefixes. Several values of one
    property are joined by "; "; of language alternatives the default is taken.
    """

    present: bool
    compressed: bool
    fault: str
    values: Mapping[str, str]


def read_info(pdf: pikepdf.Pdf) -> dict[str, str | pikepdf.Name]:
    """Return the Info dictionary; texts as ``str``, names as they are."""
    entry = pdf.trailer.get("/Info")
    if not isinstance(entry, pikepdf.Dictionary):
        return {}
    found: dict[str, str | pikepdf.Name] = {}
    for key, value in entry.items():
        if isinstance(value, pikepdf.Name):
            found[key[1:]] = value
        elif isinstance(value, pikepdf.String):
            found[key[1:]] = str(value)
    return found


def read_xmp(pdf: pikepdf.Pdf) -> Xmp:
    """Return the XMP packet of the file; ``fault`` says why it cannot be read."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return Xmp(False, False, "", {})
    compressed = bool(filters_of(stream))
    try:
        data = decoded(stream, MAX_XMP)
    except StreamFault as fault:
        return Xmp(True, compressed, str(fault), {})
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        return Xmp(True, compressed, "declares a document type", {})
    try:
        root = ElementTree.fromstring(data.strip(b"\x00 \t\r\n"))
    except (ElementTree.ParseError, ValueError, LookupError) as problem:
        return Xmp(True, compressed, f"is not well-formed XML: {problem}", {})
    return Xmp(True, compressed, "", _properties(root))


def pdf_date(text: object) -> datetime | None:
    """Return a date of the Info dictionary, or None when it is malformed.

    A date without a time zone counts as UTC.
    """
    hit = _PDF_DATE.match(str(text))
    if not hit:
        return None
    parts = [
        int(part) if part else default
        for part, default in zip(hit.groups()[:6], (0, 1, 1, 0, 0, 0), strict=True)
    ]
    hours, minutes = int(hit[8] or 0), int(hit[9] or 0)
    shift = timedelta(hours=hours, minutes=minutes) * (-1 if hit[7] == "-" else 1)
    try:
        return datetime(*parts, tzinfo=timezone(shift)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def xmp_date(text: str) -> datetime | None:
    """Return a date of an XMP packet, or None when it is malformed."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            moment = datetime.strptime(text.strip(), "%Y-%m")
        except ValueError:
            return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return None


def _properties(root: ElementTree.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for count, node in enumerate(root.iter(f"{RDF}Description")):
        if count > MAX_NODES:
            break
        for name, value in node.attrib.items():
            found.setdefault(_name(name), value)
        for child in node:
            found.setdefault(_name(child.tag), _value(child))
    return found


def _value(node: ElementTree.Element) -> str:
    items = list(node.iter(f"{RDF}li"))
    if not items:
        return (node.text or "").strip() or node.get(f"{RDF}resource", "")
    for item in items:
        if item.get(XML_LANG) == "x-default":
            return (item.text or "").strip()
    return "; ".join((item.text or "").strip() for item in items)


def _name(tag: str) -> str:
    hit = _QNAME.match(tag)
    if not hit:
        return tag
    return f"{PREFIXES.get(hit[1], hit[1])}:{hit[2]}"
