"""Metadata: the Info dictionary and an XMP packet that say the same.

In:  a Job and the standard that the file keeps.
Out: both written into the open PDF, and the file as bytes with a fixed identity:
     nothing depends on the clock or on chance (print-standards.md X1, X6 to X10).
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid5
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from publish.plates.job import Job

PRODUCER = "publish"
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:{prefix}="{namespace}">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <pdf:Producer>{producer}</pdf:Producer>
   <pdf:Trapped>False</pdf:Trapped>
   <xmp:CreatorTool>{producer}</xmp:CreatorTool>
   <xmp:CreateDate>{date}</xmp:CreateDate>
   <xmp:ModifyDate>{date}</xmp:ModifyDate>
   <xmp:MetadataDate>{date}</xmp:MetadataDate>
   <xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
   <xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
   <xmpMM:VersionID>1</xmpMM:VersionID>
   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>{claim}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Standard:
    """What a file claims to be: its PDF version and one XMP property."""

    version: str
    prefix: str
    namespace: str
    key: str
    value: str


STANDARDS = {
    "PDF/X-4": Standard(
        "1.6",
        "pdfxid",
        "http://www.npes.org/pdfx/ns/id/",
        "GTS_PDFXVersion",
        "PDF/X-4",
    ),
    "PDF/UA-1": Standard(
        "1.7", "pdfuaid", "http://www.aiim.org/pdfua/ns/id/", "part", "1"
    ),
    "none": Standard("1.6", "pdfx", "http://ns.adobe.com/pdfx/1.3/", "", ""),
}


def set_metadata(pdf: Pdf, job: Job, standard: str) -> None:
    """Write Info and XMP in place of what the file had.

    ``standard`` is one of ``STANDARDS``.
    """
    date = job.moment
    info = Dictionary(
        Title=String(job.title),
        Author=String(job.author),
        Creator=String(PRODUCER),
        Producer=String(PRODUCER),
        CreationDate=String(date.strftime("D:%Y%m%d%H%M%S+00'00'")),
        ModDate=String(date.strftime("D:%Y%m%d%H%M%S+00'00'")),
        Trapped=Name("/False"),
    )
    pdf.trailer.Info = pdf.make_indirect(info)
    packet = pdf.make_stream(_packet(job, STANDARDS[standard]).encode("utf-8"))
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = packet
    pdf.trailer.ID = Array([String(job.uuid.bytes), String(job.uuid.bytes)])


def to_bytes(pdf: Pdf, standard: str) -> bytes:
    """Return the file: the standard's header, Flate for LZW, no clock in its ID.

    The XMP packet stays readable for tools that do not know PDF: qpdf compresses no
    metadata stream, and press files have no object streams.
    """
    for_screen = standard == "PDF/UA-1"
    return _saved(
        pdf,
        force_version=STANDARDS[standard].version,
        object_stream_mode=(
            ObjectStreamMode.generate if for_screen else ObjectStreamMode.disable
        ),
    )


def saved(pdf: Pdf) -> bytes:
    """Return a file that keeps its own metadata and version."""
    return _saved(pdf, object_stream_mode=ObjectStreamMode.preserve)


def _saved(pdf: Pdf, **settings: Any) -> bytes:
    out = BytesIO()
    pdf.save(out, compress_streams=True, deterministic_id=True, **settings)
    return out.getvalue()


def _packet(job: Job, standard: Standard) -> str:
    claim = f"\n   <{standard.prefix}:{standard.key}>{standard.value}"
    claim += f"</{standard.prefix}:{standard.key}>"
    return PACKET.format(
        prefix=standard.prefix,
        namespace=standard.namespace,
        title=escape(job.title),
        author=escape(job.author),
        language=escape(job.language),
        producer=PRODUCER,
        date=job.moment.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
        document=job.uuid,
        instance=uuid5(job.uuid, "instance"),
        claim=claim if standard.key else "",
    )
