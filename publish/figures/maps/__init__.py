"""Maps: base map, movements and labels in a Lambert conformal conic frame.

In:  a ``Figure`` of group map, the edition whose movements and places it shows,
     slot, form, theme.
Out: ``Drawn``: the SVG, the movements behind it, the labels that found no room.
"""

from publish.figures.maps.draw import draw_map

__all__ = ["draw_map"]
