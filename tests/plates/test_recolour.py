"""Pages set for the press, shown on a screen: every ink by its value there."""

from io import BytesIO

import pikepdf
import pytest

from publish import theme
from publish.errors import LayoutError
from publish.plates.recolour import show_on_screen
from tests.publications import REPOSITORY

PALETTE = theme.load(REPOSITORY).palette
OPERATORS = {"cs", "scn", "rg", "RG"}


def shown(content: str) -> pikepdf.Pdf:
    """Return a file whose page has this content, cut and recoloured."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(120, 220))
    page.obj.TrimBox = page.obj.BleedBox = pikepdf.Array([10, 10, 110, 210])
    page.obj.Contents = pdf.make_stream(content.encode())
    form = pdf.make_stream(b"0 0 0 1 K", Type=pikepdf.Name.XObject)
    form.Subtype = pikepdf.Name.Form
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    show_on_screen(pdf, PALETTE)
    kept = BytesIO()
    pdf.save(kept)
    return pikepdf.open(kept)


def colours(holder: pikepdf.Object) -> list[tuple[str, list[float]]]:
    return [
        (str(operator), [float(part) for part in operands if str(part)[0] != "/"])
        for operands, operator in pikepdf.parse_content_stream(holder)
        if str(operator) in OPERATORS
    ]


def test_builds_become_the_values_of_their_inks() -> None:
    pdf = shown("/DeviceCMYK cs 0 .88 .9 0 scn 0 0 0 1 K .45 .225 .225 .225 k")
    page = pdf.pages[0]
    signal, soot, petrol = (
        [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        for value in (
            PALETTE["signal"].screen,
            PALETTE["soot"].screen,
            PALETTE["petrol"].tinted_screen(50),
        )
    )
    found = colours(page.obj)
    assert [name for name, _ in found] == ["cs", "scn", "RG", "rg"]
    for (_, said), wanted in zip(found[1:], (signal, soot, petrol), strict=True):
        assert said == pytest.approx(wanted, abs=1e-4)
    ((name, said),) = colours(page.obj.Resources.XObject.F)
    assert (name, said) == ("RG", pytest.approx(soot, abs=1e-4))


def test_a_page_is_cut_to_its_trim() -> None:
    pdf = shown("")
    page = pdf.pages[0]
    assert list(page.mediabox) == [10, 10, 110, 210]
    assert "/BleedBox" not in page.obj


def test_a_build_that_is_no_ink_is_refused() -> None:
    with pytest.raises(LayoutError, match="30% 30% 30% 30% is no ink"):
        shown(".3 .3 .3 .3 k")
