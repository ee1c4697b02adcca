"""The six numbers of a PDF transformation matrix (ISO 32000-1 §8.3.3)."""

from math import hypot

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def product(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies ``first`` and ``then`` after it."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def height_scale(matrix: Matrix) -> float:
    """Return how much taller the matrix makes an upright unit."""
    return hypot(matrix[2], matrix[3])


def mean_scale(matrix: Matrix) -> float:
    """Return how much wider the matrix makes a line, whatever its direction."""
    a, b, c, d, _, _ = matrix
    return abs(a * d - b * c) ** 0.5


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where the matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
