"""Faults of pages: boxes, size, number, actions, annotations, layers."""

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.defects import base
from tests.defects.planting import defect


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


@defect("bleed", severity="warning")
def undeclared_bleed(pdf: Pdf) -> None:
    """A page with room for the bleed, and no BleedBox."""
    del pdf.pages[1].obj.BleedBox


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
