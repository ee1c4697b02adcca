"""Open a PDF of any origin to change it; what cannot be read is the user's mistake."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pikepdf
from pikepdf import Pdf

from publish.errors import Fault, UsageError


@contextmanager
def opened_pdf(source: bytes) -> Iterator[Pdf]:
    """Open a PDF for the block, in which a damaged part may also come to light.

    Raises: UsageError for bytes that are no PDF, a file with a password, or a part
        that cannot be read.
    """
    try:
        with pikepdf.open(BytesIO(source)) as pdf:
            if not len(pdf.pages):
                raise UsageError(Fault("the PDF has no page", None, "use another file"))
            yield pdf
    except pikepdf.PasswordError as problem:
        fault = Fault("the PDF asks for a password", None, "save it without one")
        raise UsageError(fault) from problem
    except pikepdf.PikepdfError as problem:
        reason = str(problem).split(":", 1)[-1].strip()
        fault = Fault(f"no PDF that can be read: {reason}", None, "export it again")
        raise UsageError(fault) from problem


def page_count(source: bytes) -> int:
    """Return how many pages a PDF has. Raises: UsageError as ``opened_pdf`` does."""
    with opened_pdf(source) as pdf:
        return len(pdf.pages)
