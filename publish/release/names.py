"""Name the files so that a printer understands them without opening them."""

from publish.content.settings import Product


def file_name(publication: str, product: Product, language: str, form: str) -> str:
    """Return, for instance, ``baku-1920_booklet_en_press_148x210.pdf``.

    The size is the trim at final size in mm; a scaled file says so: ``_1-10``.
    """
    width, height = product.trim_mm
    scale = f"_1-{product.scale}" if product.scale > 1 else ""
    size = f"{width:g}x{height:g}{scale}"
    return f"{publication}_{product.name}_{language}_{form}_{size}.pdf"
