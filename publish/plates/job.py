"""What ``plates`` must know of a target that its pages do not say themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file to finish.

    ``trim_mm`` (width, height) and ``bleed_mm`` are as in the file: at 1:10 a banner
    of 6,000 mm has 600. ``scale`` is 10 for 1:10. ``folds_mm`` are distances of folds
    from the left edge of the trim. ``date`` is the date of the content, never of the
    run. ``document_id`` is any text that names this document for good, such as the
    hash of what it was made from. ``tables`` are the data behind the figures as CSV,
    by file name, which a screen file brings along.
    """

    title: str
    author: str
    language: str
    product: str
    file: str
    trim_mm: tuple[float, float]
    bleed_mm: float
    date: datetime
    document_id: str
    scale: int = 1
    folds_mm: tuple[float, ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)

    @property
    def uuid(self) -> UUID:
        """The identity of the document, the same on every run."""
        return uuid5(NAMESPACE_URL, f"{self.document_id}/{self.file}")

    @property
    def moment(self) -> datetime:
        """``date`` to the second in UTC; a date without a zone is taken as UTC."""
        known = self.date if self.date.tzinfo else self.date.replace(tzinfo=UTC)
        return known.astimezone(UTC).replace(microsecond=0)
