"""Ghostscript behind one door: the printing plates of a PDF as grey pictures.

In:  a PDF, pages, a resolution in ppi, a folder for the files.
Out: for each page the files of its plates by ink name; 255 is bare stock.
"""

import re
import resource
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from publish.errors import Fault, PublishError, ToolMissing

PROGRAM = "gs"
MEMORY_BYTES = 2**30
COMPOSITE = ""  # stands among the inks for the page in C, M, Y, K, spots mixed in
SMOOTH = ("-dTextAlphaBits=4", "-dGraphicsAlphaBits=4")
_PLATE = re.compile(r"p(\d+)(?:\((.+)\))?\.tif\Z")


class RenderFailed(PublishError):
    """Ghostscript could not render a file, or not in the time it was given."""


def available() -> bool:
    """Whether Ghostscript is installed."""
    return shutil.which(PROGRAM) is not None


def separations(
    path: Path,
    folder: Path,
    *,
    first: int,
    last: int,
    ppi: float,
    seconds: float,
    show: bool = False,
) -> Mapping[int, Mapping[str, Path]]:
    """Render pages to plates and return their files as page -> ink -> file.

    Pages are cut to their BleedBox, overprint is simulated. ``first`` and
    ``last`` count from 1. With ``show`` the plates are for the eye, not for measuring:
    the whole sheet, smooth edges, and the mixed page under ``COMPOSITE``.
    Raises: ToolMissing without Ghostscript; RenderFailed when it fails or takes
        longer than ``seconds``.
    """
    if not available():
        raise ToolMissing(
            Fault("Ghostscript (gs) is not installed", None, "install it")
        )
    command = [
        PROGRAM,
        "-q",
        "-dSAFER",
        "-dBATCH",
        "-dNOPAUSE",
        *(SMOOTH if show else ("-dUseBleedBox",)),
        "-dOverprint=/simulate",
        f"-dFirstPage={first}",
        f"-dLastPage={last}",
        "-sDEVICE=tiffsep",
        "-sCompression=none",
        f"-r{ppi:g}",
        f"-sOutputFile={folder / 'p%d.tif'}",
        str(path.resolve()),
    ]
    _run(command, seconds)
    plates: dict[int, dict[str, Path]] = {}
    for file in sorted(folder.glob("p*.tif")):
        hit = _PLATE.fullmatch(file.name)
        if hit and (hit[2] or show):
            name = hit[2] or COMPOSITE
            plates.setdefault(first - 1 + int(hit[1]), {})[name] = file
        else:
            file.unlink()
    return plates


def _run(command: list[str], seconds: float) -> None:
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        if hasattr(resource, "prlimit"):
            limits = (MEMORY_BYTES, MEMORY_BYTES)
            resource.prlimit(process.pid, resource.RLIMIT_AS, limits)
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise RenderFailed(
                Fault(f"Ghostscript took longer than {seconds:.0f} s")
            ) from None
    if process.returncode:
        lines = said.decode("utf-8", "replace").strip().splitlines()
        reason = lines[0].strip() if lines else f"exit code {process.returncode}"
        raise RenderFailed(Fault(f"Ghostscript failed: {reason}"))
