"""Files that mean harm: bombs, loops, depths. Each is a few kilobytes.

``python -m tests.preflight.hostile FILE`` judges one file, and prints the number of
its findings and the most memory that it took, in bytes.
"""

import resource
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from tests.defects import base
from tests.defects.planting import add, form

BOMB = 600 * 2**20  # bytes that a few hundred kilobytes grow to

HOSTILE: dict[str, Callable[[Path], None]] = {}


def hostile(make: Callable[[Path], None]) -> Callable[[Path], None]:
    """Register a maker of a hostile file."""
    HOSTILE[make.__name__] = make
    return make


def bomb(size: int = BOMB, what: bytes = b" ") -> bytes:
    """Return Flate data that grow to ``size`` bytes."""
    worker, parts = zlib.compressobj(9), []
    block = what * (2**20 // len(what))
    for _ in range(size // len(block)):
        parts.append(worker.compress(block))
    return b"".join([*parts, worker.flush()])


def with_content(path: Path, content: bytes) -> None:
    """Write the good file with another content on page 1."""
    pdf = base.good()
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    base.save(pdf, path)


@hostile
def million_operators(path: Path) -> None:
    """A page of a million small lines."""
    with_content(path, b"1 1 m 2 2 l S\n" * 333_334)


@hostile
def million_segments(path: Path) -> None:
    """A path of two million segments."""
    with_content(path, b"1 1 m " + b"2 2 l " * 2_000_000 + b"S")


@hostile
def million_states(path: Path) -> None:
    """A million q without a Q."""
    with_content(path, b"q " * 1_000_000)


@hostile
def million_words(path: Path) -> None:
    """A million unknown operators."""
    with_content(path, b"xx " * 1_000_000)


@hostile
def content_bomb(path: Path) -> None:
    """Content that grows to 600 MB."""
    pdf = base.good()
    stream = pdf.make_stream(b"")
    stream.write(bomb(), filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = stream
    _untouched(pdf, path)


@hostile
def double_bomb(path: Path) -> None:
    """A bomb in a bomb."""
    pdf = base.good()
    stream = pdf.make_stream(b"")
    twice = zlib.compress(bomb(what=b"0 "), 9)
    stream.write(twice, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].obj.Contents = stream
    _untouched(pdf, path)


@hostile
def image_bomb(path: Path) -> None:
    """An image of 100,000 × 100,000 pixels in a few hundred kilobytes."""
    pdf = base.good()
    picture = pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000,
        ColorSpace=Name.DeviceCMYK, BitsPerComponent=8,
    )  # fmt: skip
    picture.write(bomb(what=b"\x00"), filter=Name.FlateDecode)
    add(pdf, "60 0 0 60 90 90 cm /Im Do", XObject={"Im": picture})
    _untouched(pdf, path)


@hostile
def object_bomb(path: Path) -> None:
    """An object stream that grows to 600 MB."""
    body = bomb()
    out = b"%PDF-1.6\n"
    out += b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    at = len(out)
    out += b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\n" % (
        len(body)
    )
    out += b"stream\n" + body + b"\nendstream\nendobj\n"
    rows = [(0, 0, 255), (1, 9, 0), (2, 3, 0), (1, at, 0)]
    table = b"".join(
        k.to_bytes(1, "big") + a.to_bytes(4, "big") + b.to_bytes(1, "big")
        for k, a, b in rows
    )
    start = len(out)
    out += b"4 0 obj\n<</Type/XRef/Size 4/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n" % (
        len(table)
    )
    out += table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % start
    path.write_bytes(out)


@hostile
def doubling_forms(path: Path) -> None:
    """Forty forms, each of which draws the next one twice."""
    pdf = base.good()
    inner = form(pdf, "0 0 1 1 re f")
    for _ in range(20):
        resources = Dictionary(XObject=Dictionary(A=inner))
        inner = form(pdf, "/A Do /A Do", Resources=resources)
    add(pdf, "/A Do", 1, XObject={"A": inner})
    base.save(pdf, path)


@hostile
def cyclic_forms(path: Path) -> None:
    """Two forms that draw each other."""
    pdf = base.good()
    first, second = form(pdf, "/B Do"), form(pdf, "/A Do")
    both = pdf.make_indirect(Dictionary(XObject=Dictionary(A=first, B=second)))
    first.Resources = second.Resources = both
    add(pdf, "/A Do", 1, XObject={"A": first})
    base.save(pdf, path)


@hostile
def cyclic_pages(path: Path) -> None:
    """A page tree that holds itself."""
    pdf = base.good()
    base.save(pdf, path)
    data = path.read_bytes()
    at = data.index(b"/Kids [")
    number = data[data.rindex(b"\n", 0, data.rindex(b" obj", 0, at)) :].split()[0]
    end = data.index(b"]", at)
    kids = b"/Kids [ " + number + b" 0 R"
    path.write_bytes(data[:at] + kids.ljust(end - at) + data[end:])


@hostile
def cyclic_space(path: Path) -> None:
    """A colour space whose alternate is itself."""
    pdf = base.good()
    tint = Dictionary(FunctionType=2, Domain=[0, 1], N=1)
    space = pdf.make_indirect(
        Array([Name.Separation, Name.Gold, Name.DeviceCMYK, tint])
    )
    space[2] = space
    add(pdf, "/Cs cs 1 scn 9 9 9 9 re f", 1, ColorSpace={"Cs": space})
    base.save(pdf, path)


@hostile
def cyclic_structure(path: Path) -> None:
    """A structure tree that is its own child."""
    pdf = base.good()
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, S=Name.Document))
    root.K = Array([root, root])
    root.RoleMap = Dictionary(A=Name.B, B=Name.A)
    pdf.Root.StructTreeRoot = root
    base.save(pdf, path)


