"""The table of operators: what the walk calls for each.

``operators``, ``colouring``, ``painting`` and ``typesetting`` fill it when they are
imported.
"""

from collections.abc import Callable
from typing import Any

Action = Callable[[Any, list[Any]], None]  # (interpreter, operands)

TABLE: dict[bytes, Action] = {}


def op(*names: str) -> Callable[[Action], Action]:
    """Register a function of (walk, operands) for operators."""

    def register(action: Action) -> Action:
        for name in names:
            TABLE[name.encode()] = action
        return action

    return register
