"""The output intent: for which printing condition the colours were chosen.

In:  the printer profile and the ICC file that it names, below the publication's folder.
Out: exactly one GTS_PDFX intent in the catalogue (print-standards.md X2 to X5, W2).
"""

import zlib
from functools import cache
from pathlib import Path, PurePosixPath

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from publish.errors import Fault, LayoutError
from publish.layouts import PrinterProfile
from publish.source import Source

REGISTRY = "http://www.color.org"  # the ICC's registry of characterisation data
COMPONENTS = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}  # ICC.1 header, bytes 16 to 19


def read_icc(profile: PrinterProfile, folder: Path) -> bytes:
    """Return the ICC profile of the printing condition.

    Raises: LayoutError when the file is missing or is no ICC profile.
    """
    at = Source(PurePosixPath(profile.icc))
    try:
        icc = (folder / profile.icc).read_bytes()
    except OSError as problem:
        fault = Fault(
            f"cannot be read: {problem.strerror}",
            at,
            f"put the profile there or correct icc in {profile.name}.toml",
        )
        raise LayoutError(fault) from problem
    if icc[36:40] != b"acsp" or icc[16:20] not in COMPONENTS:
        raise LayoutError(
            Fault("is no ICC output profile", at, "ask the printer for the file")
        )
    return icc


@cache
def _packed(icc: bytes) -> bytes:
    return zlib.compress(icc, 9)


def set_intent(pdf: Pdf, profile: PrinterProfile, icc: bytes) -> None:
    """Write the one output intent of the file, in place of any that it had."""
    packed = Stream(pdf, _packed(icc))
    packed.Filter = Name.FlateDecode
    packed.N = COMPONENTS[icc[16:20]]
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.intent),
        RegistryName=String(REGISTRY),
        Info=String(profile.intent_info or profile.intent),
        DestOutputProfile=pdf.make_indirect(packed),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
