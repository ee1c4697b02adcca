"""Rules for the output intent: for which press the colours are meant."""

import re
from collections.abc import Iterator

import pikepdf

from publish.preflight.icc import Header, read_header
from publish.preflight.job import Job
from publish.preflight.rules.registry import Hit, file_rule, press
from publish.preflight.streams import StreamFault, decoded

ICC_REGISTRY = "http://www.color.org"
_REGISTERED = re.compile(r"(FOGRA|IFRA|JC|JPN|PSR|SWOP|GRACOL|CGATS|EUROSB)", re.I)
PRESS_SPACES = {"cmyk": "CMYK", "grey": "GRAY", "rgb": "RGB"}


def _press_intents(job: Job) -> list[pikepdf.Dictionary]:
    return [i for i in job.intents if i.get("/S") == "/GTS_PDFX"]


def _text(intent: pikepdf.Dictionary, key: str) -> str:
    value = intent.get(key)
    return str(value).strip() if isinstance(value, pikepdf.String) else ""


@file_rule(
    "X2",
    of=press,
    why="the intent says for which printing condition the colours were made; with "
    "none, or two, CMYK numbers mean nothing",
    do="write exactly one output intent with /S /GTS_PDFX in the catalog",
    source="ISO 15930-7; print-standards X2",
)
def one_intent(job: Job) -> Iterator[Hit]:
    """There is exactly one output intent, and it is one for PDF/X."""
    count = len(_press_intents(job))
    if count == 0:
        found = ", ".join(str(intent.get("/S", "none")) for intent in job.intents)
        said = f"the only output intents are {found}" if found else "there is none"
        yield Hit(f"no output intent for PDF/X: {said}", measured="0", limit="1")
    elif len(job.intents) > 1:
        number = len(job.intents)
        message = f"{number} output intents contradict each other"
        yield Hit(message, measured=str(number), limit="1")


@file_rule(
    "X3",
    of=press,
    why="the identifier names the characterised printing condition; a wrong one "
    "sends the job to the wrong press setting",
    do="write the registered name of the characterisation data, such as FOGRA39",
    source="ISO 15930-7; print-standards X3; ICC characterisation data registry",
)
def identifier(job: Job) -> Iterator[Hit]:
    """The identifier is there, and is the condition of this printer."""
    wanted = job.profile.intent
    for intent in _press_intents(job):
        name = _text(intent, "/OutputConditionIdentifier")
        if not name:
            yield Hit(
                "the output intent has no OutputConditionIdentifier", limit=wanted
            )
        elif wanted and name != wanted:
            near = re.sub(r"\W", "", name).upper().startswith(wanted.upper())
            yield Hit(
                f"the output intent is for {name!r}, and this printer's is {wanted!r}",
                "warning" if near else "error",
                measured=name,
                limit=wanted,
            )


@file_rule(
    "X4",
    of=press,
    why="the registry says who defines the identifier; the text tells people",
    do=f"write RegistryName ({ICC_REGISTRY}) and an Info text",
    source="ISO 15930-7; print-standards X4",
)
def registry(job: Job) -> Iterator[Hit]:
    """A registered identifier names its registry; there is a text for people."""
    for intent in _press_intents(job):
        name, given = (
            _text(intent, "/OutputConditionIdentifier"),
            _text(intent, "/RegistryName"),
        )
        if _REGISTERED.match(name) and given.rstrip("/") != ICC_REGISTRY:
            yield Hit(
                f"the identifier {name!r} names no registry"
                if not given
                else f"the registry of {name!r} is {given!r}",
                measured=given or "none",
                limit=ICC_REGISTRY,
            )
        if not _text(intent, "/Info") and not _text(intent, "/OutputCondition"):
            yield Hit("the output intent has no Info text", "warning")


@file_rule(
    "X5",
    of=press,
    why="the embedded profile is what proofs and conversions are made with",
    do="embed the printer's ICC output profile: class prtr, CMYK, /N 4",
    source="ISO 15930-7; print-standards X5; ICC.1:2010, 7.2",
)
def profile(job: Job) -> Iterator[Hit]:
    """The profile is embedded, is for output, and has the channels it says."""
    for intent in _press_intents(job):
        stream = intent.get("/DestOutputProfile")
        if not isinstance(stream, pikepdf.Stream):
            yield Hit("the output intent embeds no ICC profile")
            continue
        try:
            data = decoded(stream)
            header = read_header(data)
        except (StreamFault, ValueError) as problem:
            yield Hit(f"the profile of the output intent is unusable: {problem}")
            continue
        if header.size > len(data):
            yield Hit(
                "the profile of the output intent is cut off",
                measured=f"{len(data)} bytes",
                limit=f"{header.size} bytes",
            )
        yield from _judge_profile(job, header, stream.get("/N"))


def _judge_profile(job: Job, header: Header, said: object) -> Iterator[Hit]:
    if header.device_class != "prtr":
        yield Hit(
            f"the profile is of the class {header.device_class!r}, none for output",
            measured=header.device_class,
            limit="prtr",
        )
    wanted = PRESS_SPACES[job.profile.space]
    if header.space != wanted:
        yield Hit(
            f"the profile is for {header.space}, and this printer's space is {wanted}",
            measured=header.space,
            limit=wanted,
        )
    channels = int(said) if isinstance(said, int) else 0
    if channels != header.components:
        yield Hit(
            f"the profile has {header.components} channels, and /N says {channels}",
            measured=str(channels),
            limit=str(header.components),
        )
