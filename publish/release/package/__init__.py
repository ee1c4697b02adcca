"""The package for the printer: press files, tickets, the preflight's report, sums.

In:  built press files with their product and language.
Out: a folder and a zip of the same name in ``build/package/``:
     ``press/`` the files, ``imposed/`` their press sheets where asked,
     ``ticket_<product>_<language>.pdf`` and ``.json`` for each job,
     ``preflight.html`` and ``.json``, ``SHA256SUMS``.
Nothing is packed while the preflight finds errors, unless that is overruled; then
every ticket says so. Folder and zip appear complete or not at all.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from publish import preflight, theme
from publish.content.settings import Product, Publication
from publish.errors import ChecksRefused, Fault
from publish.layouts import load_layout, load_printer
from publish.plates import Job, finish, impose
from publish.preflight import Report
from publish.release.folders import new_file, new_folder
from publish.release.package.archive import sha256_of, write_sums, write_zip
from publish.release.package.sheet import HEIGHT, WIDTH, TicketSheet
from publish.release.package.ticket import FileEntry, Ticket, Verdict
from publish.release.proofs.plates import inks_of, page_boxes, page_picture
from publish.theme import Theme

__all__ = ["Item", "Order", "pack"]

PACKAGES = Path("build/package")
SHOWN_ERRORS = 5  # of one file, in the refusal
PICTURE_PX = 900  # longer side of the ticket's picture


@dataclass(frozen=True)
class Item:
    """One press file to pack, and what it is."""

    pdf: Path
    product: Product
    language: str


@dataclass(frozen=True)
class Order:
    """What is asked for, beyond the files."""

    quantity: int | None = None
    imposed: bool = False
    force: bool = False


def pack(
    folder: Path,
    publication: Publication,
    items: Sequence[Item],
    order: Order,
    date: datetime,
) -> tuple[Path, Path]:
    """Make the package below ``folder`` and return its folder and its zip.

    ``date`` names the package and dates the zip's entries; it is the date of the
    content, never of the run.

    Raises: ChecksRefused with every error of the preflight, unless ``order.force``.
    """
    reports = [
        preflight.inspect(item.pdf, load_printer(folder, item.product.printer))
        for item in items
    ]
    if not order.force:
        _refuse(reports)
    name = f"{publication.key}_{date:%Y-%m-%d}"
    target = folder / PACKAGES / name
    packer = _Packer(folder, publication, order, date, theme.load(folder))
    zipped = target.with_name(f"{name}.zip")
    with new_file(zipped) as half, new_folder(target) as made:
        for item, report in zip(items, reports, strict=True):
            packer.add(made, item, report)
        (made / "preflight.json").write_text(preflight.to_json(reports), "utf-8")
        (made / "preflight.html").write_text(preflight.to_html(reports), "utf-8")
        write_sums(made)
        write_zip(made, half, root=name, date=date)
    return target, zipped


@dataclass(frozen=True)
class _Packer:
    """Puts one job after the other into a package."""

    folder: Path
    publication: Publication
    order: Order
    date: datetime
    theme: Theme

    def add(self, made: Path, item: Item, report: Report) -> None:
        """Copy the press file, impose it where asked, and write its ticket."""
        printer = load_printer(self.folder, item.product.printer)
        files = [_copy(item.pdf, made, "press")]
        if self.order.imposed and item.product.binding != "none":
            files.append(self._impose(made, item))
        ticket = Ticket(
            publication=self.publication,
            product=item.product,
            language=item.language,
            date=f"{self.date:%Y-%m-%d}",
            pages=len(page_boxes(item.pdf)),
            bleed_mm=load_layout(self.folder, item.product.layout).bleed_mm,
            inks=inks_of(item.pdf),
            quantity=self.order.quantity,
            printer=printer,
            verdict=_verdict(report),
            files=tuple(files),
        )
        stem = f"ticket_{item.product.name}_{item.language}"
        (made / f"{stem}.json").write_text(ticket.to_json(), "utf-8")
        (made / f"{stem}.pdf").write_bytes(self._sheet(ticket, item.pdf, f"{stem}.pdf"))

    def _impose(self, made: Path, item: Item) -> FileEntry:
        product = item.product
        sheets = impose(
            item.pdf.read_bytes(),
            self.theme.faces,
            binding=product.binding,
            paper=product.paper,
        )
        file = made / "imposed" / f"{item.pdf.stem}_imposed.pdf"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(sheets)
        return _entry(file, made)

    def _sheet(self, ticket: Ticket, pdf: Path, file: str) -> bytes:
        """Draw the ticket and give it its metadata."""
        picture = page_picture(pdf, 1, PICTURE_PX)
        with tempfile.TemporaryDirectory() as folder:
            stored = Path(folder) / "page.tif"
            picture.save(stored)
            drawn = TicketSheet(ticket, self.theme).draw(stored, picture.size)
        job = Job(
            title=f"{ticket.title}: job ticket, {ticket.product.name}",
            author=self.publication.publisher,
            language="en",
            product=ticket.product.name,
            file=file,
            trim_mm=(WIDTH, HEIGHT),
            bleed_mm=0,
            date=self.date,
            document_id=ticket.files[0].sha256,
        )
        plain = {"marks": False, "standard": "none", "bleed_mm": 0.0, "space": "cmyk"}
        return finish(
            [drawn], job, ticket.printer.model_copy(update=plain), self.folder
        )


def _refuse(reports: Sequence[Report]) -> None:
    """Raise the errors that the reports hold, the gravest of each file."""
    faults: list[Fault] = []
    for report in reports:
        errors = list(report.of("error"))
        for error in errors[:SHOWN_ERRORS]:
            where = f", page {error.page}" if error.page else ""
            message = f"{report.file.name}{where}: {error.message}"
            faults.append(Fault(message, hint=error.do))
        if len(errors) > SHOWN_ERRORS:
            more = len(errors) - SHOWN_ERRORS
            faults.append(Fault(f"{report.file.name}: {more} more errors"))
    if faults:
        hint = "mend them, or pack them as they are with --force"
        raise ChecksRefused(*faults, Fault("nothing was packed", hint=hint))


def _verdict(report: Report) -> Verdict:
    return Verdict(
        errors=len(list(report.of("error"))), warnings=len(list(report.of("warning")))
    )


def _copy(file: Path, made: Path, where: str) -> FileEntry:
    target = made / where / file.name
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(file, target)
    return _entry(target, made)


def _entry(file: Path, made: Path) -> FileEntry:
    path = file.relative_to(made).as_posix()
    return FileEntry(path, file.stat().st_size, sha256_of(file))
