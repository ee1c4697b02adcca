"""The interpreter of content streams: the state of a walk, and how it goes on.

In:  a ``Sheet`` and the file's ``Registry``. Out: ``sheet.records``, in the order
of painting, in page units and final points (see ``records``). What each operator
does stands in ``operators``, ``colouring``, ``painting`` and ``typesetting``.
"""

from typing import Any

import pikepdf

from publish.matrix import IDENTITY, Matrix, product
from publish.preflight.dispatch import TABLE
from publish.preflight.geometry import Box, meet, transformed
from publish.preflight.records import Record, Trouble, Where
from publish.preflight.resources import Registry, Resources
from publish.preflight.sheet import Sheet, resources_of
from publish.preflight.state import (
    DEPTH,
    OPERATORS_A_PAGE,
    RECORDS_A_PAGE,
    Budget,
    BudgetSpent,
    Path,
    State,
)
from publish.preflight.streams import StreamFault, decoded
from publish.preflight.tokens import instructions

FORM_COST = 25  # operators that entering a form is worth
KEPT_STREAM = 2**18  # bytes; shared forms up to this size are decoded once
KEPT_STREAMS = 200
MAX_TROUBLES = 500  # of one page; more say nothing new
SPEND_STEP = 64  # operators that are taken off the budget at once


class Interpreter:
    """The state of a walk over one page."""

    def __init__(self, sheet: Sheet, registry: Registry, budget: Budget) -> None:
        self.sheet = sheet
        self.registry = registry
        self.records: list[Record] = sheet.records
        self.resources: Resources = registry.resources(resources_of(sheet.obj))
        self.state = State(IDENTITY, sheet.media)
        self.base: Matrix = IDENTITY
        self.saved: list[State] = []
        self.path = Path()
        self.pending_clip = False
        self.text_matrix: Matrix = IDENTITY
        self.line_matrix: Matrix = IDENTITY
        self.where = Where()
        self.tags: list[bool] = []
        self.seen: set[object] = set()
        self.compatible = 0
        self.uncoloured = False
        self.area: Box | None = None
        self._open: list[tuple[int, int]] = []
        self._page = Budget(OPERATORS_A_PAGE)
        self._file = budget
        self._troubles = 0
        self._kept: dict[tuple[int, int], bytes] = {}

    @property
    def tagged(self) -> bool:
        """Whether the current content belongs to a structure element or artifact."""
        return bool(self.tags) and any(self.tags)

    def emit(self, record: Record) -> None:
        """Note a record. Raises: BudgetSpent when the page holds too many."""
        if len(self.records) >= RECORDS_A_PAGE:
            raise BudgetSpent
        self.records.append(record)

    def visible(self, box: Box) -> Box | None:
        """Return what the clip leaves of a box; in a pattern, the area it fills."""
        return meet(box, self.state.clip) if self.area is None else self.area

    def trouble(self, kind: str, message: str) -> None:
        """Note something malformed or forbidden, once for each place."""
        key = (kind, message, self.where)
        if key not in self.seen and self._troubles < MAX_TROUBLES:
            self.seen.add(key)
            self._troubles += 1
            self.records.append(Trouble(self.where, kind, message))

    def spend(self, amount: int) -> None:
        """Take operators off both budgets."""
        self._page.spend(amount)
        self._file.spend(amount)

    def enter(
        self,
        stream: pikepdf.Stream,
        label: str,
        *,
        matrix: Matrix = IDENTITY,
        box: Box | None = None,
        drawn: bool = True,
        tiled: bool = False,
    ) -> None:
        """Walk a stream inside the current content: a form, glyph or pattern cell.

        ``matrix`` and ``box`` are the stream's own. What is ``tiled`` fills the
        current clip: its positions mean nothing on the page.
        """
        key = stream.objgen
        if key in self._open or len(self._open) >= DEPTH:
            fault = "refers to itself" if key in self._open else "is nested too deep"
            self.trouble("syntax", f"{label} {fault}")
            return
        self.spend(FORM_COST)
        outer = self._leave_behind()
        self._open.append(key)
        self.where = Where(
            f"{label} in {outer['where'].label}" if outer["where"].label else label,
            outer["where"].drawn and drawn,
            outer["where"].tiled or tiled,
        )
        if tiled and self.area is None:
            self.area = self.state.clip
        self.state = self.state.copy()
        self.state.ctm = self.base = product(matrix, self.state.ctm)
        if box is not None and not tiled:
            self.state.clip = meet(transformed(box, self.state.ctm), self.state.clip)
        self.resources = self.registry.resources(
            stream.get("/Resources"), self.resources
        )
        self.saved, self.tags = [], list(self.tags)
        self.path = Path()
        try:
            self.interpret(self.content_of(stream, label))
        finally:
            self._open.pop()
            self.__dict__.update(outer)

    def _leave_behind(self) -> dict[str, Any]:
        names = (
            "state saved path pending_clip text_matrix line_matrix where resources "
            "base tags uncoloured area"
        )
        return {name: getattr(self, name) for name in names.split()}

    def content_of(self, stream: pikepdf.Stream, label: str) -> bytes:
        """Return the decoded bytes of a content stream; none if it is damaged."""
        key = stream.objgen
        if key in self._kept:
            return self._kept[key]
        try:
            data = decoded(stream)
        except StreamFault as fault:
            self.trouble("damaged", f"the content of {label} {fault}")
            return b""
        if len(data) <= KEPT_STREAM and len(self._kept) < KEPT_STREAMS:
            self._kept[key] = data
        return data

    def interpret(self, data: bytes) -> None:
        """Carry out the instructions of decoded content."""
        table, depth, count = TABLE, len(self.saved), 0
        for operator, operands in instructions(data):
            count += 1
            if count == SPEND_STEP:
                self.spend(count)
                count = 0
            action = table.get(operator)
            if action is None:
                self._unknown(operator)
                continue
            try:
                action(self, operands)
            except (IndexError, TypeError, ValueError, AttributeError, KeyError):
                name = operator.decode("latin-1")
                self.trouble("syntax", f"the operator {name} has wrong operands")
            except (pikepdf.PdfError, OverflowError) as problem:
                self.trouble("syntax", f"an object cannot be read: {problem}")
        self.spend(count)
        if len(self.saved) != depth:
            self.trouble("balance", "a q has no Q")

    def _unknown(self, operator: bytes) -> None:
        if operator == b"PS":
            self.trouble("postscript", "a PostScript operator stands in the content")
        elif not self.compatible:
            name = operator[:20].decode("latin-1")
            self.trouble("syntax", f"the content holds {name!r}, which is no operator")
