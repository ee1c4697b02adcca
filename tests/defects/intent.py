"""Faults of what the file says of itself: output intent, XMP, Info."""

import zlib
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from tests.defects import base
from tests.defects.planting import UNTOUCHED, defect, raw_defect


def profile_bytes(*, kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """Return the shipped profile with another class or space in its header."""
    data = bytearray(base.ICC.read_bytes())
    data[12:16], data[16:20] = kind, space
    return bytes(data)


@defect("X2", None)
def no_intent(pdf: Pdf) -> None:
    """There is no output intent."""
    del pdf.Root.OutputIntents


@defect("X2", None)
def two_intents(pdf: Pdf) -> None:
    """There are two output intents for PDF/X."""
    pdf.Root.OutputIntents.append(Dictionary(pdf.Root.OutputIntents[0]))


@defect("X2", None)
def archive_intent(pdf: Pdf) -> None:
    """The only output intent is that of PDF/A."""
    pdf.Root.OutputIntents[0].S = Name.GTS_PDFA1


@defect("X3", None)
def no_identifier(pdf: Pdf) -> None:
    """The output intent names no condition."""
    del pdf.Root.OutputIntents[0].OutputConditionIdentifier


@defect("X3", None)
def other_condition(pdf: Pdf) -> None:
    """The output intent is for another press."""
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("CGATS TR 001")


@defect("X4", None)
def no_registry(pdf: Pdf) -> None:
    """The registered condition names no registry."""
    del pdf.Root.OutputIntents[0].RegistryName


@defect("X4", None, severity="warning")
def no_info_text(pdf: Pdf) -> None:
    """The output intent has no text for people."""
    del pdf.Root.OutputIntents[0].Info


@defect("X5", None)
def no_profile(pdf: Pdf) -> None:
    """No ICC profile is embedded."""
    del pdf.Root.OutputIntents[0].DestOutputProfile


@defect("X5", None)
def profile_channels(pdf: Pdf) -> None:
    """/N contradicts the profile."""
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


@defect("X5", None)
def monitor_profile(pdf: Pdf) -> None:
    """The profile is of the class for monitors."""
    data = profile_bytes(kind=b"mntr")
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(data, N=4)


@defect("X5", None)
def rgb_profile(pdf: Pdf) -> None:
    """The profile is for RGB."""
    data = profile_bytes(space=b"RGB ")
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(data, N=3)


@defect("X5", None)
def no_icc_data(pdf: Pdf) -> None:
    """The profile's stream holds something else."""
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"none" * 90, N=4)


@defect("X6", None)
def no_xmp(pdf: Pdf) -> None:
    """There is no XMP packet."""
    del pdf.Root.Metadata


@raw_defect("X6")
def compressed_xmp(path: Path) -> None:
    """The XMP packet is compressed."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        packet = zlib.compress(pdf.Root.Metadata.read_bytes())
        stream = pdf.make_stream(b"")
        stream.write(packet, filter=Name.FlateDecode)
        del pdf.Root.Metadata
        pdf.Root["/Metadatx"] = stream  # qpdf would decompress the real one
        base.save(pdf, path, **UNTOUCHED)
    path.write_bytes(path.read_bytes().replace(b"/Metadatx", b"/Metadata"))


@defect("X6", None)
def broken_xmp(pdf: Pdf) -> None:
    """The XMP packet is no XML."""
    pdf.Root.Metadata.write(b"<x:xmpmeta><rdf:RDF></x:xmpmeta>")


@defect("X6", None)
def no_claim(pdf: Pdf) -> None:
    """The XMP packet does not claim PDF/X."""
    _edit_xmp(pdf, b"pdfxid:GTS_PDFXVersion", b"pdfxid:Other")


@defect("X6", None)
def old_claim(pdf: Pdf) -> None:
    """The XMP packet claims another standard."""
    _edit_xmp(pdf, b"PDF/X-4", b"PDF/X-3:2003")


@defect("X7", None)
def no_document_id(pdf: Pdf) -> None:
    """The XMP packet has no DocumentID."""
    _edit_xmp(pdf, b"xmpMM:DocumentID", b"xmpMM:Other")


@defect("X7", None)
def no_metadata_date(pdf: Pdf) -> None:
    """The XMP packet has no MetadataDate."""
    _edit_xmp(pdf, b"xmp:MetadataDate", b"xmp:Other")


@defect("X8", None)
def other_title(pdf: Pdf) -> None:
    """Info and XMP give different titles."""
    pdf.trailer.Info.Title = String("Another title")


@defect("X8", None)
def other_date(pdf: Pdf) -> None:
    """Info and XMP give different dates."""
    pdf.trailer.Info.ModDate = String("D:20260102030405Z")


@defect("X8", None)
def no_date(pdf: Pdf) -> None:
    """Info gives no date of making."""
    del pdf.trailer.Info.CreationDate


@defect("X8", None)
def no_title(pdf: Pdf) -> None:
    """Info gives no title."""
    del pdf.trailer.Info.Title


@defect("X9", None)
def trapped_unknown(pdf: Pdf) -> None:
    """Trapped is /Unknown."""
    pdf.trailer.Info.Trapped = Name.Unknown


@defect("X9", None)
def trapped_text(pdf: Pdf) -> None:
    """Trapped is a text instead of a name."""
    pdf.trailer.Info.Trapped = String("False")


@defect("X9", None)
def trapped_absent(pdf: Pdf) -> None:
    """Nothing says whether the file is trapped."""
    del pdf.trailer.Info.Trapped


@defect("X5", None)
def cut_off_profile(pdf: Pdf) -> None:
    """The profile ends in its middle."""
    data = base.ICC.read_bytes()[:5000]
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(data, N=4)


def _edit_xmp(pdf: Pdf, old: bytes, new: bytes) -> None:
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata.write(data.replace(old, new))
