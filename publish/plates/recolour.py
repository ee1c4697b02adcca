"""Pages that were set for the press, made ready for a screen: cut and recoloured.

In:  an open PDF whose colours are builds of the theme's inks, its trim in TrimBox.
Out: the same pages as large as their trim, each build as the ink's value on screens.

A work is set once for both: what the press prints is what the screen shows.
"""

from collections.abc import Iterator, Sequence

from pikepdf import (
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from publish.errors import Fault, LayoutError
from publish.inks import Palette
from publish.plates.reach import owners

SPACES = frozenset(("cs", "CS"))
COLOURS = frozenset(("k", "K", "sc", "SC", "scn", "SCN"))
PROCESS_INKS = 4
NEARLY = 4  # decimals of a build

Build = tuple[float, ...]


def show_on_screen(pdf: Pdf, palette: Palette) -> None:
    """Cut pages to their trim, and write each build of an ink as its value on screens.

    Raises: LayoutError for a build that is no tint of an ink.
    """
    for page in pdf.pages:
        _cut(page)
    shades = {
        _rounded(ink.tinted_cmyk(tint)): _rgb(ink.tinted_screen(tint))
        for ink in palette
        for tint in range(1, 101)
    }
    for owner in owners(pdf):
        if owner.get("/Group", Dictionary()).get("/CS") == Name.DeviceCMYK:
            owner.Group.CS = Name.DeviceRGB
        if "/Contents" in owner:
            content = unparse_content_stream(list(_recoloured(owner, shades)))
            owner.Contents = pdf.make_stream(content)
        elif isinstance(owner, Stream) and owner.get("/Subtype") != Name.Image:
            owner.write(unparse_content_stream(list(_recoloured(owner, shades))))


def _cut(page: Page) -> None:
    page.obj.MediaBox = page.trimbox
    for name in ("/CropBox", "/BleedBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]


def _recoloured(
    owner: Object, shades: dict[Build, Build]
) -> Iterator[ContentStreamInstruction]:
    for instruction in parse_content_stream(owner):
        name = str(instruction.operator)
        if name in SPACES and instruction.operands[0] == Name.DeviceCMYK:
            yield ContentStreamInstruction([Name.DeviceRGB], instruction.operator)
        elif name in COLOURS and len(instruction.operands) == PROCESS_INKS:
            build = _rounded(instruction.operands)
            if build not in shades:
                said = " ".join(f"{part:.0%}" for part in build)
                hint = "use a tint in whole percents of an ink of theme.toml"
                raise LayoutError(Fault(f"the colour {said} is no ink", None, hint))
            operator = {"k": "rg", "K": "RG"}.get(name, name)
            yield ContentStreamInstruction(shades[build], Operator(operator))
        else:
            yield instruction


def _rounded(build: Sequence[Object | float]) -> Build:
    return tuple(round(float(part), NEARLY) for part in build)


def _rgb(value: str) -> Build:
    return tuple(round(int(value[i : i + 2], 16) / 255, 6) for i in (1, 3, 5))
