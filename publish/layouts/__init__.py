"""4 ARRANGE: a product's layout.toml becomes a Layout: bleed, grid, slots, styles."""

from publish.layouts.layout import Grid, Layout, load_layout
from publish.layouts.printers import PrinterProfile, load_printer

__all__ = ["Grid", "Layout", "PrinterProfile", "load_layout", "load_printer"]
