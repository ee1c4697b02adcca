"""Content streams for the press: grey becomes K, small black prints over.

In:  an open PDF whose pages are laid out, and the scale of the file.
Out: the same content with
     - DeviceGray operators written as K of DeviceCMYK (or the reverse, for a copier);
     - K-only text under 12 pt and K-only hairlines set to overprint (OP, op, OPM 1);
     - white never set to overprint, whatever the source asked for.
Sizes are points on the finished thing: text size by text matrix, CTM and scale
(print-standards.md X23, Ghent rules; ISO 32000-1 §8.6.7).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pikepdf import (
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Pdf,
    parse_content_stream,
    unparse_content_stream,
)

from publish.matrix import IDENTITY, Matrix, height_scale, mean_scale, product
from publish.plates.reach import Key, soft_masks

SMALL_TEXT_PT = 12.0  # Ghent: K only and overprinting under this size
HAIRLINE_PT = 1.0  # thinner rules are lost as quickly as small text; convention

Colour = tuple[float, float, float, float] | None  # CMYK; None is anything else
BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
WHITE: Colour = (0.0, 0.0, 0.0, 0.0)
# what ISO 32000-1 §8.4.1 sets at the start of a page, but in the press's own space
START = {"cmyk": b"0 0 0 1 k 0 0 0 1 K", "grey": b"0 g 0 G"}
NEARLY = 0.005  # a colour this near to black or white is meant to be it

SPACES = {"/DeviceGray": "g", "/DeviceCMYK": "k", "/DeviceRGB": "rg"}
FILLS = frozenset(("f", "F", "f*", "sh", "Do", "INLINE IMAGE"))
STROKES = frozenset(("S", "s"))
BOTH = frozenset(("B", "B*", "b", "b*"))
SHOWS = frozenset(("Tj", "TJ", "'", '"'))


@dataclass(frozen=True, slots=True)
class Printing:
    """How overprinting is switched: fills, strokes and the mode OPM."""

    fill: bool = False
    stroke: bool = False
    mode: int = 0

    def agrees_with(self, other: "Printing") -> bool:
        """Return whether both print alike; the mode counts only if anything is on."""
        return self == other or not any(
            (self.fill, self.stroke, other.fill, other.stroke)
        )

    @property
    def name(self) -> str:
        """Name of the graphics state that switches it so."""
        return f"/Over{self.fill:d}{self.stroke:d}{self.mode}"

    def state(self) -> Dictionary:
        """Return that graphics state."""
        return Dictionary(
            Type=Name.ExtGState, OP=self.stroke, op=self.fill, OPM=self.mode
        )


@dataclass(slots=True)
class State:
    """What decides about a mark on paper; ``q`` copies it."""

    ctm: Matrix
    text: Matrix = IDENTITY
    size: float = 0.0
    render: int = 0
    width: float = 1.0
    fill: Colour = None
    stroke: Colour = None
    fill_space: str = ""
    stroke_space: str = ""
    opaque: bool = True
    asked: Printing = Printing()  # by the source
    set: Printing = Printing()  # in force in the stream that is written


def rewrite(pdf: Pdf, space: str, scale: int) -> None:
    """Rewrite the content of all pages and of the forms that they draw.

    ``space`` is ``cmyk``, or ``grey`` for a copier, where nothing overprints.
    """
    forms = _Forms(pdf, space, soft_masks(pdf))
    for page in pdf.pages:
        state = State(ctm=(scale, 0, 0, scale, 0, 0), fill=BLACK, stroke=BLACK)
        stream = _Stream(forms, page.obj.Resources, state)
        content = (START[space], stream.rewritten(page.obj))
        page.obj.Contents = pdf.make_stream(b"\n".join(content))


@dataclass
class _Forms:
    """The forms of a file: each is rewritten once, where it is first drawn."""

    pdf: Pdf
    space: str
    masks: set[Key]
    done: set[Key] = field(default_factory=set)

    def draw(self, form: Object, resources: Object, state: State) -> None:
        if form.get("/Subtype") != Name.Form or form.objgen in self.done | self.masks:
            return
        self.done.add(form.objgen)
        own = tuple(float(n) for n in form.get("/Matrix", IDENTITY))
        # colours may come from any caller: unknown, so that nothing is guessed
        inner = State(ctm=product(own, state.ctm), asked=state.asked, set=state.asked)
        stream = _Stream(self, form.get("/Resources", resources), inner)
        form.write(stream.rewritten(form))


class _Stream:
    """One content stream with its graphics state."""

    def __init__(self, forms: _Forms, resources: Object, state: State) -> None:
        self._forms = forms
        self._resources = resources
        self._now = state
        self._kept: list[State] = []
        self._grey = forms.space == "grey"

    def rewritten(self, holder: Object) -> bytes:
        """Return the new content of a page or form."""
        return unparse_content_stream(list(self._each(holder)))

    def _each(self, holder: Object) -> Iterator[Any]:
        for instruction in parse_content_stream(holder):
            name = str(instruction.operator)
            if name in ("l", "m", "c", "re", "h", "v", "y", "W", "n"):
                yield instruction
                continue
            if name in FILLS or name in STROKES or name in BOTH or name in SHOWS:
                yield from self._switched(name, instruction)
            elif handler := HANDLERS.get(name):
                instruction = handler(self, instruction) or instruction
            yield instruction
        for _ in self._kept:  # what the source forgot to close
            yield ContentStreamInstruction([], Operator("Q"))

    # painting

    def _switched(self, name: str, instruction: Any) -> Iterator[Any]:
        now = self._now
        wanted = now.asked if self._grey else self._wanted(name)
        if not wanted.agrees_with(now.set):
            now.set = wanted
            states = self._resources.get("/ExtGState")
            if states is None:
                states = self._resources.ExtGState = Dictionary()
            states[wanted.name] = wanted.state()
            yield ContentStreamInstruction([Name(wanted.name)], Operator("gs"))
        if name == "Do":
            target = self._resources.XObject[instruction.operands[0]]
            self._forms.draw(target, self._resources, now)

    def _wanted(self, name: str) -> Printing:
        """Return how one painting operator shall print."""
        now = self._now
        if name in ("Do", "INLINE IMAGE", "sh"):
            return now.asked
        small = name in SHOWS and self._text_pt() < SMALL_TEXT_PT
        thin = name not in SHOWS and self._line_pt() < HAIRLINE_PT
        over_fill = small and now.opaque and _is(now.fill, BLACK)
        over_stroke = (small or thin) and now.opaque and _is(now.stroke, BLACK)
        asked = now.asked
        fill = (asked.fill or over_fill) and not _is(now.fill, WHITE)
        stroke = (asked.stroke or over_stroke) and not _is(now.stroke, WHITE)
        if name in STROKES or (name in SHOWS and now.render in (1, 5)):
            fill = now.set.fill
        elif name in FILLS or (name in SHOWS and now.render in (0, 4)):
            stroke = now.set.stroke
        return Printing(fill, stroke, 1 if over_fill or over_stroke else asked.mode)

    def _text_pt(self) -> float:
        now = self._now
        return abs(now.size) * height_scale(product(now.text, now.ctm))

    def _line_pt(self) -> float:
        return self._now.width * mean_scale(self._now.ctm)

    # state

    def _save(self, _: Any) -> None:
        self._kept.append(replace(self._now))

    def _restore(self, _: Any) -> None:
        if self._kept:
            self._now = self._kept.pop()

    def _transform(self, instruction: Any) -> None:
        self._now.ctm = product(_numbers(instruction), self._now.ctm)

    def _begin_text(self, _: Any) -> None:
        self._now.text = IDENTITY

    def _text_matrix(self, instruction: Any) -> None:
        self._now.text = _numbers(instruction)

    def _font(self, instruction: Any) -> None:
        self._now.size = float(instruction.operands[1])

    def _render(self, instruction: Any) -> None:
        self._now.render = int(instruction.operands[0])

    def _width(self, instruction: Any) -> None:
        self._now.width = float(instruction.operands[0])

    def _graphics_state(self, instruction: Any) -> None:
        states = self._resources.get("/ExtGState", Dictionary())
        state = states.get(instruction.operands[0], Dictionary())
        now = self._now
        now.width = float(state.get("/LW", now.width))
        if "/ca" in state or "/CA" in state:
            now.opaque = all(float(state.get(key, 1)) == 1 for key in ("/ca", "/CA"))
        if {"/OP", "/op", "/OPM"} & set(state.keys()):
            stroke = bool(state.get("/OP", now.asked.stroke))
            # OP alone switches both (ISO 32000-1 table 58)
            default = stroke if "/OP" in state else now.asked.fill
            mode = int(state.get("/OPM", now.asked.mode))
            now.asked = Printing(bool(state.get("/op", default)), stroke, mode)
            now.set = now.asked

    # colour

    def _colour_space(self, instruction: Any) -> Any:
        stroking = str(instruction.operator) == "CS"
        name = str(instruction.operands[0])
        space = self._device(name)
        black = BLACK if space in ("/DeviceGray", "/DeviceCMYK") else None
        self._set_colour(stroking, black, space)
        target = "/DeviceGray" if self._grey else "/DeviceCMYK"
        if (
            space in ("/DeviceGray", "/DeviceCMYK")
            and name != target
            and not self._grey
        ):
            return ContentStreamInstruction([Name(target)], instruction.operator)
        return None

    def _device(self, name: str) -> str:
        """Return the device space that a name stands for, or the family's name."""
        if name in SPACES or name == "/Pattern":
            return name
        space = self._resources.get("/ColorSpace", Dictionary()).get(name, Name.Unknown)
        return str(space) if isinstance(space, Name) else str(space[0])

    def _colour(self, instruction: Any) -> Any:
        name = str(instruction.operator)
        stroking = name.isupper()
        space = self._now.stroke_space if stroking else self._now.fill_space
        if space == "/Separation":
            tint = float(instruction.operands[0])
            self._set_colour(stroking, WHITE if tint == 0 else None, space)
            return None
        if space not in SPACES:
            self._set_colour(stroking, None, space)
            return None
        return self._device_colour(instruction, SPACES[space], stroking)

    def _named_colour(self, instruction: Any) -> Any:
        name = str(instruction.operator)
        return self._device_colour(instruction, name.lower(), name.isupper())

    def _device_colour(self, instruction: Any, family: str, stroking: bool) -> Any:
        numbers = _numbers(instruction)
        space = {value: key for key, value in SPACES.items()}[family]
        colour: Colour = None
        if family == "g":
            colour = (0.0, 0.0, 0.0, round(1 - numbers[0], 6))
        elif family == "k":
            colour = numbers
        elif min(numbers) == 1:
            colour = WHITE
        self._set_colour(stroking, colour, space)
        if colour is None or family == "rg":
            return None
        if self._grey and colour[:3] == (0, 0, 0):
            return _paint([round(1 - colour[3], 6)], "G" if stroking else "g")
        if not self._grey and family == "g":
            return _paint(list(colour), "K" if stroking else "k")
        return None

    def _set_colour(self, stroking: bool, colour: Colour, space: str) -> None:
        if stroking:
            self._now.stroke, self._now.stroke_space = colour, space
        else:
            self._now.fill, self._now.fill_space = colour, space


HANDLERS: dict[str, Callable[[_Stream, Any], Any]] = {
    "q": _Stream._save,
    "Q": _Stream._restore,
    "cm": _Stream._transform,
    "BT": _Stream._begin_text,
    "Tm": _Stream._text_matrix,
    "Tf": _Stream._font,
    "Tr": _Stream._render,
    "w": _Stream._width,
    "gs": _Stream._graphics_state,
    "cs": _Stream._colour_space,
    "CS": _Stream._colour_space,
    **dict.fromkeys(("sc", "scn", "SC", "SCN"), _Stream._colour),
    **dict.fromkeys(("g", "G", "k", "K", "rg", "RG"), _Stream._named_colour),
}


def _numbers(instruction: Any) -> tuple[float, ...]:
    return tuple(float(operand) for operand in instruction.operands)


@cache
def _is(colour: Colour, wanted: Colour) -> bool:
    return colour is not None and all(
        abs(a - b) <= NEARLY for a, b in zip(colour, wanted, strict=True)
    )


def _paint(numbers: list[float], operator: str) -> ContentStreamInstruction:
    return ContentStreamInstruction(numbers, Operator(operator))
