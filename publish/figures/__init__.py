"""3 DRAW: a figure of the edition, the size of a slot and a form become Artwork.

``draw`` is the one public function. Drawing libraries are imported when the
first figure is drawn, so that a build in which nothing changed pays nothing.
"""

from publish.domain import Edition
from publish.errors import ContentError, Fault, Faults
from publish.figures.artwork import Artwork, Slot
from publish.inks import Form
from publish.theme import Theme

__all__ = ["Artwork", "Slot", "check", "draw"]

# Characters of an alternative text: more than a caption says, less than a page.
SHORTEST_ALT, LONGEST_ALT = 80, 1400


def check(edition: Edition, faults: Faults) -> None:
    """Note every figure whose alternative text is lacking, too short or too long."""
    for figure in edition.figures.values():
        length = len(figure.alt)
        if length < SHORTEST_ALT:
            faults.add(
                f"alt has {length} characters, fewer than {SHORTEST_ALT}",
                figure.at,
                "say what the figure shows, with its numbers",
            )
        elif length > LONGEST_ALT:
            faults.add(
                f"alt has {length} characters, more than {LONGEST_ALT}",
                figure.at,
                "leave to the data table what the figure does not need",
            )


def draw(edition: Edition, key: str, slot: Slot, form: Form, theme: Theme) -> Artwork:
    """Return the figure ``key`` of an edition, drawn for a slot and a form.

    Raises: ContentError for a specification that cannot be drawn;
        LayoutError when the figure does not fit the slot; KeyError when the
        edition has no such figure.
    """
    figure = edition.figures[key]
    if figure.group == "chart":
        from publish.figures.charts import draw_chart as draw_figure
    elif figure.group == "map":
        from publish.figures.maps import draw_map as draw_figure
    elif figure.group == "picture":
        from publish.figures.pictures import draw_picture as draw_figure
    else:
        raise ContentError(
            Fault(f"no figures of group {figure.group!r}", figure.at, "move the file")
        )
    drawn = draw_figure(figure, edition, slot, form, theme)
    width_mm, height_mm = drawn.size_mm or (slot.width_mm, slot.height_mm)
    return Artwork(
        key=key,
        svg=drawn.svg,
        width_mm=width_mm,
        height_mm=height_mm,
        form=form,
        alt=figure.alt,
        rows=drawn.rows,
        dropped=drawn.dropped,
    )
