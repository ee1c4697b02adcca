"""One pass over a page: content in, records out.

In:  a ``Sheet`` and the file's ``Registry``. Out: ``sheet.records``, in the order
of painting, in page units and final points (see ``records``).

The walk follows forms, patterns, soft masks, Type 3 glyphs and the appearances of
annotations. It ends within a budget, whatever the file asks for.
"""

from typing import Any

import pikepdf

from publish.preflight import forms, operators, painting, tokens, typesetting
from publish.preflight import sheet as sheets
from publish.preflight.dispatch import TABLE
from publish.preflight.geometry import IDENTITY, Box, Matrix, meet, times, transformed
from publish.preflight.records import Group, Record, Trouble, Where
from publish.preflight.resources import Registry, Resources
from publish.preflight.sheet import Sheet
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

HANDLERS = (operators, painting, typesetting)  # importing them fills TABLE
FORM_COST = 25  # operators that entering a form is worth
KEPT_STREAM = 2**18  # bytes; shared forms up to this size are decoded once
KEPT_STREAMS = 200


class Walk:
    """The interpreter of one page; ``operators`` holds what each operator does."""

    def __init__(self, sheet: Sheet, registry: Registry, budget: Budget) -> None:
        self.sheet = sheet
        self.registry = registry
        self.records: list[Record] = sheet.records
        self.resources: Resources = registry.resources(sheets.resources(sheet.obj))
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
        self._open: list[tuple[int, int]] = []
        self._page = Budget(OPERATORS_A_PAGE)
        self._file = budget
        self._kept: dict[tuple[int, int], bytes] = {}

    def run(self) -> None:
        """Walk the page and its annotations; a spent budget becomes a trouble."""
        try:
            self._group_of_page()
            self._contents()
            self._annotations()
        except BudgetSpent:
            self.trouble("budget", "the page holds more operators than can be judged")
        except RecursionError:
            self.trouble("budget", "the page is nested too deep")

    @property
    def tagged(self) -> bool:
        """Whether the current content belongs to a structure element or artifact."""
        return bool(self.tags) and any(self.tags)

    def emit(self, record: Record) -> None:
        """Note a record. Raises: BudgetSpent when the page holds too many."""
        if len(self.records) >= RECORDS_A_PAGE:
            raise BudgetSpent
        self.records.append(record)

    def trouble(self, kind: str, message: str) -> None:
        """Note something malformed or forbidden, once for each place."""
        key = (kind, message, self.where)
        if key not in self.seen:
            self.seen.add(key)
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
        fixed_clip: Box | None = None,
    ) -> None:
        """Walk a stream inside the current content: a form, glyph or pattern cell.

        ``matrix`` and ``box`` are the stream's own; ``fixed_clip`` replaces the
        clip where positions inside mean nothing on the page.
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
        )
        self.state = self.state.copy()
        self.state.ctm = self.base = times(matrix, self.state.ctm)
        if fixed_clip is not None:
            self.state.clip = fixed_clip
        elif box is not None:
            self.state.clip = meet(transformed(box, self.state.ctm), self.state.clip)
        self.resources = self.registry.resources(
            stream.get("/Resources"), self.resources
        )
        self.saved, self.tags = [], list(self.tags)
        self.path = Path()
        try:
            self._interpret(self._bytes_of(stream, label))
        finally:
            self._open.pop()
            self.__dict__.update(outer)

    def enter_group(self, stream: pikepdf.Stream, label: str, **how: Any) -> None:
        """Walk a form, noting its transparency group and what it may not hold."""
        forms.inspect(self, stream, label)
        self.enter(stream, label, **how)

    def _leave_behind(self) -> dict[str, Any]:
        names = (
            "state saved path pending_clip text_matrix line_matrix where resources "
            "base tags uncoloured"
        )
        return {name: getattr(self, name) for name in names.split()}

    def _bytes_of(self, stream: pikepdf.Stream, label: str) -> bytes:
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

    def _contents(self) -> None:
        entry = self.sheet.obj.get("/Contents")
        parts = entry.as_list() if isinstance(entry, pikepdf.Array) else [entry]
        streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
        if len(streams) < len(parts) and entry is not None:
            self.trouble("syntax", "the page's contents are no stream")
        self._interpret(
            b"\n".join(self._bytes_of(part, "the page") for part in streams)
        )

    def _interpret(self, data: bytes) -> None:
        table, depth, count = TABLE, len(self.saved), 0
        for operator, operands in tokens.instructions(data):
            count += 1
            if count == 64:
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

    def _group_of_page(self) -> None:
        group = self.sheet.obj.get("/Group")
        if isinstance(group, pikepdf.Dictionary):
            entry = group.get("/CS")
            space = None if entry is None else self.resources.space(entry)
            self.emit(Group(None, Where("page group"), space, False))

    def _annotations(self) -> None:
        entry = self.sheet.obj.get("/Annots")
        annotations = entry.as_list() if isinstance(entry, pikepdf.Array) else []
        for annotation in annotations:
            if not isinstance(annotation, pikepdf.Dictionary):
                continue
            self.spend(FORM_COST)
            kind = str(annotation.get("/Subtype", "/?"))[1:]
            for stream in _appearances(annotation):
                self.state = State(IDENTITY, self.sheet.media)
                label = f"appearance of a {kind} annotation"
                self.enter_group(stream, label, drawn=False)


def _appearances(annotation: pikepdf.Dictionary) -> list[pikepdf.Stream]:
    group = annotation.get("/AP")
    normal = group.get("/N") if isinstance(group, pikepdf.Dictionary) else None
    if isinstance(normal, pikepdf.Stream):
        return [normal]
    if isinstance(normal, pikepdf.Dictionary):
        return [part for part in normal.values() if isinstance(part, pikepdf.Stream)]
    return []
