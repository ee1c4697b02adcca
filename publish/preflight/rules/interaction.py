"""Rules for what acts or hides: annotations, actions, layers, attachments."""

from collections.abc import Iterator

import pikepdf

from publish.preflight.geometry import Box, overlaps
from publish.preflight.job import Job
from publish.preflight.rules.registry import Hit, file_rule, page_rule, press
from publish.preflight.sheet import Sheet

ALLOWED_ANNOTATIONS = ("PrinterMark", "TrapNet")
MAX_OUTLINES = 20_000
MAX_CHAIN = 64


@page_rule(
    "X15",
    of=press,
    why="annotations print on some systems and not on others",
    do="remove links, comments and form fields from the print file",
    source="ISO 15930-7; print-standards X15",
)
def annotations(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """No annotation touches the bleed, but for printer's marks and trap networks."""
    for annotation in _annotations(sheet):
        kind = str(annotation.get("/Subtype", "/?"))[1:]
        box = _rectangle(annotation)
        if kind in ALLOWED_ANNOTATIONS:
            continue
        if box is None or overlaps(box, sheet.bleed) or _point_in(box, sheet.bleed):
            message = f"a {kind} annotation stands on the page"
            yield Hit(message, box=box, measured=kind, limit="none")


@page_rule(
    "X14",
    of=press,
    why="scripts and actions have no place in a print job, and stop some systems",
    do="remove actions and JavaScript from the print file",
    source="ISO 15930-7; print-standards X14",
)
def page_actions(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """No page and no annotation carries an action."""
    if "/AA" in sheet.obj:
        yield Hit("the page carries actions (/AA)")
    for annotation in _annotations(sheet):
        for key in ("/A", "/AA"):
            if key in annotation:
                yield Hit(f"an annotation carries {_action(annotation[key])}")


@file_rule(
    "X14",
    of=press,
    why="scripts and actions have no place in a print job, and stop some systems",
    do="remove actions and JavaScript from the print file",
    source="ISO 15930-7; print-standards X14",
)
def file_actions(job: Job) -> Iterator[Hit]:
    """The catalog, the outlines and the names hold no action and no script."""
    root = job.root
    if isinstance(root.get("/OpenAction"), pikepdf.Dictionary):
        yield Hit(f"opening the file starts {_action(root['/OpenAction'])}")
    if "/AA" in root:
        yield Hit("the catalog carries actions (/AA)")
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield Hit("the file holds JavaScript")
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        if "/XFA" in form:
            yield Hit("the file holds an XFA form")
        fields = form.get("/Fields")
        if isinstance(fields, pikepdf.Array) and len(fields):
            yield Hit("the file holds form fields")
    for action in _outline_actions(root):
        yield Hit(f"a bookmark carries {action}", group=action)


@file_rule(
    "X19",
    of=press,
    why="layers can be switched: what was approved may not be what is printed",
    do="flatten the layers; keep only what is to be printed",
    source="ISO 15930-7; print-standards X19",
)
def layers(job: Job) -> Iterator[Hit]:
    """There is no optional content, or all of it is always shown."""
    entry = job.root.get("/OCProperties")
    if not isinstance(entry, pikepdf.Dictionary):
        return
    groups, default = entry.get("/OCGs"), entry.get("/D")
    count = len(groups) if isinstance(groups, pikepdf.Array) else 0
    if not isinstance(default, pikepdf.Dictionary):
        yield Hit("the layers have no default configuration")
        return
    if count == 0:
        return
    hidden = default.get("/OFF")
    number = len(hidden) if isinstance(hidden, pikepdf.Array) else 0
    if number or default.get("/BaseState", "/ON") != "/ON":
        yield Hit(f"{number or count} of {count} layers are hidden")
    elif "/AS" in default:
        yield Hit("layers switch themselves by usage (/AS)")
    elif isinstance(entry.get("/Configs"), pikepdf.Array) and len(entry["/Configs"]):
        yield Hit("the layers have more than one configuration")
    else:
        yield Hit(f"the file holds {count} layers, all shown", "warning")


@file_rule(
    "X20",
    of=press,
    why="what lies in attached files is not what the pages show",
    do="remove attached and embedded files",
    source="ISO 15930-7; print-standards X20",
)
def attachments(job: Job) -> Iterator[Hit]:
    """No file is embedded in the file."""
    names = job.root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        yield Hit("files are embedded in the file")
    if "/AF" in job.root:
        yield Hit("files are attached to the catalog (/AF)")
    if "/Collection" in job.root:
        yield Hit("the file is a portfolio of other files")


def _annotations(sheet: Sheet) -> Iterator[pikepdf.Dictionary]:
    entry = sheet.obj.get("/Annots")
    for item in entry.as_list() if isinstance(entry, pikepdf.Array) else ():
        if isinstance(item, pikepdf.Dictionary):
            yield item


def _rectangle(annotation: pikepdf.Dictionary) -> Box | None:
    try:
        a, b, c, d = (float(value) for value in annotation["/Rect"])
    except (KeyError, TypeError, ValueError):
        return None
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _point_in(box: Box, outer: Box) -> bool:
    return outer[0] < box[0] < outer[2] and outer[1] < box[1] < outer[3]


def _action(entry: pikepdf.Object) -> str:
    kind = entry.get("/S") if isinstance(entry, pikepdf.Dictionary) else None
    return (
        f"an action ({str(kind)[1:]})" if isinstance(kind, pikepdf.Name) else "actions"
    )


def _outline_actions(root: pikepdf.Dictionary) -> Iterator[str]:
    outlines = root.get("/Outlines")
    open_items = (
        [outlines.get("/First")] if isinstance(outlines, pikepdf.Dictionary) else []
    )
    seen: set[tuple[int, int]] = set()
    while open_items and len(seen) < MAX_OUTLINES:
        item = open_items.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        if "/A" in item:
            yield _action(item["/A"])
        open_items += [item.get("/Next"), item.get("/First")]
