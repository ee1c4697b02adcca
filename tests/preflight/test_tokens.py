"""Content streams are cut as ISO 32000-1, 7.8.2 says; streams decode in bounds."""

import zlib

import pytest

from publish.preflight.streams import StreamFault, unpack
from publish.preflight.tokens import IMAGE, PATH, STRAY, instructions


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"1 0 0 1 5 .5 cm", [(b"cm", [1, 0, 0, 1, 5, 0.5])]),
        (b"/F#31 9 Tf", [(b"Tf", ["F1", 9.0])]),
        (rb"(a\(b\)\101\n) Tj", [(b"Tj", [b"a(b)A\n"])]),
        (b"(a(b)c)Tj", [(b"Tj", [b"a(b)c"])]),
        (b"[<4A4>-20(b)]TJ", [(b"TJ", [[b"J@", -20.0, b"b"]])]),
        (b"/P<</MCID 3/L[1 2]>>BDC", [(b"BDC", ["P", {"MCID": 3, "L": [1, 2]}])]),
        (b"% 1 2 m\nQ", [(b"Q", [])]),
        (b"0 0 m/Gs gs", [(b"m", [0, 0]), (b"gs", ["Gs"])]),
        (b"0 0 m 1 2 l\n3 4 l S", [(PATH, [b"0 0 m 1 2 l\n3 4 l", 3]), (b"S", [])]),
        (b"1 2 ]", [(STRAY, [1, 2]), (STRAY, [])]),
    ],
)
def test_instructions(content: bytes, wanted: list) -> None:
    found = list(instructions(content))
    if wanted[0][0] != STRAY:
        assert found == wanted
    else:
        assert {operator for operator, _ in found} == {STRAY}


def test_inline_image_keeps_its_data_apart() -> None:
    content = b"BI /W 2 /H 1 /CS /RGB /BPC 8 ID \x00EI\xff\x01\x02 EI Q"
    (image, rest) = instructions(content)
    assert image == (
        IMAGE,
        [{"W": 2, "H": 1, "CS": "RGB", "BPC": 8}, b"\x00EI\xff\x01\x02"],
    )
    assert rest == (b"Q", [])


@pytest.mark.parametrize(
    ("data", "filters", "wanted"),
    [
        (b"48656C6C6F>", ("ASCIIHexDecode",), b"Hello"),
        (b"87cURDZ~>", ("ASCII85Decode",), b"Hello"),
        (b"\x02abc\xfed\x80", ("RunLengthDecode",), b"abcddd"),
        (b"\x80\x14D\x07\x18\x08", ("LZWDecode",), b"Q q"),
        (
            zlib.compress(zlib.compress(b"Hello")),
            ("FlateDecode", "FlateDecode"),
            b"Hello",
        ),
    ],
)
def test_filters_decode(data: bytes, filters: tuple[str, ...], wanted: bytes) -> None:
    assert unpack(data, filters) == wanted


def test_bombs_stop_at_the_limit() -> None:
    with pytest.raises(StreamFault, match="grows past"):
        unpack(zlib.compress(b"0" * 5_000_000), ("FlateDecode",), limit=1000)
