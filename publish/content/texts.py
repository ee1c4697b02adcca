"""Read Markdown texts into nodes: CommonMark, directives, calls and citations.

In:  ``content/<language>/<product>/*.md`` with YAML front matter.
Out: one ``Text`` a file, every node with its source line.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from publish.content.files import read_bytes
from publish.content.front import INLINE_SETTINGS, line_of, read_front_matter
from publish.content.nodes import (
    DIRECTIVES,
    Block,
    Call,
    Cite,
    Cited,
    Directive,
    Emphasis,
    Heading,
    Inline,
    List,
    Paragraph,
    Str,
    Text,
)
from publish.errors import Faults
from publish.source import Source

MAX_TEXT_BYTES = 2_000_000
MAX_NESTING = 20  # of lists, boxes and emphasis; the parser drops what lies deeper

_CALL = re.compile(r"\{(?:=([^{}\n]+)|(?:([a-z]+):)?([\w-]+)(?:\|([\w-]+))?)\}")
_CITE = re.compile(r"\[(@[^\[\]]+)\]")
_DIRECTIVE = re.compile(r":{3,}[ \t]*([\w-]*)")
_CITE_KEY = re.compile(r"@(?:([a-z]+):)?(\w[\w.+-]*)(?:,\s*pp?\.\s*(\S.*))?$")


def _call_rule(state: StateInline, silent: bool) -> bool:
    return _regex_rule(state, silent, _CALL, "{", "call")


def _cite_rule(state: StateInline, silent: bool) -> bool:
    return _regex_rule(state, silent, _CITE, "[", "cite")


def _regex_rule(
    state: StateInline, silent: bool, pattern: re.Pattern[str], first: str, name: str
) -> bool:
    if state.src[state.pos] != first:
        return False
    match = pattern.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push(name, "", 0)
        token.meta = {
            "groups": match.groups(),
            "line": state.src.count("\n", 0, match.start()),
        }
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).use(front_matter_plugin)
    markdown.disable(["code", "html_block", "html_inline", "image", "link", "autolink"])
    for name in DIRECTIVES:
        markdown.use(container_plugin, name)
    markdown.inline.ruler.before("escape", "call", _call_rule)
    markdown.inline.ruler.before("escape", "cite", _cite_rule)
    return markdown


MARKDOWN = _parser()


def parse_inline(text: str, at: Source, faults: Faults) -> tuple[Inline, ...]:
    """Parse one line of text, such as a title, with its calls and citations."""
    token = MARKDOWN.parseInline(text)[0]
    if _is_too_deep(token):
        faults.add("is nested too deep", at, "write it flatter")
        return ()
    children = token.children or []
    return _inlines(children, at, faults)


def read_text(
    folder: Path, path: PurePosixPath, key: str, faults: Faults
) -> Text | None:
    """Read one Markdown file; every fault is noted with its line.

    Returns: None when the file cannot be read at all or has no title.
    """
    at = Source(path)
    raw = read_bytes(folder, path, faults, most=MAX_TEXT_BYTES)
    if raw is None:
        return None
    try:
        written = raw.decode("utf-8-sig")
        tokens = MARKDOWN.parse(written)
    except UnicodeDecodeError as problem:
        faults.add(f"is not UTF-8: {problem.reason}", at, "save the file as UTF-8")
        return None
    _check_closed(written.splitlines(), at, faults)
    block = next((t.content for t in tokens if t.type == "front_matter"), "")
    settings = read_front_matter(block, at, faults)
    if settings is None:
        return None
    if too_deep := next(filter(_is_too_deep, tokens), None):
        line = too_deep.map[0] + 1 if too_deep.map else 1
        faults.add("is nested too deep", at.at(line), "write it flatter")
        return None
    blocks = _blocks([t for t in tokens if t.type != "front_matter"], at, faults)
    inline = {
        name: parse_inline(settings[name], at.at(line_of(raw, name)), faults)
        for name in INLINE_SETTINGS
        if name in settings
    }
    aims = tuple(
        parse_inline(aim, at.at(line_of(raw, "aims")), faults)
        for aim in settings.get("aims", ())
    )
    span = tuple(settings.get("span", ()))
    return Text(key=key, at=at, blocks=blocks, aims=aims, span=span, **inline)


def _is_too_deep(token: Token) -> bool:
    inner = max((child.level for child in token.children or ()), default=0)
    return max(token.level, inner) >= MAX_NESTING - 1


def _blocks(tokens: Sequence[Token], at: Source, faults: Faults) -> tuple[Block, ...]:
    found: list[Block] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        end = _closing(tokens, position)
        inner = tokens[position + 1 : end]
        here = at.at(token.map[0] + 1 if token.map else 1)
        block = _block(token, inner, here, at, faults)
        if block:
            found.append(block)
        position = end + 1
    return tuple(found)


def _closing(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for position in range(start, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def _block(
    token: Token, inner: Sequence[Token], here: Source, at: Source, faults: Faults
) -> Block | None:
    kind = token.type
    if kind == "paragraph_open":
        _check_directive(inner[0].content, here, faults)
        return Paragraph(_inlines(inner[0].children or [], here, faults), here)
    if kind == "heading_open":
        level = int(token.tag[1])
        if level == 1:
            faults.add(
                "a heading of level 1", here, "use ##; the title is in the front matter"
            )
        return Heading(level, _inlines(inner[0].children or [], here, faults), here)
    if kind in ("bullet_list_open", "ordered_list_open"):
        items = _items(inner, at, faults)
        return List(items, kind.startswith("ordered"), here)
    if kind.startswith("container_"):
        name, _, argument = token.info.strip().partition(" ")
        return Directive(
            name, parse_inline(argument, here, faults), _blocks(inner, at, faults), here
        )
    faults.add(
        f"{kind.removesuffix('_open')} is not used here", here, "write it as text"
    )
    return None


def _check_directive(paragraph: str, at: Source, faults: Faults) -> None:
    """Note a paragraph that was meant to be a directive."""
    match = _DIRECTIVE.match(paragraph)
    if match and match[1]:
        near = get_close_matches(match[1], DIRECTIVES, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(DIRECTIVES)}"
        faults.add(f"unknown directive {match[1]!r}", at, hint)
    elif match:
        faults.add("a ::: that closes nothing", at, "remove it")


def _check_closed(lines: Sequence[str], at: Source, faults: Faults) -> None:
    """Note the last directive that nothing closes: it swallows what follows."""
    opened: list[int] = []
    for number, line in enumerate(lines, start=1):
        match = _DIRECTIVE.match(line.strip())
        if match and match[1]:
            opened.append(number)
        elif match and opened:
            opened.pop()
    if opened:
        faults.add("a directive is not closed", at.at(opened[-1]), "add a line of :::")


def _items(
    tokens: Sequence[Token], at: Source, faults: Faults
) -> tuple[tuple[Block, ...], ...]:
    items, position = [], 0
    while position < len(tokens):
        end = _closing(tokens, position)
        items.append(_blocks(tokens[position + 1 : end], at, faults))
        position = end + 1
    return tuple(items)


def _inlines(tokens: Sequence[Token], at: Source, faults: Faults) -> tuple[Inline, ...]:
    found: list[Inline] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        end = _closing(tokens, position)
        if token.type in ("em_open", "strong_open"):
            children = _inlines(tokens[position + 1 : end], at, faults)
            found.append(Emphasis(children, strong=token.type == "strong_open"))
        else:
            found.extend(_inline(token, at, faults))
        position = end + 1
    return tuple(found)


def _inline(token: Token, at: Source, faults: Faults) -> list[Inline]:
    here = at.at((at.line or 1) + token.meta.get("line", 0))
    match token.type:
        case "text":
            if "{" in token.content or "}" in token.content:
                faults.add(
                    f"a brace that is no call: {token.content.strip()[:40]!r}",
                    here,
                    "write {key} or {kind:key|form}",
                )
            if "[@" in token.content:
                hint = "write [@27; @32]"
                faults.add("a citation that is not closed", here, hint)
            return [Str(token.content)] if token.content else []
        case "softbreak" | "hardbreak":
            return [Str(" ")]
        case "call":
            literal, kind, key, form = token.meta["groups"]
            if literal:
                return [Call("literal", literal, "", here)]
            return [Call(kind or "fact", key, form or "", here)]
        case "cite":
            return [_cite(token.meta["groups"][0], here, faults)]
    faults.add(f"{token.type} is not used here", here, "write it as text")
    return []


def _cite(written: str, at: Source, faults: Faults) -> Cite:
    parts = []
    for part in written.split(";"):
        match = _CITE_KEY.match(part.strip())
        if match:
            parts.append(Cited(match[1] or "", match[2], match[3] or ""))
        else:
            faults.add(f"no citation: {part.strip()!r}", at, "write [@27; @32, p. 5]")
    return Cite(tuple(parts), at)
