"""The graphics state of the walk (ISO 32000-1, 8.4), and its budget."""

from publish.matrix import Matrix
from publish.preflight.fonts import Font
from publish.preflight.geometry import Box
from publish.preflight.spaces import GREY, Paint, Space

BLACK = Paint(GREY, (0.0,))

OPERATORS_A_PAGE = 3_000_000
OPERATORS_A_FILE = 12_000_000
RECORDS_A_PAGE = 600_000
DEPTH = 24  # forms in forms; real files stay under 10


class BudgetSpent(Exception):
    """A page or file asks for more work than any press would do."""


class Budget:
    """Counts work, so that a hostile file ends in a finding."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def spend(self, amount: int) -> None:
        """Take ``amount`` operators off. Raises: BudgetSpent when none are left."""
        self.left -= amount
        if self.left < 0:
            raise BudgetSpent


class State:
    """What q saves and Q restores. Colours, clip, text and overprint settings."""

    def __init__(self, ctm: Matrix, clip: Box | None) -> None:
        self.ctm = ctm
        self.clip = clip
        self.fill: Paint = BLACK
        self.stroke: Paint = BLACK
        self.fill_space: Space = GREY
        self.stroke_space: Space = GREY
        self.line_width = 1.0
        self.fill_overprint = False
        self.stroke_overprint = False
        self.mode = 0
        self.fill_alpha = 1.0
        self.font: Font | None = None
        self.size = 0.0
        self.spacing = 0.0
        self.word_spacing = 0.0
        self.stretch = 1.0
        self.leading = 0.0
        self.rise = 0.0
        self.rendering = 0

    def copy(self) -> "State":
        """Return the state for q to keep."""
        twin = object.__new__(State)
        twin.__dict__.update(self.__dict__)
        return twin


class Path:
    """The current path: its box in user space, and its upright rectangles."""

    __slots__ = ("box", "only_rectangles", "rectangles")

    def __init__(self) -> None:
        self.box: Box | None = None
        self.rectangles: list[Box] = []
        self.only_rectangles = True

    def add(self, box: Box) -> None:
        """Grow the path's box."""
        if self.box is None:
            self.box = box
        else:
            a, b, c, d = self.box
            x0, y0, x1, y1 = box
            self.box = (min(a, x0), min(b, y0), max(c, x1), max(d, y1))
