"""Faults of the file: version, identity, damage, attachments, filters."""

from pathlib import Path

import pikepdf
from pikepdf import Array, Name, Pdf

from tests.defects import base
from tests.defects.planting import UNTOUCHED, add, defect, raw_defect


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


@defect("damage", None)
def no_media_box(pdf: Pdf) -> None:
    """A page has no MediaBox."""
    del pdf.pages[1].obj.MediaBox


@defect("X22", None)
def lzw_page(pdf: Pdf) -> dict:
    """A page's content is compressed with LZW: Q q."""
    pdf.pages[1].obj.Contents = Array([pdf.pages[1].obj.Contents, _lzw(pdf)])
    return UNTOUCHED


@defect("X22", None, severity="warning")
def jpeg_2000(pdf: Pdf) -> dict:
    """A picture in JPEG 2000."""
    picture = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image)
    picture.write(b"\x00\x00\x00\x0cjP  ", filter=Name.JPXDecode)
    pdf.Root.PieceInfo = picture
    return UNTOUCHED


def _lzw(pdf: Pdf) -> pikepdf.Stream:
    stream = pdf.make_stream(b"")
    stream.write(b"\x80\x14D\x07\x18\x08", filter=Name.LZWDecode)
    return stream
