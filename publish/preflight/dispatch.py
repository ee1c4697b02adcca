"""The table of operators: what the walk calls for each.

``operators``, ``painting`` and ``typesetting`` fill it when they are imported.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publish.preflight.walk import Walk

Action = Callable[["Walk", list[Any]], None]

TABLE: dict[bytes, Action] = {}


def op(*names: str) -> Callable[[Action], Action]:
    """Register a function of (walk, operands) for operators."""

    def register(action: Action) -> Action:
        for name in names:
            TABLE[name.encode()] = action
        return action

    return register
