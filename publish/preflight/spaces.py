"""Colour spaces: what a name or array in a PDF means for the press.

In:  colour space objects of a file, and the resources in which a name is used.
Out: ``Space`` (what it is, with everything it stands on) and ``Paint`` (a colour
in a space, as amounts of ink from 0 to 1).
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf

from publish.preflight.functions import inputs, outputs
from publish.preflight.icc import Header, read_header
from publish.preflight.streams import StreamFault, decoded

MAX_DEPTH = 8
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
DEVICE = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
DEFAULTS = {
    "DeviceGray": "DefaultGray",
    "DeviceRGB": "DefaultRGB",
    "DeviceCMYK": "DefaultCMYK",
}
MODELS = {1: "grey", 3: "rgb", 4: "cmyk"}
FULL_WHITE = 0.998  # an 8-bit white in RGB or grey
NEUTRAL = 0.012  # three of 255 steps: two channels this near are one grey
LAB_WHITE = 99.5  # L*


@dataclass(frozen=True)
class Space:
    """A colour space with all that it stands on.

    ``model`` says what kind of colour arrives at the press: grey, rgb, cmyk, lab,
    spot, pattern or unknown. ``names`` are the colorants of Separation and
    DeviceN; ``base`` is the alternate, the base of an index or of a pattern.
    """

    family: str
    n: int
    model: str
    names: tuple[str, ...] = ()
    base: "Space | None" = None
    lookup: bytes = b""
    profile: str = ""
    definition: str = ""
    by_default: bool = False
    faults: tuple[str, ...] = ()

    def parts(self) -> Iterator["Space"]:
        """Yield the space and everything below it."""
        yield self
        if self.base is not None:
            yield from self.base.parts()

    @cached_property
    def colour_model(self) -> str:
        """The model of the colours themselves: an index has that of its base."""
        return self.base.colour_model if self.family == "Indexed" else self.model

    @cached_property
    def label(self) -> str:
        """What to call the space in a message."""
        if self.family in ("Separation", "DeviceN"):
            return f"{self.family} {', '.join(self.names)}"
        if self.family == "ICCBased":
            return f"ICC-based {'RGB' if self.model == 'rgb' else self.model.upper()}"
        if self.family == "Indexed" and self.base:
            return f"Indexed {self.base.label}"
        return self.family


GREY = Space("DeviceGray", 1, "grey")
RGB = Space("DeviceRGB", 3, "rgb")
CMYK = Space("DeviceCMYK", 4, "cmyk")
PATTERN = Space("Pattern", 0, "pattern")
UNKNOWN = Space("unknown", 0, "unknown")
DEVICES = {"DeviceGray": GREY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": PATTERN}


@dataclass(frozen=True)
class Paint:
    """A colour as it is set: a space, its values, and the pattern if it is one.

    ``entry`` is the pattern itself: its name may mean another where it is used.
    """

    space: Space
    values: tuple[float, ...]
    pattern: str = ""
    entry: object = field(default=None, compare=False, repr=False)

    @cached_property
    def inks(self) -> Mapping[str, float] | None:
        """Amounts of ink from 0 to 1 by name, without zeros; None when unknown."""
        return _inks(self.space, self.values)

    @cached_property
    def white(self) -> bool:
        """Whether nothing is printed: bare stock, or RGB or Lab white."""
        colour, values = self.space.colour_model, self.values
        if colour == "rgb" and self.space.family != "Indexed":
            return bool(values) and min(values) >= FULL_WHITE
        if colour == "lab":
            return bool(values) and values[0] >= LAB_WHITE
        inks = self.inks
        return inks is not None and not any(v > 1 - FULL_WHITE for v in inks.values())

    @cached_property
    def neutral(self) -> bool:
        """Whether an RGB or CMYK colour is a pure grey."""
        if self.space.colour_model == "rgb":
            return max(self.values, default=0) - min(self.values, default=0) <= NEUTRAL
        inks = self.inks
        return inks is not None and set(inks) <= {"Black"}

    @cached_property
    def coverage(self) -> float | None:
        """Total ink in percent, or None when it is not known before conversion."""
        return None if self.inks is None else 100 * sum(self.inks.values())


def _inks(space: Space, values: tuple[float, ...]) -> Mapping[str, float] | None:
    if space.family == "Indexed" and space.base and values:
        n, at = space.base.n, int(values[0]) * space.base.n
        entry = space.lookup[at : at + n]
        return _inks(space.base, tuple(byte / 255 for byte in entry))
    if len(values) < space.n:
        return None
    if space.model == "grey":
        amounts = {"Black": 1 - values[0]}
    elif space.model == "cmyk":
        amounts = dict(zip(PROCESS, values, strict=False))
    elif space.model == "spot":
        amounts = dict(zip(space.names, values, strict=False))
        amounts.pop("None", None)
    else:
        return None
    return {name: min(1.0, v) for name, v in amounts.items() if v > 1e-4}


class Spaces:
    """Resolves the colour spaces of one file; each object is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Space] = {}
        self._profiles: dict[tuple[int, int], tuple[str, Header | None]] = {}

    def resolve(
        self, entry: object, resources: Mapping[str, object], depth: int = 0
    ) -> Space:
        """Return the space for a name or object, used with these ColorSpace resources.

        A device name gives way to the Default space of the resources.
        """
        if depth > MAX_DEPTH:
            return Space("unknown", 0, "unknown", faults=("is nested too deep",))
        if isinstance(entry, pikepdf.Name):
            entry = str(entry)[1:]
        if isinstance(entry, str):
            return self._named(SHORT.get(entry, entry), resources, depth)
        if isinstance(entry, pikepdf.Array):
            key = entry.objgen
            if key != (0, 0) and key in self._known:
                return self._known[key]
            space = self._guarded(entry, resources, depth)
            if key != (0, 0):
                self._known[key] = space
            return space
        if isinstance(entry, list):
            return self._from_inline(entry, resources, depth)
        return UNKNOWN

    def _named(self, name: str, resources: Mapping[str, object], depth: int) -> Space:
        if name in DEFAULTS:
            default = resources.get(DEFAULTS[name])
            if default is None or isinstance(default, pikepdf.Name):
                return DEVICES[name]
            space = self.resolve(default, {}, depth + 1)
            return Space(**{**_fields(space), "by_default": True})
        if name == "Pattern":
            return PATTERN
        if name in resources:
            entry = resources[name]
            if isinstance(entry, pikepdf.Name) and str(entry)[1:] == name:
                return UNKNOWN
            return self.resolve(entry, resources, depth + 1)
        return Space("missing", 0, "unknown", (name,))

    def _guarded(
        self, array: pikepdf.Array, resources: Mapping[str, object], depth: int
    ) -> Space:
        try:
            return self._array(array, resources, depth)
        except (
            KeyError,
            IndexError,
            TypeError,
            ValueError,
            pikepdf.PdfError,
        ) as problem:
            return Space("broken", 0, "unknown", faults=(f"is malformed: {problem}",))

    def _array(
        self, array: pikepdf.Array, resources: Mapping[str, object], depth: int
    ) -> Space:
        family = str(array[0])[1:]
        family = SHORT.get(family, family)
        if family in DEVICES and len(array) == 1:
            return self._named(family, resources, depth)
        if family == "ICCBased":
            return self._icc(array[1], resources, depth)
        if family in ("CalGray", "CalRGB", "Lab"):
            n, model = {
                "CalGray": (1, "grey"),
                "CalRGB": (3, "rgb"),
                "Lab": (3, "lab"),
            }[family]
            return Space(family, n, model)
        if family == "Indexed":
            return self._indexed(array, resources, depth)
        if family in ("Separation", "DeviceN"):
            return self._colorants(family, array, resources, depth)
        if family == "Pattern":
            base = (
                self.resolve(array[1], resources, depth + 1) if len(array) > 1 else None
            )
            return Space("Pattern", base.n if base else 0, "pattern", base=base)
        return Space(family, 0, "unknown", faults=("is of no known kind",))

    def _icc(
        self, stream: pikepdf.Stream, resources: Mapping[str, object], depth: int
    ) -> Space:
        n = int(stream["/N"])
        key = stream.objgen
        if key not in self._profiles:
            try:
                data = decoded(stream)
                self._profiles[key] = digest(data), read_header(data)
            except (StreamFault, ValueError):
                self._profiles[key] = "", None
        known, header = self._profiles[key]
        faults = []
        if header is None:
            faults.append("holds no ICC profile")
        elif header.components != n:
            faults.append(f"says {n} channels, but its profile is {header.space}")
        if n not in MODELS:
            faults.append(f"has {n} channels")
        lab = header is not None and header.space == "Lab" and n == 3
        model = "lab" if lab else MODELS.get(n, "unknown")
        return Space("ICCBased", n, model, profile=known, faults=tuple(faults))

    def _indexed(
        self, array: pikepdf.Array, resources: Mapping[str, object], depth: int
    ) -> Space:
        base = self.resolve(array[1], resources, depth + 1)
        table = array[3]
        try:
            stream = isinstance(table, pikepdf.Stream)
            lookup = decoded(table) if stream else bytes(table)
        except StreamFault:
            lookup = b""
        wanted = (int(array[2]) + 1) * base.n
        short = len(lookup) < wanted
        faults = (f"has {len(lookup)} bytes of {wanted}",) if short else ()
        return Space("Indexed", 1, base.model, base=base, lookup=lookup, faults=faults)

    def _colorants(
        self,
        family: str,
        array: pikepdf.Array,
        resources: Mapping[str, object],
        depth: int,
    ) -> Space:
        entry = array[1]
        listed = list(entry) if family == "DeviceN" else [entry]
        names = tuple(str(name)[1:] for name in listed)
        base = self.resolve(array[2], resources, depth + 1)
        tint, faults = array[3], []
        if outputs(tint) != base.n:
            given = outputs(tint)
            faults.append(
                f"gives {given if given is not None else 'no'} values "
                f"for the {base.n} of its alternate space"
            )
        if (inputs(tint) or len(names)) != len(names):
            faults.append(f"has a tint transform of {inputs(tint)} inputs")
        definition = digest(_definition(array))
        return Space(
            family,
            len(names),
            "spot",
            names,
            base,
            definition=definition,
            faults=tuple(faults),
        )

    def _from_inline(
        self, entry: list, resources: Mapping[str, object], depth: int
    ) -> Space:
        """Resolve the array that an inline image may carry: an index only."""
        if len(entry) == 4 and SHORT.get(entry[0], entry[0]) == "Indexed":
            base = self.resolve(entry[1], resources, depth + 1)
            lookup = entry[3] if isinstance(entry[3], bytes) else b""
            return Space("Indexed", 1, base.model, base=base, lookup=lookup)
        return UNKNOWN


def digest(data: bytes) -> str:
    """Return what tells two profiles or definitions apart."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _fields(space: Space) -> dict:
    return {name: getattr(space, name) for name in Space.__dataclass_fields__}


def _definition(array: pikepdf.Array) -> bytes:
    """Return what makes two spots of one name the same: alternate and transform."""
    tint = array[3]
    body = tint.read_raw_bytes() if isinstance(tint, pikepdf.Stream) else b""
    shape = tint.stream_dict if isinstance(tint, pikepdf.Stream) else tint
    alternate = array[2]
    kind = alternate if isinstance(alternate, pikepdf.Name) else alternate[0]
    return kind.unparse() + shape.unparse() + body
