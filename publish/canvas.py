"""The one door to ReportLab: a canvas in millimetres, inks and the theme's faces.

In:  sizes and places in mm from the lower left corner of the page, type sizes and
     line widths in pt, colours as ``Ink`` and tint (percent).
Out: a PDF as bytes: DeviceCMYK only, every font embedded, the same bytes for the
     same calls. No boxes, no output intent: ``plates`` adds those.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from publish.faces import Face, Faces
from publish.inks import Ink
from publish.units import PT_PER_MM, mm, pt

PDF_VERSION = (1, 6)
SHAPING = {"kern": True, "liga": True}
REGISTRATION = "All"  # the separation that prints on every plate (ISO 32000-1 §8.6.6.4)

Point = tuple[float, float]
Align = Literal["left", "centre", "right"]
Cap = Literal["butt", "round", "square"]


class Canvas:
    """Pages to draw on. Colours and widths hold until changed or ``kept`` ends."""

    def __init__(self, faces: Faces, width_mm: float, height_mm: float) -> None:
        from reportlab.pdfgen.canvas import Canvas as PointCanvas

        self._sheet = BytesIO()
        self._c = PointCanvas(
            self._sheet,
            pagesize=(pt(width_mm), pt(height_mm)),
            pageCompression=1,
            invariant=1,
            pdfVersion=PDF_VERSION,
            initialFontName=register(faces.all[0]),
        )

    # pages

    def next_page(self, width_mm: float, height_mm: float) -> None:
        """End the page and begin another of the given size; the state is reset."""
        self._c.showPage()
        self._c.setPageSize((pt(width_mm), pt(height_mm)))

    def pdf(self) -> bytes:
        """End the last page and return the file. The canvas is then used up."""
        self._c.showPage()
        self._c.save()
        return self._sheet.getvalue()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Restore colours, widths, clip and transformation at the end of the block."""
        self._c.saveState()
        yield
        self._c.restoreState()

    def move(self, x: float, y: float, *, turn: float = 0, scale: float = 1) -> None:
        """Shift the origin by mm, then turn by degrees anticlockwise, then scale."""
        self._c.translate(pt(x), pt(y))
        self._c.rotate(turn)
        self._c.scale(scale, scale)

    # inks

    def fill(self, ink: Ink, tint: float = 100) -> None:
        """Fill shapes and text with an ink at ``tint`` percent."""
        self._c.setFillColor(_process(ink, tint))

    def stroke(self, ink: Ink, width_pt: float, tint: float = 100) -> None:
        """Stroke with an ink at ``tint`` percent."""
        self._c.setStrokeColor(_process(ink, tint))
        self._c.setLineWidth(width_pt)

    def fill_spot(self, name: str, stand_in: Ink, tint: float = 100) -> None:
        """Fill with a separation; ``stand_in`` shows it where the plate is missing."""
        self._c.setFillColor(_separation(name, stand_in, tint))

    def stroke_spot(self, name: str, stand_in: Ink, width_pt: float) -> None:
        """Stroke with a separation, ``REGISTRATION`` for marks on every plate."""
        self._c.setStrokeColor(_separation(name, stand_in, 100))
        self._c.setLineWidth(width_pt)

    def overprint(self, on: bool) -> None:
        """Let what follows print over the inks below it (OP, op, OPM 1)."""
        self._c.setOverprintMask(int(on))
        self._c.setFillOverprint(on)
        self._c.setStrokeOverprint(on)

    def dash(self, *lengths_mm: float, cap: Cap = "butt") -> None:
        """Dash the strokes that follow; without lengths they are solid again."""
        self._c.setDash([pt(length) for length in lengths_mm])
        self._c.setLineCap(("butt", "round", "square").index(cap))

    # shapes

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Stroke a straight line."""
        self._c.line(pt(x1), pt(y1), pt(x2), pt(y2))

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: bool = True,
        stroke: bool = False,
    ) -> None:
        """Draw a rectangle from its lower left corner."""
        self._c.rect(
            pt(x), pt(y), pt(width), pt(height), fill=int(fill), stroke=int(stroke)
        )

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: bool = True,
        stroke: bool = False,
    ) -> None:
        """Draw a circle around its centre."""
        self._c.circle(pt(x), pt(y), pt(radius), fill=int(fill), stroke=int(stroke))

    def polygon(
        self, points: Sequence[Point], *, fill: bool = True, stroke: bool = False
    ) -> None:
        """Draw a closed shape."""
        self._c.drawPath(
            _path(self._c, points, True), fill=int(fill), stroke=int(stroke)
        )

    def clip(self, points: Sequence[Point]) -> None:
        """Show what follows only inside the shape; undo with ``kept``."""
        self._c.clipPath(_path(self._c, points, True), fill=0, stroke=0)

    def gradient(
        self, start: Point, end: Point, stops: Iterable[tuple[float, Ink, float]]
    ) -> None:
        """Paint the clipped area with a linear gradient.

        ``stops`` are (place from 0 to 1, ink, tint in percent).
        """
        places, colours = zip(
            *((at, _process(ink, tint)) for at, ink, tint in stops), strict=True
        )
        (x1, y1), (x2, y2) = start, end
        self._c.linearGradient(
            pt(x1), pt(y1), pt(x2), pt(y2), colours, positions=list(places)
        )

    def picture(
        self, path: Path, x: float, y: float, width: float, height: float
    ) -> None:
        """Place a picture; it must be CMYK or grey already (nothing is converted)."""
        from reportlab.lib.utils import ImageReader

        # a reader is known by its content, a path by its name: that may be temporary
        image = ImageReader(str(path))
        self._c.drawImage(image, pt(x), pt(y), pt(width), pt(height))

    # text

    def text(
        self,
        x: float,
        y: float,
        text: str,
        face: Face,
        size_pt: float,
        *,
        align: Align = "left",
        tracking_pt: float = 0,
    ) -> float:
        """Set one line, kerned, on the baseline ``y``; return its width in mm."""
        shaped, width = _shape(text, face, size_pt, tracking_pt)
        start = pt(x) - {"left": 0, "centre": width / 2, "right": width}[align]
        self._c.setFont(register(face), size_pt)
        self._c.drawString(start, pt(y), shaped, charSpace=tracking_pt)
        return mm(width)


def width_mm(text: str, face: Face, size_pt: float, *, tracking_pt: float = 0) -> float:
    """Return the width of one kerned line in mm."""
    return mm(_shape(text, face, size_pt, tracking_pt)[1])


@cache
def register(face: Face) -> str:
    """Make a face known to ReportLab and return the name it goes by there."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont(face.postscript_name, str(face.path)))
    return face.postscript_name


