"""The job ticket's data: what a printer must know to make one product.

In:  a packed press file, its product, printer profile and preflight report.
Out: ``Ticket``, as words for the sheet and as JSON. Lengths in mm at final size.
"""

import json
from dataclasses import asdict, dataclass

from publish.content.settings import Paper, Product, Publication
from publish.layouts import PrinterProfile

BINDINGS = {
    "saddle": ("saddle stitch", "folded once, stitched in the fold"),
    "perfect": ("perfect binding", "gathered, milled and glued at the spine"),
    "none": ("none", "single sheets"),
}
OPEN = "to be agreed"
PAGES_OF_SHEET = 4  # a folded sheet of a stitched booklet


@dataclass(frozen=True)
class FileEntry:
    """One file of the package: its path there, its size and its SHA-256."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Verdict:
    """What the preflight found, and whether errors were overruled."""

    errors: int
    warnings: int

    @property
    def cleared(self) -> bool:
        """Whether the file may be printed as it is."""
        return not self.errors

    def __str__(self) -> str:
        if not self.errors and not self.warnings:
            return "passed, nothing found"
        found = f"{_count(self.errors, 'error')}, {_count(self.warnings, 'warning')}"
        return f"passed, {_count(self.warnings, 'warning')}" if self.cleared else found


@dataclass(frozen=True)
class Ticket:
    """One job."""

    publication: Publication
    product: Product
    language: str
    date: str
    pages: int
    bleed_mm: float
    inks: tuple[str, ...]
    quantity: int | None
    printer: PrinterProfile
    verdict: Verdict
    files: tuple[FileEntry, ...]

    @property
    def title(self) -> str:
        """The publication's title in the language of the product."""
        return self.publication.title[self.language]

    @property
    def size(self) -> str:
        """The finished size in mm."""
        width, height = self.product.trim_mm
        return f"{width:g} × {height:g}"

    @property
    def copies(self) -> str:
        """The quantity, or that it is open."""
        return f"{self.quantity:,}" if self.quantity else "?"

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """Return label, value and note of each line of the sheet."""
        printer = self.printer
        return (
            ("Product", self.product.name, f"{self.product.kind}, {self.language}"),
            ("Trim", f"{self.size} mm", self._scale_note()),
            ("Bleed", f"{self.bleed_mm:g} mm", "on every edge, at final size"),
            ("Pages", str(self.pages), self._sheets_note()),
            ("Inks", " ".join(self.inks), f"{len(self.inks)} in the press file"),
            ("Paper", *_paper(self.product.paper)),
            ("Binding", *BINDINGS[self.product.binding]),
            ("Quantity", self.copies if self.quantity else OPEN, "finished copies"),
            ("Printer", printer.title, f"profile {printer.name}"),
            ("Colour", printer.intent, printer.intent_info),
            ("Standard", printer.standard, _marks(printer.marks)),
            ("Preflight", str(self.verdict), "see preflight.html"),
            ("Contact", self.publication.contact, self.publication.publisher),
        )

    def to_json(self) -> str:
        """Return the ticket for machines; the same for the same job."""
        paper, printer = self.product.paper, self.printer
        data = {
            "publication": self.title,
            "publisher": self.publication.publisher,
            "contact": self.publication.contact,
            "date": self.date,
            "product": self.product.name,
            "kind": self.product.kind,
            "language": self.language,
            "trim_mm": list(self.product.trim_mm),
            "scale": self.product.scale,
            "bleed_mm": self.bleed_mm,
            "pages": self.pages,
            "inks": list(self.inks),
            "paper": paper and {**paper.model_dump(), "caliper_mm": paper.caliper_mm},
            "binding": self.product.binding,
            "quantity": self.quantity,
            "printer": {
                "profile": printer.name,
                "title": printer.title,
                "standard": printer.standard,
                "intent": printer.intent,
                "marks": printer.marks,
            },
            "preflight": {**asdict(self.verdict), "cleared": self.verdict.cleared},
            "files": [asdict(file) for file in self.files],
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    def _scale_note(self) -> str:
        if self.product.scale == 1:
            return "width × height, file 1:1"
        width, height = (side / self.product.scale for side in self.product.trim_mm)
        factor = self.product.scale
        return f"file 1:{factor}, {width:g} × {height:g} mm: enlarge {factor * 100} %"

    def _sheets_note(self) -> str:
        if self.product.kind == "cover":
            return "back, spine and front in one piece; the inside is not printed"
        if self.product.binding != "saddle":
            return "single pages in reading order"
        sheets = -(-self.pages // PAGES_OF_SHEET)
        return f"{_count(sheets, 'folded sheet')}; in reading order"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _paper(paper: Paper | None) -> tuple[str, str]:
    if paper is None:
        return OPEN, "the printer proposes a stock"
    return (
        f"{paper.name}, {paper.gsm:g} g/m²",
        f"bulk {paper.bulk:g} cm³/g, leaf {paper.caliper_mm:.2f} mm",
    )


def _marks(marks: bool) -> str:
    return "crop marks, targets, colour bar, slug" if marks else "no printer's marks"
