"""Faults of the file: version, identity, intent, metadata, boxes, interaction."""

import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.defects import base
from tests.defects.planting import add, defect, raw_defect

UNTOUCHED = {
    "stream_decode_level": pikepdf.StreamDecodeLevel.none,
    "compress_streams": False,
}


def profile_bytes(*, kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """Return the shipped profile with another class or space in its header."""
    data = bytearray(base.ICC.read_bytes())
    data[12:16], data[16:20] = kind, space
    return bytes(data)


@defect("X1", None)
def header_1_7(pdf: Pdf) -> dict:
    """The header says 1.7."""
    return {"force_version": "1.7"}


@defect("X1", None)
def header_2_0(pdf: Pdf) -> dict:
    """The header says 2.0."""
    return {"force_version": "2.0"}


@raw_defect("X1")
def catalog_version_1_7(path: Path) -> None:
    """The catalog raises the version over the header's."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root["/Verzion"] = Name("/1.7")  # qpdf would take /Version away
        base.save(pdf, path)
    data = path.read_bytes()
    assert b"/Verzion" in data
    path.write_bytes(data.replace(b"/Verzion", b"/Version"))


@raw_defect("damage")
def wrong_xref(path: Path) -> None:
    """The cross-reference table points beside the objects."""
    data = path.read_bytes()
    path.write_bytes(data.replace(b"%PDF-1.6\n", b"%PDF-1.6\n%shifted\n", 1))


@raw_defect("damage")
def cut_off(path: Path) -> None:
    """The last third of the file is missing."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


@raw_defect("header")
def no_header(path: Path) -> None:
    """The file does not say that it is a PDF."""
    path.write_bytes(path.read_bytes().replace(b"%PDF-1.6", b"%TXT-1.6", 1))


@raw_defect("X10")
def no_identity(path: Path) -> None:
    """The trailer has no ID."""
    data = path.read_bytes()
    at = data.rindex(b"/ID [")
    path.write_bytes(data[:at] + b"/JD [" + data[at + 5 :])


@defect("X10", None)
def encrypted(pdf: Pdf) -> dict:
    """The file is encrypted, with an empty password to read it."""
    return {
        "encryption": pikepdf.Encryption(owner="owner", user="", R=4),
        "deterministic_id": False,
        "static_id": True,
    }


@defect("X10", None)
def password(pdf: Pdf) -> dict:
    """The file cannot be opened without a password."""
    return {
        "encryption": pikepdf.Encryption(owner="owner", user="user", R=4),
        "deterministic_id": False,
        "static_id": True,
    }


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


@defect("X11")
def no_trim(pdf: Pdf) -> None:
    """One page has no TrimBox."""
    del pdf.pages[1].obj.TrimBox


@defect("X11")
def inherited_trim(pdf: Pdf) -> None:
    """The TrimBox stands in the page tree, from where it is not inherited."""
    pdf.Root.Pages.TrimBox = pdf.pages[1].obj.TrimBox
    del pdf.pages[1].obj.TrimBox


@defect("X11")
def trim_and_art(pdf: Pdf) -> None:
    """One page has a TrimBox and an ArtBox."""
    pdf.pages[1].obj.ArtBox = pdf.pages[1].obj.TrimBox


@defect("X12")
def trim_outside_bleed(pdf: Pdf) -> None:
    """The TrimBox reaches out of the BleedBox."""
    x0, y0, x1, y1 = base.TRIM
    pdf.pages[1].obj.BleedBox = [x0 + 3, y0, x1, y1]


@defect("X12")
def bleed_outside_media(pdf: Pdf) -> None:
    """The BleedBox reaches out of the MediaBox."""
    x0, y0, x1, y1 = base.MEDIA
    pdf.pages[1].obj.BleedBox = [x0 - 9, y0, x1, y1]


@defect("X12")
def trim_outside_crop(pdf: Pdf) -> None:
    """The CropBox cuts into the trim."""
    x0, y0, x1, y1 = base.TRIM
    pdf.pages[1].obj.CropBox = [x0 + 5, y0 + 5, x1 - 5, y1 - 5]


@defect("X12")
def flat_trim(pdf: Pdf) -> None:
    """The TrimBox has no area."""
    x0, y0, _, y1 = base.TRIM
    pdf.pages[1].obj.TrimBox = [x0, y0, x0, y1]


@defect("crop-box", severity="warning")
def small_crop(pdf: Pdf) -> None:
    """The CropBox hides the bleed."""
    pdf.pages[1].obj.CropBox = list(base.TRIM)


@defect("bleed")
def no_bleed_box(pdf: Pdf) -> None:
    """The page ends at its trim."""
    page = pdf.pages[1].obj
    del page.BleedBox
    page.MediaBox = page.TrimBox


@defect("bleed")
def narrow_bleed(pdf: Pdf) -> None:
    """The bleed is 3 mm on three sides and 1 mm on the fourth."""
    x0, y0, x1, y1 = base.BLEED_BOX
    pdf.pages[1].obj.BleedBox = [x0, y0, x1 - 2 * base.MM, y1]


@defect("page-rotation")
def rotated(pdf: Pdf) -> None:
    """One page is turned by its dictionary."""
    pdf.pages[1].obj.Rotate = 90


@defect("page-rotation", 1)
def inherited_rotation(pdf: Pdf) -> None:
    """All pages are turned by the page tree."""
    for page in pdf.pages:
        del page.obj.Rotate
    pdf.Root.Pages.Rotate = 180


@defect("user-unit")
def user_unit(pdf: Pdf) -> None:
    """A page counts in tenths."""
    pdf.pages[1].obj.UserUnit = 10


@defect("page-size")
def other_size(pdf: Pdf) -> None:
    """One page is 2 mm narrower than the others."""
    x0, y0, x1, y1 = base.TRIM
    pdf.pages[1].obj.TrimBox = [x0, y0, x1 - 2 * base.MM, y1]


@defect("page-count", None)
def three_pages(pdf: Pdf) -> None:
    """Three pages for saddle stitch."""
    del pdf.pages[3]


@defect("empty-page", severity="warning")
def blank_page(pdf: Pdf) -> None:
    """A page in the middle is blank."""
    pdf.pages[1].obj.Contents = pdf.make_stream(b"")


@defect("X14", None)
def open_action(pdf: Pdf) -> None:
    """Opening the file starts a script."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@defect("X14", None)
def named_script(pdf: Pdf) -> None:
    """A script lies in the names."""
    script = Dictionary(S=Name.JavaScript, JS=String("1"))
    tree = Dictionary(Names=Array([String("a"), script]))
    pdf.Root.Names = Dictionary(JavaScript=tree)


@defect("X14")
def page_action(pdf: Pdf) -> None:
    """A page starts an action when it is opened."""
    action = Dictionary(S=Name.Named, N=Name.NextPage)
    pdf.pages[1].obj.AA = Dictionary(O=action)


@defect("X14", None)
def bookmark_action(pdf: Pdf) -> None:
    """A bookmark opens a web page."""
    item = pdf.make_indirect(
        Dictionary(Title=String("x"), A=Dictionary(S=Name.URI, URI=String("http://a")))
    )
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))
    item.Parent = pdf.Root.Outlines


@defect("X15")
def link(pdf: Pdf) -> None:
    """A link lies on the trim."""
    pdf.pages[1].obj.Annots = [
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[90, 90, 120, 99])
    ]


@defect("X15")
def comment(pdf: Pdf) -> None:
    """A comment without size lies on the trim."""
    pdf.pages[1].obj.Annots = [
        Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[90, 90, 90, 90])
    ]


@defect("X19", None)
def hidden_layer(pdf: Pdf) -> None:
    """A layer is switched off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("proof")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(Order=Array([layer]), OFF=Array([layer]))
    )


@defect("X19", None, severity="warning")
def shown_layer(pdf: Pdf) -> None:
    """A layer is there, and shown."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("text")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(Order=Array([layer]))
    )


@defect("X20", None)
def attachment(pdf: Pdf) -> None:
    """A file is embedded."""
    pdf.attachments["notes.txt"] = b"notes"


@defect("X20")
def postscript_object(pdf: Pdf) -> None:
    """An XObject holds PostScript."""
    entry = pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)
    add(pdf, "/Ps Do", XObject={"Ps": entry})


@defect("X22", None)
def lzw(pdf: Pdf) -> dict:
    """A stream is compressed with LZW."""
    stream = pdf.make_stream(b"")
    stream.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
    pdf.Root.PieceInfo = stream
    return UNTOUCHED


def _edit_xmp(pdf: Pdf, old: bytes, new: bytes) -> None:
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata.write(data.replace(old, new))
