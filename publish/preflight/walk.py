"""One pass over a page: content in, records out.

The walk follows forms, patterns, soft masks, Type 3 glyphs and the appearances of
annotations. It ends within a budget, whatever the file asks for.
"""

import pikepdf

import publish.preflight.colouring
import publish.preflight.operators
import publish.preflight.painting
import publish.preflight.typesetting  # noqa: F401  these four fill the table
from publish.matrix import IDENTITY
from publish.preflight.forms import enter_group
from publish.preflight.interpreter import FORM_COST, Interpreter
from publish.preflight.records import Group, Where
from publish.preflight.state import BudgetSpent, State


class Walk(Interpreter):
    """The walk over one page, from its group to its annotations."""

    def run(self) -> None:
        """Walk the page and its annotations; a spent budget becomes a trouble."""
        try:
            self._group_of_page()
            self._contents()
            self._annotations()
        except (pikepdf.PdfError, TypeError, ValueError, AttributeError) as problem:
            self.trouble("syntax", f"an object of the page is malformed: {problem}")
        except BudgetSpent:
            self.trouble("budget", "the page holds more operators than can be judged")
        except RecursionError:
            self.trouble("budget", "the page is nested too deep")

    def _contents(self) -> None:
        entry = self.sheet.obj.get("/Contents")
        parts = entry.as_list() if isinstance(entry, pikepdf.Array) else [entry]
        streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
        if len(streams) < len(parts) and entry is not None:
            self.trouble("syntax", "the page's contents are no stream")
        self.interpret(
            b"\n".join(self.content_of(part, "the page") for part in streams)
        )

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
                enter_group(self, stream, label, drawn=False)


def _appearances(annotation: pikepdf.Dictionary) -> list[pikepdf.Stream]:
    group = annotation.get("/AP")
    normal = group.get("/N") if isinstance(group, pikepdf.Dictionary) else None
    if isinstance(normal, pikepdf.Stream):
        return [normal]
    if isinstance(normal, pikepdf.Dictionary):
        return [part for part in normal.values() if isinstance(part, pikepdf.Stream)]
    return []
