"""Checksums and the zip of a package: the same bytes for the same files.

In:  a folder. Out: ``SHA256SUMS`` as ``sha256sum -c`` reads it, and a zip whose
entries are sorted, of one date, with plain rights.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

SUMS = "SHA256SUMS"
FIRST_YEAR = 1980  # a zip knows no earlier one (APPNOTE.TXT 4.4.6)
RIGHTS = 0o100644 << 16  # a plain file, rw-r--r--
UNIX = 3  # APPNOTE.TXT 4.4.2.2


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, read in pieces."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def write_sums(folder: Path) -> None:
    """Write ``SHA256SUMS`` for all files of a folder."""
    lines = [f"{sha256_of(file)}  {name}\n" for name, file in _files(folder)]
    (folder / SUMS).write_text("".join(lines), "utf-8")


def write_zip(folder: Path, target: Path, *, root: str, date: datetime) -> None:
    """Write a folder as a zip in which every file stands below ``root``."""
    moment = (max(date.year, FIRST_YEAR), *date.timetuple()[1:6])
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, file in _files(folder):
            entry = zipfile.ZipInfo(f"{root}/{name}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = UNIX, RIGHTS
            with file.open("rb") as data, archive.open(entry, "w") as stored:
                shutil.copyfileobj(data, stored)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of each file, in the order of the names."""
    found = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*")}
    return ((name, file) for name, file in sorted(found.items()) if file.is_file())
