"""One file under judgement: what every rule may ask.

In:  a path and a printer profile. Out: a ``Job``, with its sheets read but not
walked. Rules read it and change nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2

from publish.layouts import Layout
from publish.layouts.printers import PrinterProfile
from publish.preflight.blocks import Block, blocks_of
from publish.preflight.findings import Place
from publish.preflight.fingerprint import Fingerprints
from publish.preflight.matterhorn import Validation
from publish.preflight.metadata import Xmp, read_info, read_xmp
from publish.preflight.origins import read_origins
from publish.preflight.printed import Line, lines_of
from publish.preflight.resources import Registry
from publish.preflight.sheet import Sheet, read_sheet
from publish.preflight.spaces import digest
from publish.preflight.streams import StreamFault, decoded
from publish.preflight.tree import Element, elements
from publish.shelf import Shelf

MAX_PAGES = 4000
HEADER_WINDOW = 1024  # bytes in which readers look for the header
_HEADER = re.compile(rb"%PDF-(\d+\.\d+)")
_SCALE = re.compile(r"[_-]1-(\d{1,3})(?=[_.-]|\Z)")


@dataclass(eq=False)
class Job:
    """A file, the printer it is judged for, and the facts that rules share.

    ``spots`` are the spot inks that the job declares; ``colorants`` gathers
    those that pages use, as name -> definition -> first page. ``exhausted`` means
    that a page could not be walked to its end within the budget; ``heavy`` are the
    pages whose colours alone do not prove that their ink is within the limits.
    ``layout`` is what the pages were made by, if that is known; ``cut`` are the pages,
    places and sizes of letters that a frame cuts; ``printed`` are the lines of type of
    each page. ``shelf`` is where outcomes of pages are kept, if they are; ``apart``
    means that they may come from there, or from other processes. ``validation`` are
    the checks of a file for the screen, begun.
    """

    path: Path
    profile: PrinterProfile
    spots: frozenset[str]
    pdf: pikepdf.Pdf
    version: str
    header_at: int
    scale: float
    sheets: tuple[Sheet, ...]
    info: dict[str, str | pikepdf.Name]
    xmp: Xmp
    registry: Registry = field(default_factory=Registry)
    colorants: dict[str, dict[str, int]] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    measures_ink: bool = True
    exhausted: bool = False
    heavy: set[int] = field(default_factory=set)
    layout: Layout | None = None
    cut: list[tuple[int, Place, float]] = field(default_factory=list)
    printed: list[tuple[Line, ...]] = field(default_factory=list)
    shelf: Shelf | None = None
    validation: Validation | None = None
    apart: bool = False
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    @property
    def root(self) -> pikepdf.Dictionary:
        """The document catalog."""
        return self.pdf.Root

    @property
    def intents(self) -> list[pikepdf.Dictionary]:
        """The output intents of the catalog."""
        entry = self.root.get("/OutputIntents")
        items = entry.as_list() if isinstance(entry, pikepdf.Array) else []
        return [item for item in items if isinstance(item, pikepdf.Dictionary)]

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The elements of the structure tree, in the order of reading."""
        return tuple(elements(self.root))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the text, for files made here."""
        return blocks_of(self.printed, read_origins(self.path).boxes)

    @cached_property
    def intent_digest(self) -> str:
        """The digest of the output intent's profile, as ``Space.profile`` gives it."""
        for intent in self.intents:
            stream = intent.get("/DestOutputProfile")
            if isinstance(stream, pikepdf.Stream):
                try:
                    return digest(decoded(stream))
                except StreamFault:
                    break
        return "none"

    def codes_on(self, page: int) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the fingerprints of the fonts of a walked page, and the codes drawn."""
        for font in self.registry.fonts.values():
            if page in font.used:
                yield self.fingerprints.of(font.obj), tuple(sorted(font.used[page]))

    def lines_on(self, page: int) -> tuple[Line, ...]:
        """Return the lines of type of a page. Raises: PdfiumError as PDFium does."""
        return lines_of(self._document[page - 1])

    @cached_property
    def _document(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.path)


def read_job(
    path: Path, pdf: pikepdf.Pdf, profile: PrinterProfile, spots: frozenset[str]
) -> Job:
    """Return the job for an opened file.

    A file name that ends in ``_1-10`` means that the file is made at 1:10; all
    measures are then judged at final size.
    """
    with path.open("rb") as file:
        head = file.read(HEADER_WINDOW)
    hit = _HEADER.search(head)
    scale = _SCALE.search(path.stem)
    factor = float(scale[1]) if scale and int(scale[1]) else 1.0
    return Job(
        path=path,
        profile=profile,
        spots=spots,
        pdf=pdf,
        version=_version(pdf, hit[1].decode() if hit else ""),
        header_at=hit.start() if hit else -1,
        scale=factor,
        sheets=tuple(_sheets(pdf, factor)),
        info=read_info(pdf),
        xmp=read_xmp(pdf),
    )


def _sheets(pdf: pikepdf.Pdf, scale: float) -> Iterator[Sheet]:
    for number, page in enumerate(pdf.pages, start=1):
        if number > MAX_PAGES:
            return
        yield read_sheet(number, page.obj, scale)


def _version(pdf: pikepdf.Pdf, header: str) -> str:
    """Return the version that holds: the catalog's where it is the later one."""
    entry = pdf.Root.get("/Version")
    own = str(entry)[1:] if isinstance(entry, pikepdf.Name) else ""
    return max(header or pdf.pdf_version, own, key=version_key)


def version_key(version: str) -> tuple[int, ...]:
    """Return a version as numbers, to be compared."""
    return tuple(int(part) for part in re.findall(r"\d+", version)) or (0,)
