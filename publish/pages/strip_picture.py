"""Draw the time strip as a picture for the head of a booklet's pages.

In:  the texts of a product and the brief that it is composed from.
Out: SVG by file name, in the colours of the form: one strip a text, with the part
     that it tells, and one bare strip for pages that stand nowhere in time.

Lengths are millimetres. A strip is as wide as a page with its bleed: the line runs
off on both sides, the stations stand inside the safe area.
"""

from publish.content.nodes import Text
from publish.inks import SPACE_OF_FORM
from publish.pages.brief import Brief
from publish.pages.strip import Strip, strip_of

HEIGHT_MM = 6.0
TICK_MM = 0.6
HAIRLINE_MM = 0.14  # 0.4 pt
BAR_MM = 0.9
BEGIN_MM = 1.1  # radius of the filled dot
END_MM = 0.9  # radius of the open dot, without its stroke
RING_MM = 0.4


def strips(texts: tuple[Text, ...], brief: Brief) -> dict[str, bytes]:
    """Return ``strip-chapter-<number>.svg`` for each text, and ``strip.svg``."""
    found = [strip_of(text, brief.edition) for text in texts]
    drawn = {
        f"strip-chapter-{number}.svg": _svg(strip, brief, True)
        for number, strip in enumerate(found, start=1)
    }
    drawn["strip.svg"] = _svg(found[0], brief, False)
    palette, space = brief.theme.palette, SPACE_OF_FORM[brief.form]
    return {name: palette.paint(svg, space).encode() for name, svg in drawn.items()}


def _svg(strip: Strip, brief: Brief, here: bool) -> str:
    ink = brief.theme.palette.reserved
    width = brief.product.trim_mm[0] + 2 * brief.bleed_mm
    left = brief.bleed_mm + brief.layout.safe_mm
    y = HEIGHT_MM / 2

    def x(share: float) -> float:
        return round(left + share * (width - 2 * left), 2)

    ticks = "".join(f"M{x(station)} {y - TICK_MM}V{y}" for station in strip.stations)
    shapes = (
        f'<path d="{ticks}M0 {y}H{width}" stroke="{ink("text")}"'
        f' stroke-width="{HAIRLINE_MM}" fill="none"/>'
    )
    if here:
        start, end, signal = x(strip.start), x(strip.end), ink("accent")
        shapes += (
            f'<path d="M{start} {y}H{end}" stroke="{signal}" stroke-width="{BAR_MM}"/>'
            f'<circle cx="{start}" cy="{y}" r="{BEGIN_MM}" fill="{signal}"/>'
            f'<circle cx="{end}" cy="{y}" r="{END_MM}" fill="{ink("stock")}"'
            f' stroke="{signal}" stroke-width="{RING_MM}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm"'
        f' height="{HEIGHT_MM}mm" viewBox="0 0 {width} {HEIGHT_MM}"'
        f' fill="{ink("text")}">{shapes}</svg>'
    )
