"""The time strip: where in time a text stands, over the whole of the publication.

In:  an edition, and the two events between which a text stands.
Out: stations (one an event, in order) and the dates under them, as shares of the
     strip's length, 0 to 1, for the layout's template.

Stations stand at equal distances, as on a railway's diagram: the strip is long
where much happened. Its ends are the first and last event that any text spans.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from publish.content.nodes import Text
from publish.content.records import Event
from publish.domain import Edition
from publish.pages.timetable import said_date

CHARACTER = 0.008  # share of the strip that one character of a label takes
GAP = 0.02  # share that parts two labels
COARSE = {"year": "year", "season": "year", "month": "month"}  # precision: form


@dataclass(frozen=True)
class Label:
    """A date under the strip, centred on ``position`` but for the outermost two."""

    position: float
    text: str

    @property
    def start(self) -> float:
        """Where the label begins, as a share of the strip."""
        return min(max(0.0, self.position - self._width / 2), 1 - self._width)

    @property
    def end(self) -> float:
        """Where the label ends."""
        return self.start + self._width

    @property
    def _width(self) -> float:
        return len(self.text) * CHARACTER

    def clears(self, other: "Label") -> bool:
        """Whether two labels leave a gap between them."""
        return self.start - other.end >= GAP or other.start - self.end >= GAP


@dataclass(frozen=True)
class Strip:
    """The strip of one text: ``start`` and ``end`` bound the part that it tells."""

    stations: tuple[float, ...]
    labels: tuple[Label, ...]
    start: float
    end: float
    here: Label


def strip_of(text: Text, edition: Edition) -> Strip:
    """Return the strip of a text that has a span."""
    events = _events(edition)
    order = {event.key: place for place, event in enumerate(events)}
    first, last = sorted(order[key] for key in (text.span[0], text.span[-1]))
    share = 1 / max(1, len(events) - 1)
    said = _dates(events[first], events[last], edition)
    here = Label((first + last) / 2 * share, said)
    stations = tuple(place * share for place in range(len(events)))
    labels = tuple(_labels(events, share, here, edition))
    return Strip(stations, labels, first * share, last * share, here)


def _events(edition: Edition) -> list[Event]:
    """Return the events that the texts of the edition span, in order of their start."""
    spanned = [
        edition.events[key] for text in edition.texts.values() for key in text.span
    ]
    first, last = min(e.start for e in spanned), max(e.start for e in spanned)
    within = [e for e in edition.events.values() if first <= e.start <= last]
    return sorted(within, key=lambda event: event.start)


def _labels(
    events: list[Event], share: float, here: Label, edition: Edition
) -> Iterator[Label]:
    """Yield the outermost years, then further years and months that find room."""
    first, last = (
        edition.date(event.start, "year") for event in (events[0], events[-1])
    )
    placed = [here]
    ends = [Label(0, first), Label(1, last)]
    years = _firsts(events, share, edition, "year")
    months = _firsts(events, share, edition, "month")
    for label in (*ends, *years, *months):
        if all(label.clears(other) and label.text != other.text for other in placed):
            placed.append(label)
            yield label


def _firsts(
    events: list[Event], share: float, edition: Edition, form: str
) -> Iterator[Label]:
    """Yield a label at the first event of each year or month."""
    seen: set[str] = set()
    for place, event in enumerate(events):
        said = edition.date(event.start, form)
        if said not in seen and COARSE.get(event.precision) in (None, form):
            seen.add(said)
            yield Label(place * share, said)


def _dates(first: Event, last: Event, edition: Edition) -> str:
    """Return the span in words: one date, or two with a dash and the year once."""
    start, end = said_date(first, edition), said_date(last, edition)
    if start == end:
        return start
    if first.start.year == last.start.year and first.precision not in COARSE:
        start = edition.date(first.start, "day")
    return f"{start} – {end}"