@cache
def _shape(
    text: str, face: Face, size_pt: float, tracking_pt: float
) -> tuple[str, float]:
    """Return a line with its kerning, and its width in pt.

    ReportLab's own ``shaping=True`` is silently ignored where rlbidi is missing, and
    would switch on discretionary ligatures; so the shaper is called directly.
    """
    from reportlab.lib.abag import ABag
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfbase.ttfonts import ShapedStr, shapeFragWord

    if not text:
        return text, 0.0
    name = register(face)
    word = [0, (ABag(fontName=name, fontSize=size_pt), text)]
    shaped = shapeFragWord(word, features=SHAPING)[1][1]
    if isinstance(shaped, ShapedStr):
        width = sum(glyph.x_advance for glyph in shaped.__shapeData__) * size_pt / 1000
    else:
        width = stringWidth(shaped, name, size_pt)
    return shaped, width + tracking_pt * (len(shaped) - 1)


def _path(canvas: Any, points: Sequence[Point], closed: bool) -> Any:
    path = canvas.beginPath()
    (x, y), *rest = points
    path.moveTo(x * PT_PER_MM, y * PT_PER_MM)
    for x, y in rest:
        path.lineTo(x * PT_PER_MM, y * PT_PER_MM)
    if closed:
        path.close()
    return path


def _process(ink: Ink, tint: float) -> Any:
    from reportlab.lib.colors import CMYKColor

    return CMYKColor(*ink.tinted_cmyk(tint))


def _separation(name: str, stand_in: Ink, tint: float) -> Any:
    from reportlab.lib.colors import CMYKColorSep

    return CMYKColorSep(*stand_in.tinted_cmyk(), spotName=name, density=tint / 100)
