"""Gather parts of a work, each set as a PDF of its own, into one PDF.

In:  PDFs in reading order, tagged or not; their links to one another as addresses
     that begin with ``ELSEWHERE``; every place that they name is in one of the parts.
Out: one PDF with all pages, named places, bookmarks and one structure tree, in which
     these links lead to the places that they name.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO

from pikepdf import Array, Dictionary, Object, Page, Pdf, String

ELSEWHERE = "elsewhere:"  # before the name of a place in another part


def gather(parts: Sequence[bytes]) -> bytes:
    """Return the parts as one PDF; a single part is returned as it is."""
    if len(parts) == 1:
        return parts[0]
    with gathered(parts) as whole:
        out = BytesIO()
        whole.save(out, deterministic_id=True)
        return out.getvalue()


@contextmanager
def gathered(parts: Sequence[bytes]) -> Iterator[Pdf]:
    """Yield the parts as one open PDF."""
    with ExitStack() as stack:
        opened = [stack.enter_context(Pdf.open(BytesIO(part))) for part in parts]
        yield opened[0] if len(opened) == 1 else stack.enter_context(_whole(opened))


def _whole(opened: Sequence[Pdf]) -> Pdf:
    """Return one PDF of some; these must stay open as long as it is."""
    whole, places = Pdf.new(), {}
    tree = _Tree(whole)
    for source in opened:
        first = len(whole.pages)
        whole.add_pages_from(source)
        for name, place in _names(source):
            places.setdefault(name, whole.copy_foreign(place))
        tree.take(source, whole.pages[first:])
    _take_catalogue(whole, opened[0])
    tree.close()
    if places:
        _set_places(whole, places)
    _lead_links(whole)
    return whole


def _take_catalogue(whole: Pdf, first: Pdf) -> None:
    """Take language, title and marking from the first part."""
    for name in ("/Lang", "/MarkInfo", "/ViewerPreferences"):
        if name in first.Root:
            whole.Root[name] = whole.copy_foreign(first.make_indirect(first.Root[name]))


def _names(source: Pdf) -> Iterator[tuple[str, Object]]:
    names = source.Root.get("/Names", Dictionary()).get("/Dests", Dictionary())
    pairs = list(names.get("/Names", Array()))
    for name, place in zip(pairs[::2], pairs[1::2], strict=True):
        yield str(name), source.make_indirect(place)


def _set_places(whole: Pdf, places: dict[str, Object]) -> None:
    """Write the named places, in the order that a name tree asks for."""
    rows = sorted(places.items(), key=lambda row: row[0].encode("utf-8"))
    flat = Array([part for name, place in rows for part in (String(name), place)])
    whole.Root.Names = Dictionary(Dests=Dictionary(Names=flat))


def _lead_links(whole: Pdf) -> None:
    """Let links between parts lead to the places that they name."""
    for page in whole.pages:
        for link in page.obj.get("/Annots", Array()):
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(ELSEWHERE):
                name = String(address.removeprefix(ELSEWHERE))
                del link["/A"]
                link.Dest = name
                link.Contents = link.get("/Contents", name)


class _Tree:
    """The structure tree of the whole, as it grows part by part."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._root: Object | None = None
        self._document = Dictionary()
        self._parents: list[Object] = []
        self._next = 0
        self._parts = 0

    def take(self, source: Pdf, pages: Iterable[Page]) -> None:
        """Take the elements of a part, whose pages stand in the whole by now."""
        if "/StructTreeRoot" not in source.Root:
            return
        tree = self._whole.copy_foreign(
            source.make_indirect(source.Root.StructTreeRoot)
        )
        self._renumber(tree, pages)
        (document,) = _listed(tree.K)
        self._parts += 1
        self._rename_cells(document)
        if self._root is None:
            self._root, self._document = tree, document
            document.K = Array(_listed(document.K))
            return
        for kid in _listed(document.K):
            kid.P = self._document
            self._document.K.append(kid)

    def _renumber(self, tree: Object, pages: Iterable[Page]) -> None:
        """Count the marks of pages and links on from those of the parts before."""
        pairs = list(tree.ParentTree.Nums)
        for page in pages:
            if "/StructParents" in page.obj:
                page.obj.StructParents = int(page.obj.StructParents) + self._next
            for link in page.obj.get("/Annots", Array()):
                if "/StructParent" in link:
                    link.StructParent = int(link.StructParent) + self._next
        for number, parent in zip(pairs[::2], pairs[1::2], strict=True):
            self._parents += [int(number) + self._next, parent]
        self._next += max(map(int, pairs[::2]), default=-1) + 1

    def _rename_cells(self, element: Object) -> None:
        """Keep the names of heading cells apart from those of other parts."""
        todo = [element]
        while todo:
            one = todo.pop()
            if "/ID" in one:
                one.ID = self._renamed(one.ID)
            for kind in _listed(one.get("/A", Array())):
                if "/Headers" in kind:
                    kind.Headers = Array(map(self._renamed, kind.Headers))
            kids = _listed(one.get("/K", Array()))
            todo += [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]

    def _renamed(self, name: Object) -> String:
        return String(f"{self._parts}-{name}")

    def close(self) -> None:
        """Write the tree into the whole, if any part has one."""
        if self._root is not None:
            self._root.ParentTree = Dictionary(Nums=Array(self._parents))
            self._whole.Root.StructTreeRoot = self._root


def _listed(value: Object) -> list[Object]:
    return list(value) if isinstance(value, Array) else [value]
