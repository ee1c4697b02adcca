"""Read the front matter of a text: YAML between two lines of ---.

Every scalar is text. Aliases are refused: a few lines of them grow without end.
"""

from typing import Any

import yaml

from publish.errors import Faults
from publish.source import Source

INLINE_SETTINGS = ("title", "standfirst", "numeral", "numeral_label")
LISTS = ("span", "aims")
SETTINGS = (*INLINE_SETTINGS, *LISTS)


def read_front_matter(block: str, at: Source, faults: Faults) -> dict[str, Any] | None:
    """Return the settings at the head of a text: texts, and lists of texts.

    Returns: None when there is no title or no YAML; other faults leave a setting empty.
    """
    try:
        settings = yaml.load(block, _Loader) or {}
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        faults.add("front matter is not YAML", at.at(line), "quote values with a colon")
        return None
    except RecursionError:
        faults.add("front matter is nested too deep", at.at(1), "write it flatter")
        return None
    if not isinstance(settings, dict) or "title" not in settings:
        faults.add("front matter has no title", at.at(1), "begin with --- title: … ---")
        return None
    for name in settings.keys() - set(SETTINGS):
        line = block.split(f"{name}:")[0].count("\n") + 2
        faults.add(
            f"unknown setting {str(name)[:40]!r}",
            at.at(line),
            f"use one of {', '.join(SETTINGS)}",
        )
    for name in LISTS:
        if not _is_texts(settings.get(name, [])):
            faults.add(f"{name} is not a list", at.at(1), "write it as [first, second]")
            settings[name] = []
    for name in INLINE_SETTINGS:
        if not isinstance(settings.get(name, ""), str):
            faults.add(f"{name} is no text", at.at(1), "put it in quotes")
            settings[name] = ""
    return settings


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


class _Loader(yaml.BaseLoader):
    """Reads every scalar as text, and refuses aliases: they can grow without end."""

    def compose_node(self, parent: object, index: object) -> yaml.Node:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "an alias", mark)
        return super().compose_node(parent, index)


def line_of(raw: bytes, setting: str) -> int:
    """Return the line of a text on which a setting stands; 1 where it does not."""
    head, found, _ = raw.partition(f"\n{setting}:".encode())
    return head.count(b"\n") + 2 if found else 1
