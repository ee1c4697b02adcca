"""5 COMPOSE: an edition, its artworks and a layout become trim pages plus bleed.

``compose`` sends a product to the module of its kind. Booklets, panels and
handouts are flowed from HTML (``flow``); the banner is drawn (``canvas``).
"""

from importlib import import_module

from publish.pages.brief import Brief, Owner, Pages, figures_of, texts_of

__all__ = ["Brief", "Owner", "Pages", "compose", "figures_of", "texts_of"]


def compose(brief: Brief) -> Pages:
    """Compose one product.

    Raises: LayoutError when content does not fit its frame, a style cannot be
        used, or the engine warns.
    """
    return import_module(f"publish.pages.{brief.product.kind}").compose(brief)