@hostile
def deep_arrays(path: Path) -> None:
    """Arrays in arrays, 100,000 deep."""
    with_content(path, b"[" * 100_000 + b"]" * 100_000 + b" TJ")


@hostile
def long_number(path: Path) -> None:
    """A number of two million digits."""
    with_content(path, b"1" * 2_000_000 + b" 0 m 0 0 l S")


@hostile
def endless_string(path: Path) -> None:
    """A string that never ends."""
    with_content(path, b"BT (" + b"\\(" * 500_000)


@hostile
def many_images(path: Path) -> None:
    """Inline images that end nowhere."""
    with_content(path, b"BI /W 1 /H 1 ID xx " * 50_000)


@hostile
def entity_bomb(path: Path) -> None:
    """XMP that grows by entities."""
    pdf = base.good()
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 60)]
    xml = f"<!DOCTYPE x [{''.join(lines)}]><x>&a59;</x>"
    pdf.Root.Metadata.write(xml.encode())
    base.save(pdf, path)


@hostile
def huge_boxes(path: Path) -> None:
    """Boxes beyond every number."""
    pdf = base.good()
    base.save(pdf, path)
    data = path.read_bytes()
    at = data.index(b"/MediaBox [")
    end = data.index(b"]", at)
    box = b"/MediaBox [0 0 1e999 9e99999"
    path.write_bytes(data[:at] + box.ljust(end - at)[: end - at] + data[end:])


@hostile
def glyph_draws_itself(path: Path) -> None:
    """A Type 3 glyph that is set in its own font."""
    pdf = base.good()
    font = pdf.make_indirect(Dictionary())
    glyph = pdf.make_stream(b"1 0 d0 BT /T 9 Tf (aaaa) Tj ET")
    own = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 9, 9], FirstChar=97,
        FontMatrix=[1, 0, 0, 1, 0, 0], LastChar=97, Widths=[1],
        CharProcs=Dictionary(a=glyph), Resources=Dictionary(Font=Dictionary(T=font)),
        Encoding=Dictionary(Differences=Array([97, Name.a])),
    )  # fmt: skip
    for key, value in own.items():
        font[key] = value
    add(pdf, "BT /T 9 Tf (a) Tj ET", 1, Font={"T": font})
    base.save(pdf, path)


def _untouched(pdf: Pdf, path: Path) -> None:
    base.save(
        pdf,
        path,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
    )


def main(path: Path) -> None:
    """Judge one file within the memory that is allowed."""
    from publish.layouts import load_printer
    from publish.preflight import inspect

    report = inspect(path, load_printer(base.REPOSITORY, "booklet"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # bytes
    print(len(report.findings), peak)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
