"""Walking the structure tree of a tagged PDF (ISO 32000-1 §14.7).

In:  structure elements. Out: what lies below them: elements, marked content by page
and number, annotations.
"""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object

from publish.plates.reach import Key

Mark = tuple[Key, int]


def items(element: Object) -> list[Object]:
    """Return everything directly below an element, of whatever kind."""
    inside = element.get("/K", Array())
    return list(inside) if isinstance(inside, Array) else [inside]


def is_element(thing: Object) -> bool:
    """Return whether something in the tree is an element and no content."""
    return isinstance(thing, Dictionary) and "/S" in thing


def kids(element: Object) -> list[Object]:
    """Return the structure elements directly below one."""
    return [item for item in items(element) if is_element(item)]


def below(element: Object) -> Iterator[Object]:
    """Yield an element and all elements below it, in reading order."""
    yield element
    for kid in kids(element):
        yield from below(kid)


def marks(element: Object) -> Iterator[Mark]:
    """Yield the marked content of an element and all below it, in reading order."""
    for item in items(element):
        if isinstance(item, int):
            yield element.Pg.objgen, int(item)
        elif isinstance(item, Dictionary) and "/MCID" in item:
            yield item.get("/Pg", element.get("/Pg")).objgen, int(item.MCID)
        elif is_element(item):
            yield from marks(item)


def annotations(element: Object) -> Iterator[Object]:
    """Yield the annotations that an element holds itself."""
    for item in items(element):
        if is_annotation(item):
            yield item.Obj


def is_annotation(item: Object) -> bool:
    """Return whether something in the tree refers to an annotation."""
    return isinstance(item, Dictionary) and item.get("/Type") == Name.OBJR


def target(element: Object) -> str:
    """Return where a link leads: an address or the name of a place."""
    note = next(annotations(element), Dictionary())
    return str(note.get("/A", Dictionary()).get("/URI", note.get("/Dest", "")))


def same(one: Object, other: Object) -> bool:
    """Return whether two references name one object."""
    return isinstance(one, Dictionary) and one.objgen == other.objgen
