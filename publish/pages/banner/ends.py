"""The two ends of the banner: the title at the left, the key at the right.

In:  the frame, the letters of the disputes.
Out: marks and lines on the sheet, and the boxes that the names of the lanes cover.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from publish.faces import Face
from publish.pages.banner.axis import dot, fading_bar, hours_given
from publish.pages.banner.frame import Frame
from publish.pages.banner.sheet import Box, Layer, Line, Sheet, Type, rect
from publish.pages.banner.stations import Station

TITLE_LEADING = 1.2  # from line to line, in heights of a capital
TITLE_GAP = 0.08  # least space between tails and the line below, in the same
UNDER_TITLE = 0.28  # space over the subtitle, in heights of a capital
SIGN_MM = 64.0  # length of a sign in the key
SIGN_COLUMN_MM = 92.0
LETTER_COLUMN_MM = 34.0
SIGN_KNOWN, SIGN_WITHIN = "sign-known", "sign-within"
SIGN_DISPUTED, SIGN_RUN = "sign-disputed", "run"
LABELS = ("key", "disputes", SIGN_KNOWN, SIGN_WITHIN, SIGN_DISPUTED)


def title(frame: Frame, sheet: Sheet) -> None:
    """Set the publication's title as large as its field allows, with its subtitle."""
    edition, room, bleed = frame.brief.edition, frame.style.room, frame.brief.bleed_mm
    field = Box(-bleed, -bleed, room.title, frame.height + bleed)
    sheet.add(Layer.GROUND, rect(field, frame.colour(frame.style.grounds.title)))
    white, width = frame.colour("stock"), room.title - 2 * room.margin
    sub = frame.kinds["subtitle"]
    below = sub.wrap(edition.publication.subtitle[edition.language], width)
    words = edition.title.split()
    face = frame.numerals(1).face
    drops, depth = _drops(face, words)
    free = frame.height - 2 * room.margin - len(below) * sub.leading
    widest = max(Type(face, 1, 1).width(word) for word in words)
    em = min(width / widest, free / depth)
    kind = Type(face, em, em)
    for word, drop in zip(words, drops, strict=True):
        y = frame.height - room.margin - drop * em
        sheet.write(Line(room.margin, y, word, kind, white))
    tail = -sub.em_mm * sub.face.reach(below[-1])[0]
    for number, text in enumerate(reversed(below)):
        y = room.margin + tail + number * sub.leading
        sheet.write(Line(room.margin, y, text, sub, white, key="subtitle"))


def _drops(face: Face, words: Sequence[str]) -> tuple[list[float], float]:
    """Return the baselines of stacked words under their top, and the depth of all.

    In sizes of the type. Tails need room, so lines may stand wider than the rule.
    """
    cap = face.reach("H")[1]
    reaches = [face.reach(word) for word in words]
    drops = [reaches[0][1]]
    for (low, _), (_, high) in pairwise(reaches):
        drops.append(drops[-1] + max(TITLE_LEADING * cap, high - low + TITLE_GAP * cap))
    return drops, drops[-1] - reaches[-1][0] + UNDER_TITLE * cap


def lanes(frame: Frame, sheet: Sheet) -> dict[str, list[Box]]:
    """Name each lane in its outer corner, beside the title; return what is covered."""
    kind, room = frame.kinds["lane"], frame.style.room
    x, width = room.title + room.gutter, room.names - room.gutter
    covered = {}
    for side, lane in frame.style.lanes.items():
        label = frame.timeline.lanes[side].label[frame.brief.edition.language]
        text = kind.wrap(label, width)
        tail = -kind.em_mm * kind.face.reach(text[-1])[0]
        first = frame.limit(side) - kind.cap_mm
        if side == "below":
            first = frame.limit(side) + tail + (len(text) - 1) * kind.leading
        lines = [
            Line(
                x,
                first - n * kind.leading,
                line,
                kind,
                frame.colour(lane.ink),
                key=side,
            )
            for n, line in enumerate(text)
        ]
        sheet.write(*lines)
        boxes = [line.box for line in lines]
        right = max(box.right for box in boxes)
        covered[side] = [Box(x, boxes[-1].low, right, boxes[0].high)]
    return covered


