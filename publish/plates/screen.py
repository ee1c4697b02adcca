"""Repairs of a tagged PDF for the screen: what PDF/UA-1 asks and the engine omits.

In:  an open PDF tagged by WeasyPrint. Out: the same with
     - pictures that have no alternative text turned into artifacts, and what a style
       sheet repeats beside the text;
     - table headings that say whether they head a row or a column;
     - list items whose content stands in a body, links that are not doubled;
     - link annotations that say the link's words, not its address;
     - a language on passages in another script, where the caller says which;
     - title shown in the window, language of the document;
     - the data tables of its figures, attached.
(print-standards.md section 6; ISO 14289-1 by its public restatements.)
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from pikepdf import (
    Array,
    AttachedFileSpec,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from publish.plates.job import Job
from publish.plates.marked_text import text_by_mark
from publish.plates.structure import (
    Mark,
    annotations,
    below,
    is_annotation,
    is_element,
    items,
    kids,
    marks,
    same,
    target,
)

MOSTLY = 0.75  # share of one script: "p. 12" in a Russian reference changes nothing
HYPHEN = "\u2010"  # what WeasyPrint puts where it hyphenates


def repair(pdf: Pdf, scripts: Mapping[str, str]) -> None:
    """Repair the structure. ``scripts`` maps a Unicode script to a language tag."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    tree = _Tree(pdf)
    tree.retire_silent_figures()
    tree.retire_echoes()
    tree.scope_headings()
    tree.bind_list_items()
    tree.drop_doubled_links()
    tree.name_links()
    tree.mark_languages(scripts)


def set_catalogue(pdf: Pdf, job: Job) -> None:
    """Say what the whole file is: its language, its title in the window, its tabs."""
    root = pdf.Root
    root.Lang = String(job.language)
    preferences = root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    root.ViewerPreferences = preferences
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Tabs = Name.S


def attach_tables(pdf: Pdf, job: Job) -> None:
    """Attach the data tables behind the figures; they carry no date of the run."""
    for name, table in job.tables.items():
        pdf.attachments[name] = AttachedFileSpec(
            pdf,
            table.encode("utf-8"),
            filename=name,
            mime_type="text/csv",
            relationship=Name.Data,
        )


