"""What the rules look at, and what they find."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from publish.content import Content
from publish.domain.edition import Edition
from publish.errors import Fault
from publish.faces import Faces
from publish.source import Source

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Subject:
    """A publication to check: as read, as bound in each language, and its faces."""

    content: Content
    editions: Mapping[str, Edition]
    faces: Faces


@dataclass(frozen=True)
class Finding:
    """One thing that a rule found, where it stands, and the next step to take."""

    severity: Severity
    message: str
    at: Source
    hint: str

    def __str__(self) -> str:
        return f"{self.severity}: {Fault(self.message, self.at, self.hint)}"
