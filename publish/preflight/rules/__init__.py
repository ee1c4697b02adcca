"""The rules: each a small function with a name, a limit and a source.

To add a rule, write a function in a module of this package: it takes a ``Job``
(``@file_rule``) or a ``Sheet`` and a ``Job`` (``@page_rule``), and yields a
``Hit`` for each fault. The decorator holds what the reader needs: why it
matters, what to do, who says so. Tests hold a file that the rule catches.
"""

from publish.preflight.rules import (
    access,
    boxes,
    colour,
    composition,
    content,
    contrast,
    copier,
    fonts,
    glyphs,
    inks,
    intent,
    interaction,
    lines,
    metadata,
    overprint,
    pictures,
    reach,
    setting,
    structure,
    transparency,
    type,
)

MODULES = (
    access,
    boxes,
    colour,
    composition,
    content,
    contrast,
    copier,
    fonts,
    glyphs,
    inks,
    intent,
    interaction,
    lines,
    metadata,
    overprint,
    pictures,
    reach,
    setting,
    structure,
    transparency,
    type,
)