class _Tree:
    """The structure tree with the words of its leaves."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._words = text_by_mark(pdf)

    def _all(self) -> Iterator[Object]:
        """Yield every structure element, parents first."""
        todo = kids(self._pdf.Root.StructTreeRoot)
        while todo:
            element = todo.pop(0)
            yield element
            todo[:0] = kids(element)

    # pictures

    def retire_silent_figures(self) -> None:
        """Turn figures that say nothing into artifacts, out of the reading order."""
        silent = [
            element
            for element in self._all()
            if element.get("/S") == Name.Figure
            and not str(element.get("/Alt", ""))
            and not str(element.get("/ActualText", ""))
        ]
        self._retire(silent)

    def retire_echoes(self) -> None:
        """Turn into artifacts what a style sheet says again, as hours in the margin."""
        self._retire([e for e in self._all() if self._is_echo(e)])

    def _is_echo(self, element: Object) -> bool:
        """Return whether an element without a role ends its parent by repeating it."""
        if element.get("/S") != Name.NonStruct or not is_element(element.P):
            return False
        said, before = self._said(element).strip(), self._said(element.P)
        last = same(kids(element.P)[-1], element)
        return bool(said) and last and before.count(said) > 1

    def _retire(self, elements: list[Object]) -> None:
        """Take elements out of the tree, and declare their content to be decoration."""
        retired: set[Mark] = set()
        for figure in elements:
            retired |= set(marks(figure))
            parent = figure.P
            kids = parent.K if isinstance(parent.K, Array) else Array([parent.K])
            parent.K = Array([kid for kid in kids if not same(kid, figure)])
        for page in self._pdf.pages:
            numbers = {number for key, number in retired if key == page.obj.objgen}
            if numbers:
                page.obj.Contents = self._pdf.make_stream(_as_artifacts(page, numbers))
                self._forget(int(page.obj.StructParents), numbers)

    def _forget(self, page_key: int, numbers: set[int]) -> None:
        """Take marks out of the parent tree."""
        nums = self._pdf.Root.StructTreeRoot.ParentTree.Nums
        for key, parents in zip(list(nums)[::2], list(nums)[1::2], strict=True):
            if int(key) == page_key:
                for number in numbers:
                    parents[number] = None

    # tables

    def scope_headings(self) -> None:
        """Give each TH its Scope: the column in a row of headings, else the row."""
        for row in self._all():
            if row.get("/S") != Name.TR:
                continue
            cells = kids(row)
            heads_columns = all(cell.get("/S") == Name.TH for cell in cells)
            for cell in cells:
                if cell.get("/S") == Name.TH:
                    own = cell.get("/A", Dictionary(O=Name.Table))
                    own.Scope = Name.Column if heads_columns else Name.Row
                    cell.A = own

    # lists

    def bind_list_items(self) -> None:
        """Put what stands in an item beside label and body into a body."""
        for item in self._all():
            inside = items(item)
            if item.get("/S") != Name.LI or all(map(_is_of_item, inside)):
                continue
            loose = [kid for kid in inside if not _is_of_item(kid)]
            body = Dictionary(
                Type=Name.StructElem, S=Name.LBody, P=item, K=Array(loose)
            )
            if "/Pg" in item:
                body.Pg = item.Pg
            body = self._pdf.make_indirect(body)
            for kid in filter(is_element, loose):
                kid.P = body
            labels = [kid for kid in inside if is_element(kid) and Name.Lbl == kid.S]
            bodies = [kid for kid in inside if is_element(kid) and Name.LBody == kid.S]
            item.K = Array([*labels, body, *bodies])

    # links

    def drop_doubled_links(self) -> None:
        """Remove the second annotation that an element inside a link is given."""
        for link in self._all():
            if link.get("/S") != Name.Link:
                continue
            for inner in list(below(link))[1:]:
                doubled = list(annotations(inner))
                if inner.get("/S") == Name.Link or not doubled:
                    continue
                inner.K = Array([i for i in items(inner) if not is_annotation(i)])
                for note in doubled:
                    self._remove_annotation(note)

    def _remove_annotation(self, note: Object) -> None:
        for page in self._pdf.pages:
            notes = list(page.obj.get("/Annots", Array()))
            left = [other for other in notes if not same(other, note)]
            if len(left) < len(notes):
                page.obj.Annots = Array(left)
        nums = self._pdf.Root.StructTreeRoot.ParentTree.Nums
        pairs = list(zip(list(nums)[::2], list(nums)[1::2], strict=True))
        number = int(note.get("/StructParent", -1))
        kept = [part for pair in pairs if int(pair[0]) != number for part in pair]
        self._pdf.Root.StructTreeRoot.ParentTree.Nums = Array(kept)

    def name_links(self) -> None:
        """Write the words of a link into its annotations, all lines of it together."""
        for parent in self._all():
            for run in _runs_of_links(kids(parent)):
                words = _rejoined([self._said(link) for link in run])
                for link in run if words.strip() else ():
                    for annotation in annotations(link):
                        annotation.Contents = String(" ".join(words.split()))

    def _said(self, element: Object) -> str:
        words = "".join(self._words.get(mark, "") for mark in marks(element))
        return words or "".join(str(e.get("/Alt", "")) for e in below(element))

    # languages

    def mark_languages(self, scripts: Mapping[str, str]) -> None:
        """Give elements that are nearly all in another script the language of it."""
        todo = (kids(self._pdf.Root.StructTreeRoot)) if scripts else []
        while todo:
            element = todo.pop()
            language = scripts.get(_script(self._said(element)))
            if language:
                element.Lang = String(language)
            else:
                todo.extend(kids(element))


def _is_of_item(kid: Object) -> bool:
    return is_element(kid) and kid.S in (Name.Lbl, Name.LBody)


def _script(text: str) -> str:
    """Return the script of nearly all letters of a text, or nothing."""
    found: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            found[unicodedata.name(letter, "?").split()[0]] += count
    script, letters = found.most_common(1)[0] if found else ("", 0)
    return script.title() if letters > MOSTLY * found.total() else ""


def _rejoined(lines: list[str]) -> str:
    """Return one text from lines that were broken at spaces or by hyphenation."""
    text = ""
    for line in lines:
        if text.endswith(HYPHEN):
            text = text.removesuffix(HYPHEN) + line
        else:
            text += (" " if text else "") + line
    return text


def _runs_of_links(elements: list[Object]) -> Iterator[list[Object]]:
    """Yield neighbouring links to the same place: one link broken over lines."""
    run: list[Object] = []
    for element in [*elements, None]:
        target = _leads_to(element) if element is not None else None
        if run and target != _leads_to(run[0]):
            yield run
            run = []
        if target:
            run.append(element)


def _leads_to(element: Object) -> str:
    return target(element) if element.get("/S") == Name.Link else ""


def _as_artifacts(page: Object, numbers: set[int]) -> bytes:
    """Return a page's content with some marks declared to be decoration."""
    begin = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
    out = []
    for instruction in parse_content_stream(page):
        operands = instruction.operands
        if (
            str(instruction.operator) == "BDC"
            and isinstance(operands[1], Dictionary)
            and int(operands[1].get("/MCID", -1)) in numbers
        ):
            instruction = begin
        out.append(instruction)
    return unparse_content_stream(out)
