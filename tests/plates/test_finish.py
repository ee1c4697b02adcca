"""Press files read back: boxes, intent, metadata, colour, overprint, marks."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from publish.errors import LayoutError
from publish.plates import finish
from publish.shelf import Shelf
from publish.units import mm, pt
from tests.plates.samples import (
    BLEED_MM,
    REPOSITORY,
    SVG,
    TRIM_MM,
    drawn,
    job,
    painted,
    printer,
    raw,
    woven,
)

K = [0, 0, 0, 1]


def finished(source: bytes, printer_name: str = "sheetfed", **changed) -> pikepdf.Pdf:
    data = finish([source], job(**changed), printer(printer_name), REPOSITORY)
    return pikepdf.open(BytesIO(data))


def box_mm(box: pikepdf.Array) -> list[float]:
    return [round(mm(float(edge)), 3) for edge in box]


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(tool), reason=f"{tool} is missing")


# boxes


SOURCES = {"woven": woven(), "drawn": drawn(), "turned": drawn(180)}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_boxes_are_the_jobs(source: bytes) -> None:
    with finished(source) as pdf:
        for page in pdf.pages:
            media, bleed, trim = (
                box_mm(page.obj[f"/{name}Box"]) for name in ("Media", "Bleed", "Trim")
            )
            assert media[:2] == [0, 0]
            assert bleed[0] >= 10
            assert trim[0] - bleed[0] == pytest.approx(BLEED_MM, abs=0.002)
            assert bleed[2] - trim[2] == pytest.approx(BLEED_MM, abs=0.002)
            assert trim[2] - trim[0] == pytest.approx(TRIM_MM[0], abs=0.002)
            assert trim[3] - trim[1] == pytest.approx(TRIM_MM[1], abs=0.002)
            assert not {"/CropBox", "/ArtBox", "/UserUnit", "/Rotate"} & set(
                page.obj.keys()
            )


def test_without_marks_the_sheet_ends_at_the_bleed() -> None:
    with finished(woven(), "digital") as pdf:
        page = pdf.pages[0].obj
        assert list(page.MediaBox) == list(page.BleedBox)


@needs("pdftoppm")
@pytest.mark.parametrize("turned", [0, 180])
def test_artwork_stands_on_its_trim(turned: int, tmp_path: Path) -> None:
    """The white corner square of the sample touches the corner of the trim."""
    with finished(drawn(turned)) as pdf:
        pdf.save(tmp_path / "a.pdf")
        trim = [float(edge) for edge in pdf.pages[0].obj.TrimBox]
        height = float(pdf.pages[0].obj.MediaBox[3])
    subprocess.run(
        ["pdftoppm", "-r", "72", "-gray", "-singlefile", "a.pdf", "a"],
        cwd=tmp_path, check=True,
    )  # fmt: skip
    grey = np.asarray(Image.open(tmp_path / "a.pgm"))
    x, y = (trim[2] - 10, trim[3] - 10) if turned else (trim[0] + 10, trim[1] + 10)
    assert grey[int(height - y), int(x)] == 255
    assert grey[int(height - y), int(x + (-30 if turned else 30))] < 200


def test_patterns_move_with_the_page() -> None:
    source = pikepdf.new()
    pattern = source.make_stream(b"0 0 2 2 re f")
    pattern.Matrix = pikepdf.Array([1, 0, 0, 1, 5, 5])
    page = source.add_blank_page(page_size=(pt(106), pt(76)))
    page.obj.Resources = pikepdf.Dictionary(Pattern=pikepdf.Dictionary(P=pattern))
    out = BytesIO()
    source.save(out)
    with finished(out.getvalue()) as pdf:
        page = pdf.pages[0].obj
        moved = [float(n) for n in page.Resources.Pattern.P.Matrix]
        assert moved[4] == pytest.approx(5 + float(page.BleedBox[0]), abs=1e-3)


# identity


def test_one_intent_with_the_registered_name() -> None:
    with finished(woven()) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert str(intent.Info)
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes()[16:20] == b"CMYK"


def test_xmp_says_what_info_says_and_is_readable() -> None:
    data = finish([woven()], job(), printer(), REPOSITORY)
    assert data.startswith(b"%PDF-1.6")
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in data
    with pikepdf.open(BytesIO(data)) as pdf:
        info, xmp = pdf.trailer.Info, pdf.open_metadata()
        assert str(info.Title) == xmp["dc:title"] == "A <title> & more"
        assert str(info.CreationDate) == "D:20260102030405+00'00'"
        for key in ("CreateDate", "ModifyDate", "MetadataDate"):
            assert xmp[f"xmp:{key}"] == "2026-01-02T03:04:05+00:00"
        assert info.Trapped == "/False"
        assert xmp["pdf:Trapped"] == "False"
        for key in ("DocumentID", "VersionID", "RenditionClass"):
            assert xmp[f"xmpMM:{key}"]
        assert len(pdf.trailer.ID) == 2
        assert not pdf.is_encrypted


def test_the_same_input_gives_the_same_bytes() -> None:
    for source in (woven(), woven(SVG), drawn()):
        first = finish([source], job(), printer(), REPOSITORY)
        assert first == finish([source], job(), printer(), REPOSITORY)


def test_parts_finished_apart_or_before_make_the_same_file(tmp_path: Path) -> None:
    parts, shelf = [woven(), drawn(), woven()], Shelf(tmp_path)
    whole = finish(parts, job(), printer(), REPOSITORY)
    for _ in range(2):
        apart = finish(parts, job(), printer(), REPOSITORY, jobs=2, shelf=shelf)
        assert apart == whole


def test_documents_have_their_own_identity() -> None:
    with finished(drawn()) as one, finished(drawn(), document_id="other") as two:
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


def test_a_missing_profile_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="cannot be read"):
        finish([drawn()], job(), printer(), tmp_path)


# clean-up


def test_nothing_for_screens_is_left() -> None:
    with finished(woven()) as pdf:
        assert not {"/Names", "/Outlines", "/StructTreeRoot", "/OpenAction"} & set(
            pdf.Root.keys()
        )
        assert all("/Annots" not in page.obj for page in pdf.pages)


def test_groups_blend_in_the_press_space() -> None:
    with finished(woven(SVG)) as pdf:
        groups = [o.Group for o in pdf.objects if _is_dict(o) and "/Group" in o]
        assert groups
        assert {str(group.CS) for group in groups} == {"/DeviceCMYK"}


def test_groups_that_blend_nothing_are_dropped() -> None:
    with finished(woven(SVG.replace('opacity=".5"', ""))) as pdf:
        assert not [o for o in pdf.objects if _is_dict(o) and "/Group" in o]


def test_lzw_is_unpacked() -> None:
    source = pikepdf.open(BytesIO(raw(b"")))
    # "0 g" as LZW: clear, 48, 32, 103, end, nine bits each
    bits = "".join(f"{code:09b}" for code in (256, 48, 32, 103, 257))
    packed = int(bits.ljust(48, "0"), 2).to_bytes(6, "big")
    form = pikepdf.Stream(source, packed)
    form.Filter = pikepdf.Name.LZWDecode
    source.pages[0].obj.Contents = form
    out = BytesIO()
    source.save(out, compress_streams=False, stream_decode_level=None)
    with finished(out.getvalue()) as pdf:
        assert not [
            o for o in pdf.objects if _is_dict(o) and o.get("/Filter") == "/LZWDecode"
        ]


def _is_dict(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)


# overprint


def test_small_black_text_prints_over_and_nothing_else_does() -> None:
    with finished(woven(), "digital") as pdf:
        shown = [thing for thing in painted(pdf) if thing[0] in ("Tj", "TJ")]
        large, *small = [over for _, colour, over, _ in shown if colour == K]
        assert not large
        assert small
        assert all(small)
        assert not any(over for _, colour, over, _ in shown if colour != K)


def test_white_never_prints_over() -> None:
    states = pikepdf.Dictionary(G=pikepdf.Dictionary(OP=True, op=True, OPM=1))
    source = raw(
        b"/G gs 0 0 0 0 k 0 0 9 9 re f 1 g 0 0 9 9 re f 1 1 1 rg 0 0 9 9 re f "
        b"1 0 0 0 k 0 0 9 9 re f 0 0 0 0 K 0 0 m 9 9 l S",
        ExtGState=states,
    )
    with finished(source, "digital") as pdf:
        fills = [(c, op) for name, c, op, _ in painted(pdf) if name == "f"]
        assert [op for _, op in fills] == [False, False, False, True]
        assert [over for name, _, _, over in painted(pdf) if name == "S"] == [False]


@pytest.mark.parametrize(
    ("content", "over"),
    [
        (b"0 0 0 1 k BT /F 11.9 Tf (a) Tj ET", True),
        (b"0 0 0 1 k BT /F 12 Tf (a) Tj ET", False),
        (b"0 0 0 1 k BT /F 1 Tf 11 0 0 11 0 0 Tm (a) Tj ET", True),
        (b"0 0 0 1 k .5 0 0 .5 0 0 cm BT /F 20 Tf (a) Tj ET", True),
        (b"0 0 0 1 k 2 0 0 2 0 0 cm BT /F 10 Tf (a) Tj ET", False),
        (b"BT /F 9 Tf (a) Tj ET", True),
        (b"0 g BT /F 9 Tf (a) Tj ET", True),
        (b"0 0 0 .6 k BT /F 9 Tf (a) Tj ET", False),
        (b"0 0 0 rg BT /F 9 Tf (a) Tj ET", False),
        (b"q 0 0 0 1 k Q 1 0 0 0 k BT /F 9 Tf (a) Tj ET", False),
        (b"/DeviceCMYK cs 0 0 0 1 scn BT /F 9 Tf [(a)] TJ ET", True),
        (b"/DeviceGray cs BT /F 9 Tf (a) Tj ET", True),
    ],
)
def test_what_counts_as_small_black_text(content: bytes, over: bool) -> None:
    with finished(raw(content), "digital") as pdf:
        assert [op for name, _, op, _ in painted(pdf) if name != "f"] == [over]


def test_size_is_that_of_the_finished_thing() -> None:
    with finished(raw(b"BT /F 9 Tf (a) Tj ET"), "digital", scale=10) as pdf:
        assert [op for *_, op, _ in painted(pdf)] == [False]


def test_black_hairlines_print_over() -> None:
    source = raw(b"0 0 0 1 K .5 w 0 0 m 9 9 l S 3 w 0 0 m 9 9 l S")
    with finished(source, "digital") as pdf:
        assert [over for *_, over in painted(pdf)] == [True, False]


def test_forms_are_rewritten_too() -> None:
    source = pikepdf.open(BytesIO(raw(b"q .5 0 0 .5 0 0 cm /X Do Q")))
    resources = source.pages[0].obj.Resources
    form = source.make_stream(b"0 g BT /F 20 Tf (a) Tj ET")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox, form.Resources = pikepdf.Array([0, 0, 50, 50]), resources
    resources.XObject = pikepdf.Dictionary(X=form)
    out = BytesIO()
    source.save(out)
    with finished(out.getvalue(), "digital") as pdf:
        content = pdf.pages[0].obj.Resources.XObject.X.read_bytes()
        assert b"0 0 0 1 k" in content
        assert b"/Over101 gs" in content


def test_unknown_colours_are_not_touched() -> None:
    with finished(raw(b".2 .3 .4 rg 0 0 9 9 re f"), "digital") as pdf:
        assert [colour for _, colour, _, _ in painted(pdf)] == [[0.2, 0.3, 0.4]]


def test_a_copier_gets_grey_only() -> None:
    data = finish([woven("<p>Black</p>")], job(), printer("photocopy"), REPOSITORY)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert b"0 g" in pdf.pages[0].Contents.read_bytes()
        assert {len(colour) for _, colour, _, _ in painted(pdf)} == {1, 4}  # page tint


# marks


def test_marks_print_on_every_plate_outside_the_bleed() -> None:
    with finished(woven()) as pdf:
        page = pdf.pages[0].obj
        layer = page.Resources.XObject["/Overlay1"]
        spaces = layer.Resources.ColorSpace
        assert [str(space[:2][1]) for _, space in spaces.items()] == ["/All"]
        bleed = [float(edge) for edge in page.BleedBox]
        places = list(_places(layer))
        assert places
        for x, y in places:
            inside = bleed[0] <= x <= bleed[2] and bleed[1] <= y <= bleed[3]
            assert not inside


def _places(form: pikepdf.Object):
    """Yield all points of paths and the origins of text."""
    for instruction in pikepdf.parse_content_stream(form):
        name = str(instruction.operator)
        if name not in ("m", "l", "re", "Tm"):
            continue
        numbers = [float(number) for number in instruction.operands]
        if name in ("m", "l"):
            yield numbers[0], numbers[1]
        elif name == "re":
            yield numbers[0], numbers[1]
            yield numbers[0] + numbers[2], numbers[1] + numbers[3]
        else:
            yield numbers[4], numbers[5]


@needs("pdftotext")
def test_the_slug_says_what_the_sheet_is(tmp_path: Path) -> None:
    data = finish([woven()], job(scale=10), printer("large-format"), REPOSITORY)
    (tmp_path / "a.pdf").write_bytes(data)
    text = subprocess.run(
        ["pdftotext", tmp_path / "a.pdf", "-"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    text = " ".join(text.split())
    for part in (
        "A <title> & more", "card_en_press.pdf", "page 2 of 2", "en", "1000 × 700 mm",
        "scale 1:10", "2026-01-02", "Inkjet",
    ):  # fmt: skip
        assert part in text


# other readers


@needs("qpdf")
@needs("pdffonts")
def test_other_readers_find_nothing_wrong(tmp_path: Path) -> None:
    for source in (woven(), woven(SVG)):
        file = tmp_path / "a.pdf"
        file.write_bytes(finish([source], job(), printer(), REPOSITORY))
        checked = subprocess.run(
            ["qpdf", "--check", file], capture_output=True, text=True
        )
        assert checked.returncode == 0, checked.stdout
        fonts = subprocess.run(
            ["pdffonts", file], capture_output=True, text=True, check=True
        )
        assert not fonts.stderr
        for line in fonts.stdout.splitlines()[2:]:
            assert line.split()[-5] == "yes", line


@needs("gs")
def test_small_text_leaves_the_other_plates_alone(tmp_path: Path) -> None:
    source = woven("<p>Small black text</p>")
    (tmp_path / "a.pdf").write_bytes(finish([source], job(), printer(), REPOSITORY))
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r100",
         "-dOverprint=/simulate", "-sOutputFile=p.tif", "a.pdf"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        x1, y1, x2, y2 = (int(float(e) * 100 / 72) for e in pdf.pages[0].obj.TrimBox)
    plates = {
        ink: np.asarray(Image.open(tmp_path / f"p({ink}).tif"))
        for ink in ("Cyan", "Magenta", "Yellow", "Black")
    }
    inside = {ink: plate[y1:y2, x1:x2] for ink, plate in plates.items()}
    assert inside["Black"].min() < 50
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert len(np.unique(inside[ink])) == 1
        assert plates[ink].min() < 50  # marks and patches outside
