"""Lengths: millimetres on paper, points in PDF.

Every length in the package carries its unit in its name (``bleed_mm``,
``size_pt``); these are the only conversions.
"""

MM_PER_INCH = 25.4
PT_PER_INCH = 72.0
PT_PER_MM = PT_PER_INCH / MM_PER_INCH


def pt(mm: float) -> float:
    """Return a length in PDF points (1/72 inch) for one in millimetres."""
    return mm * PT_PER_MM


def mm(points: float) -> float:
    """Return a length in millimetres for one in PDF points (1/72 inch)."""
    return points / PT_PER_MM
