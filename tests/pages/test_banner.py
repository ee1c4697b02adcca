"""The banner: its page, its inks and faces, and the room around every text."""

import re
from datetime import datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish.errors import LayoutError
from publish.pages import banner
from publish.pages.banner.sheet import Line, collisions
from publish.pages.brief import Brief
from publish.pages.legible import least_x_height_mm
from publish.units import mm
from tests.conftest import Golden
from tests.pages.briefs import banner_brief, second_banner, with_event, with_timeline

RGB = re.compile(rb"(?<![\w.])(?:rg|RG|g|G)(?![\w.])")
EVENTS = re.compile(r"content/events\.csv: ")


@pytest.fixture(scope="module")
def brief() -> Brief:
    return banner_brief()


@pytest.fixture(scope="module")
def planned(brief: Brief) -> banner.Banner:
    return banner.plan(brief)


@pytest.fixture(scope="module")
def pdf(brief: Brief) -> bytes:
    return banner.compose(brief).pdf


def test_page_is_trim_and_bleed_at_one_to_ten(brief: Brief, pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        (page,) = file.pages
        size = [mm(float(side)) for side in page.mediabox[2:]]
    bleed = brief.layout.bleed_mm
    assert size == pytest.approx([(6000 + 2 * bleed) / 10, (900 + 2 * bleed) / 10])


def test_every_face_is_embedded_as_a_subset(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        found = [o for o in file.objects if isinstance(o, pikepdf.Dictionary)]
        names = {str(o.BaseFont) for o in found if o.get("/Type") == "/Font"}
        embedded = [o for o in found if "/FontFile2" in o]
    assert len(embedded) == len(names)
    assert all(re.match(r"/[A-Z]{6}\+(Oswald|SourceS)", name) for name in names), names


def test_only_process_inks_are_used(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        drawing = file.pages[0].Contents.read_bytes()
        assert "/XObject" not in file.pages[0].Resources
        assert "/ExtGState" not in file.pages[0].Resources, "nothing is transparent"
    operators = re.sub(rb"\((?:\\.|[^()\\])*\)|<[0-9a-fA-F]*>", b"", drawing)
    assert not RGB.search(operators)
    assert re.search(rb"\bk\b", operators)


def test_same_brief_same_bytes(brief: Brief, pdf: bytes) -> None:
    assert banner.compose(brief).pdf == pdf


def test_no_text_touches_another(planned: banner.Banner) -> None:
    boxes = [line.box for line in planned.sheet.lines]
    for index, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:index])
    assert not list(collisions(planned.sheet.lines, planned.frame.style.flags.clear))


def test_no_text_leaves_the_safe_zone_or_meets_an_eyelet(
    brief: Brief, planned: banner.Banner
) -> None:
    """Eyelets stand every 500 mm, 25 mm from the edge; 40 mm around them are free."""
    width, height = brief.product.trim_mm
    holes = [(25 + 5950 * n / 12, y) for n in range(13) for y in (25, height - 25)]
    for line in planned.sheet.lines:
        box = line.box
        assert 50 <= box.left <= box.right <= width - 50, line.text
        assert 50 <= box.low <= box.high <= height - 50, line.text
        for x, y in holes:
            near = (
                max(box.left - x, 0, x - box.right),
                max(box.low - y, 0, y - box.high),
            )
            assert max(near) >= 40, line.text


def test_no_pole_runs_through_a_text(planned: banner.Banner) -> None:
    frame = planned.frame
    lane_of = {station.key: station.lane for station in planned.stations}
    for flown in planned.flown:
        lane = lane_of[flown.flag.key]
        edge, outward = frame.edge(lane), frame.outward(lane)
        low, high = sorted((edge, edge + outward * flown.far))
        for line in planned.sheet.lines:
            box = line.box
            crossed = box.left < flown.flag.x < box.right
            assert not (crossed and box.low < high and low < box.high), line.text


def test_poles_stand_in_order_of_time(planned: banner.Banner) -> None:
    stations = {station.key: station for station in planned.stations}
    for lane in ("above", "below"):
        poles = sorted(
            (stations[f.flag.key].middle, planned.frame.x(stations[f.flag.key]))
            for f in planned.flown
            if stations[f.flag.key].lane == lane and not stations[f.flag.key].versions
        )
        assert all(a[1] <= b[1] for a, b in pairwise(poles))


def test_every_chosen_event_is_named(brief: Brief, planned: banner.Banner) -> None:
    timeline = brief.product.timeline
    printed = {line.key for line in planned.sheet.lines}
    words = " ".join(line.text for line in planned.sheet.lines)
    assert set(timeline.first_rank) <= printed
    for key in timeline.days:
        assert all(word in words for word in brief.edition.events[key].title.split())


def test_all_hours_of_the_opened_days_are_shown(
    brief: Brief, planned: banner.Banner
) -> None:
    first, last = (moment.date() for moment in planned.frame.scale.opened)
    shown = {station.key for station in planned.stations}
    for event in brief.edition.events.values():
        if first <= event.start <= last and event.has_hour:
            assert event.key in shown | set(brief.product.timeline.leave_out)


def test_text_is_as_large_as_its_reading_distance_needs(
    planned: banner.Banner,
) -> None:
    style, kinds = planned.frame.style, planned.frame.kinds
    for name, role in style.type.items():
        if role.metres and not role.small_print:
            x_height = kinds[name].em_mm * kinds[name].face.x_height
            assert x_height >= least_x_height_mm(role.metres) - 0.01
    least = min(line.type.em_mm * line.type.face.x_height for line in _running(planned))
    assert least >= 9.3 - 0.01


def _running(planned: banner.Banner) -> list[Line]:
    return [line for line in planned.sheet.lines if line.key != "credits"]


def test_a_known_hour_stands_at_its_minute(planned: banner.Banner) -> None:
    (vote,) = (s for s in planned.stations if s.key == "vote")
    midnight = planned.frame.scale.at(datetime(1920, 4, 28))
    hour = planned.frame.scale.column_mm
    assert planned.frame.x(vote) == pytest.approx(midnight - hour)


def test_a_disputed_hour_shows_every_version(planned: banner.Banner) -> None:
    (arrival,) = (s for s in planned.stations if s.key == "bilajari-arrival")
    said = [f"{moment:%d %H:%M}" for moment in arrival.versions]
    assert said == ["27 23:00", "28 02:00", "28 03:30"]
    assert "23:00–03:30" in {line.text for line in planned.sheet.lines}


def test_a_word_of_the_day_is_a_stretch_and_not_an_hour(
    planned: banner.Banner,
) -> None:
    (fight,) = (s for s in planned.stations if s.key == "border-fight")
    assert fight.end - fight.start >= timedelta(hours=2)


def test_a_day_without_hours_is_listed_and_has_no_pole(
    planned: banner.Banner,
) -> None:
    hourless = {station.key for station in planned.stations if station.hourless}
    assert "khudat-fall" in hourless
    assert hourless.isdisjoint(flown.flag.key for flown in planned.flown)


def test_an_event_that_does_not_fit_is_a_fault(brief: Brief) -> None:
    long = with_event(brief, "vote", title="Parliament votes to yield " * 6)
    with pytest.raises(LayoutError, match=EVENTS.pattern + "event 'vote' does not fit"):
        banner.plan(long)


def test_an_unknown_key_is_named_with_a_likely_one(brief: Brief) -> None:
    wrong = with_timeline(brief, first_rank=("votes",))
    with pytest.raises(
        LayoutError, match=r"publish\.toml: unknown event 'votes'.*'vote'"
    ):
        banner.plan(wrong)


def test_an_event_outside_the_span_is_a_fault(brief: Brief) -> None:
    days = (*brief.product.timeline.days, "narimanov-arrives")
    wrong = with_timeline(brief, days=days)
    with pytest.raises(LayoutError, match="'narimanov-arrives' lies outside the span"):
        banner.plan(wrong)


def test_a_word_without_hours_is_a_fault(brief: Brief) -> None:
    wrong = with_event(brief, "border-fight", time="cock-crow")
    with pytest.raises(LayoutError, match="no hours for the word 'cock-crow'"):
        banner.plan(wrong)


def test_another_museum_has_its_own_banner(tmp_path: Path, golden: Golden) -> None:
    made = banner.compose(second_banner(tmp_path / "skerry"))
    picture = pypdfium2.PdfDocument(made.pdf)[0].render(scale=0.5).to_pil()
    golden.check("banner-skerry", picture, tolerance=3.0)


def test_signs_that_are_not_used_are_not_explained(tmp_path: Path) -> None:
    planned = banner.plan(second_banner(tmp_path / "skerry"))
    keys = {line.key for line in planned.sheet.lines}
    assert "sign-known" in keys
    assert not keys & {"sign-within", "sign-disputed", "run"}
