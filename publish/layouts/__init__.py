"""4 ARRANGE: layouts/<name>/layout.toml becomes a Layout: bleed, grid, slots, styles."""

from publish.layouts.layout import Layout, load_layout
from publish.layouts.printers import PrinterProfile, load_printer

__all__ = ["Layout", "PrinterProfile", "load_layout", "load_printer"]