def key(
    frame: Frame, sheet: Sheet, shown: Sequence[Station], letters: Mapping[str, str]
) -> None:
    """Explain the signs and the letters, and name the makers."""
    edition, room, bleed = frame.brief.edition, frame.style.room, frame.brief.bleed_mm
    left = frame.width - room.key
    field = Box(left, -bleed, frame.width + bleed, frame.height + bleed)
    sheet.add(Layer.STRIP, rect(field, frame.colour(frame.style.grounds.key)))
    setter = _Column(frame, sheet, left + room.gutter, frame.width - room.margin)
    setter.heading("key")
    for sign, text in _signs(frame, shown):
        y = setter.entry(sign, text, SIGN_COLUMN_MM)
        _sign(frame, sheet, sign, setter.left, y)
    note, soot = frame.kinds["note"], frame.colour("text")
    if letters:
        setter.space()
        setter.heading("disputes")
    for dispute, letter in letters.items():
        y = setter.entry(dispute, edition.disputes[dispute].topic, LETTER_COLUMN_MM)
        sheet.write(Line(setter.left, y, letter, note, soot, key=dispute))
    setter.at_foot(_credits(frame), frame.kinds["credits"])


def _signs(frame: Frame, shown: Sequence[Station]) -> Iterator[tuple[str, str]]:
    """Yield the signs that the banner uses, with what they mean."""
    edition, run = frame.brief.edition, frame.timeline.run
    yield SIGN_KNOWN, edition.label(SIGN_KNOWN)
    if any(station.hourless or frame.is_stretch(station) for station in shown):
        yield SIGN_WITHIN, edition.label(SIGN_WITHIN)
    if any(station.versions for station in shown):
        yield SIGN_DISPUTED, edition.label(SIGN_DISPUTED)
    if run:
        yield SIGN_RUN, run.label[edition.language]


def _credits(frame: Frame) -> Iterator[str]:
    edition = frame.brief.edition
    publication, language = edition.publication, edition.language
    made = f"{publication.publisher}, {publication.place} {publication.year}"
    yield f"{publication.author}. {made}"
    yield publication.compiled_from[language]
    yield publication.licence[language]


class _Column:
    """A column of text that is filled from the top."""

    def __init__(self, frame: Frame, sheet: Sheet, left: float, right: float) -> None:
        self._frame, self._sheet = frame, sheet
        self.left, self._right = left, right
        self._y = frame.height - frame.style.room.margin
        self._soot = frame.colour("text")

    def heading(self, label: str) -> None:
        """Set a heading."""
        kind = self._frame.kinds["heading"]
        self._y -= kind.cap_mm
        text = self._frame.brief.edition.label(label)
        self._sheet.write(Line(self.left, self._y, text, kind, self._soot))
        self._y -= kind.leading * 0.45

    def entry(self, key: str, text: str, indent: float) -> float:
        """Set an indented paragraph; return its first baseline."""
        kind = self._frame.kinds["note"]
        lines = kind.wrap(text, self._right - self.left - indent)
        first = self._y - kind.leading
        for line in lines:
            self._y -= kind.leading
            x = self.left + indent
            self._sheet.write(Line(x, self._y, line, kind, self._soot, key=key))
        self._y -= kind.leading * 0.1
        return first

    def space(self) -> None:
        """Leave the room of one heading."""
        self._y -= self._frame.kinds["heading"].em_mm

    def at_foot(self, paragraphs: Iterator[str], kind: Type) -> None:
        """Set small paragraphs on the lower margin."""
        wrapped = (kind.wrap(text, self._right - self.left) for text in paragraphs)
        lines = list(chain.from_iterable(wrapped))
        tail = -kind.em_mm * kind.face.reach(lines[-1])[0]
        for number, text in enumerate(reversed(lines)):
            y = self._frame.style.room.margin + tail + number * kind.leading
            self._sheet.write(Line(self.left, y, text, kind, self._soot, key="credits"))


def _sign(frame: Frame, sheet: Sheet, sign: str, x: float, baseline: float) -> None:
    style, ink, note = (
        frame.style.marks,
        frame.style.lanes["below"].ink,
        frame.kinds["note"],
    )
    y = baseline + note.em_mm * note.face.x_height / 2
    if sign == SIGN_KNOWN:
        dot(frame, sheet, x + SIGN_MM / 2, y, style.dot, ink)
    elif sign == SIGN_WITHIN:
        box = Box(x, y - style.bar / 2, x + SIGN_MM, y + style.bar / 2)
        fading_bar(frame, sheet, box, ink)
    elif sign == SIGN_RUN:
        box = Box(x, y - style.bar / 2, x + SIGN_MM, y + style.bar / 2)
        sheet.add(Layer.MARK, rect(box, frame.colour(frame.style.strip.run)))
    else:
        ends = x + style.dot, x + SIGN_MM - style.dot
        hours_given(frame, sheet, ends, y, ink)
