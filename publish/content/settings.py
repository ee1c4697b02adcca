"""Read publish.toml: the publication, its products and what they are made for."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from publish.content.files import parse_toml, read_text
from publish.errors import Faults
from publish.inks import Form
from publish.source import Source

PUBLISH_TOML = PurePosixPath("publish.toml")

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
MAX_SIDE_MM = 100_000  # 100 m: longer than any banner
MAX_SCALE = 100  # 1:100
Side = Annotated[float, Field(gt=0, le=MAX_SIDE_MM)]
PerLanguage = Mapping[str, str]


class Settings(BaseModel):
    """What all sections share: frozen, no misspelt settings."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Publication(Settings):
    """The section [publication].

    ``scripts`` names the language of passages in another script, for screen readers.
    """

    key: Slug
    title: PerLanguage
    subtitle: PerLanguage
    author: str
    publisher: str
    place: str
    date: date
    contact: str
    licence: PerLanguage
    compiled_from: PerLanguage
    csl: Slug
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    scripts: Mapping[str, Language] = {}

    @property
    def year(self) -> int:
        """The year of publication, for the imprint."""
        return self.date.year


class Paper(Settings):
    """One stock: grammage in g/m² and bulk in cm³/g."""

    name: str
    gsm: Annotated[float, Field(gt=0)]
    bulk: Annotated[float, Field(gt=0)]

    @property
    def caliper_mm(self) -> float:
        """Thickness of one leaf. Source: caliper = gsm × bulk / 1000."""
        return self.gsm * self.bulk / 1000


class Lane(Settings):
    """One side of a timeline, and the events that run on it.

    An event runs where its key is named, else its place, else its thread.
    """

    label: PerLanguage
    keys: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()


class Run(Settings):
    """A stretch of a timeline that is drawn as one, between two events."""

    span: tuple[str, str]
    label: PerLanguage


class Timeline(Settings):
    """The editor's choice for a banner: keys of events.csv.

    Between the two ``opened`` events the scale shows hours; on these days all events
    are shown but those to ``leave_out``, on the other days only those named.
    """

    opened: tuple[str, str]
    lanes: Mapping[Literal["above", "below"], Lane]
    days: tuple[str, ...] = ()
    first_rank: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    run: Run | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Every event that is named."""
        lanes = [key for lane in self.lanes.values() for key in lane.keys]
        run = self.run.span if self.run else ()
        named = (self.opened, lanes, self.days, self.first_rank, self.leave_out, run)
        return tuple(dict.fromkeys(key for keys in named for key in keys))


class Product(Settings):
    """One [[product]]: a thing to make, in one size, from one folder of texts.

    ``of`` names the product that it belongs to and is made after: the book that a
    cover goes round.
    """

    name: Slug
    kind: Literal["booklet", "large", "cover", "panel", "banner", "handout"]
    of: Slug | None = None
    layout: Slug
    trim_mm: tuple[Side, Side]
    scale: Annotated[int, Field(ge=1, le=MAX_SCALE)] = 1
    forms: Annotated[tuple[Form, ...], Field(min_length=1)]
    printer: Slug
    texts: tuple[str, ...] = ()
    span: tuple[str, str] | None = None
    timeline: Timeline | None = None
    cover: tuple[str, ...] = ()
    paper: Paper | None = None
    binding: Literal["saddle", "perfect", "none"] = "none"

    def __hash__(self) -> int:
        """By name: no two products share one, and a timeline holds mappings."""
        return hash(self.name)


class Project(Settings):
    """The whole of publish.toml."""

    publication: Publication
    product: Annotated[tuple[Product, ...], Field(min_length=1)]


def read_settings(folder: Path, faults: Faults) -> Project | None:
    """Read publish.toml; every fault is noted with its line.

    Returns: None when a fault was found.
    """
    at = Source(PUBLISH_TOML)
    if not (folder / PUBLISH_TOML).exists():
        faults.add(
            "there is no publish.toml", at, "run publish in a publication's folder"
        )
        return None
    raw = read_text(folder, PUBLISH_TOML, faults)
    table = None if raw is None else parse_toml(raw, at, faults)
    if table is None:
        return None
    try:
        project = Project.model_validate(table)
    except ValidationError as problem:
        for error in problem.errors():
            _explain(error, raw, at, faults)
        return None
    names = [product.name for product in project.product]
    for name in {name for name in names if names.count(name) > 1}:
        faults.add(f"two products are named {name!r}", at, "rename one of them")
    _check_owners(project, at, faults)
    return project


def _check_owners(project: Project, at: Source, faults: Faults) -> None:
    """Note each product that belongs to none that can be made before it."""
    owners = {p.name: p for p in project.product if not p.of and "press" in p.forms}
    for product in project.product:
        said = f"product {product.name!r}"
        if product.of and product.of not in owners:
            hint = f"name one with a press form: {', '.join(owners)}"
            faults.add(f"{said} belongs to no product {product.of!r}", at, hint)
        if product.kind in ("cover", "large") and not product.of:
            hint = 'add of = "<product>"'
            faults.add(f"{said} is a {product.kind} edition of nothing", at, hint)
        if product.kind == "cover" and not product.paper:
            faults.add(f"{said} has no paper", at, "add paper = { name, gsm, bulk }")


def _explain(error: Mapping, raw: str, at: Source, faults: Faults) -> None:
    """Turn one pydantic error into a fault with the line of the setting."""
    path = ".".join(str(part) for part in error["loc"])
    setting = next((p for p in reversed(error["loc"]) if isinstance(p, str)), "")
    here = at.at(line_of_setting(raw, error["loc"]))
    if error["type"] == "extra_forbidden":
        model = {"publication": Publication, "product": Product}.get(
            str(error["loc"][0]), Project
        )
        near = get_close_matches(setting, model.model_fields, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "remove it"
        faults.add(f"unknown setting {path!r}", here, hint)
    elif error["type"] == "missing":
        faults.add(f"setting {path!r} is missing", here, "add it")
    else:
        faults.add(f"{path}: {error['msg']}", here, "mend the value")


def line_of_setting(raw: str, path: tuple[str | int, ...]) -> int | None:
    """Return the line of a TOML file on which a setting, or its table, stands."""
    table, *rest = path
    wanted = next((part for part in rest if isinstance(part, int)), 0)
    setting = next((part for part in rest if isinstance(part, str)), None)
    header, inside, seen = None, False, -1
    for number, line in enumerate(raw.splitlines(), start=1):
        name = line.split("=")[0].strip().split(".")[0]
        if line.strip().startswith("["):
            title = line.strip().strip("[]")
            seen += title == str(table)
            inside = title.split(".")[0] == str(table) and seen == wanted
            header = number if inside and title == str(table) else header
        elif name == str(table) or (inside and name == setting):
            return number
    return header
