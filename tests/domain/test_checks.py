"""Each rule of ``publish check`` finds what was planted; clean content has nothing."""

import re
import shutil
from pathlib import Path

import pytest

from publish import pipeline
from publish.domain.checks.grade import grade, syllables
from publish.domain.passages import sentences, words
from publish.errors import PublishError
from tests.publications import REPOSITORY, copy_second, replace

RELIEF = "content/en/booklet/02-relief.md"
CHART = """kind = "bars"
title.en = "Oil in the store"
alt.en = "{alt}"
facts = ["oil-stock", "oil-left", "keepers", "dark-hours"]
"""
ALT = (
    "Two bars: the oil in the store before the storm, and what was left of it when the "
    "boat put out two days later."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_second(tmp_path / "skerry")


def add(folder: Path, text: str) -> int:
    """Add a paragraph to a chapter; return the line on which it stands."""
    file = folder / RELIEF
    before = file.read_text("utf-8")
    file.write_text(f"{before}\n{text}\n", "utf-8")
    return before.count("\n") + 2


def warnings_of(folder: Path) -> str:
    *warnings, counted = pipeline.check(folder)
    assert counted.endswith(f"no fault, {len(warnings)} warnings")
    assert all(line.startswith("warning: ") for line in warnings)
    return "\n".join(warnings)


def errors_of(folder: Path) -> str:
    with pytest.raises(PublishError) as caught:
        pipeline.check(folder)
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_clean_content_has_no_finding(folder: Path) -> None:
    assert warnings_of(folder) == ""


def test_the_publication_shipped_has_no_error() -> None:
    """Its warnings are for its editors; an error would keep it from being built."""
    assert "no fault" in pipeline.check(REPOSITORY)[-1]


def test_an_orphan_fact(folder: Path) -> None:
    with (folder / "content/facts.csv").open("a", encoding="utf-8") as file:
        file.write("boats,crew,Boats,2,people,exact,1911,Skerry,station,,1\n")
    line = "warning: content/facts.csv:23: nothing uses the fact 'boats'; call it"
    assert line in warnings_of(folder)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The store held {oil-stock}.", True),
        ("It was {event:relief|day}.", True),
        ("The store held {oil-stock}.[@2]", False),
        ("Did the store hold {oil-stock}?", False),
        ("They called it {event:relief|title}.", False),
        ("::: box In the store\nThere were:\n\n- {oil-stock}\n:::", True),
        ("::: box In the store\nThere were:[@2]\n\n- {oil-stock}\n:::", False),
        ("There were:[@2]\n\n- {oil-stock}", False),
        ("There was much.[@2]\n\nThe store held {oil-stock}.", True),
    ],
)
def test_an_unsourced_claim(folder: Path, text: str, found: bool) -> None:
    add(folder, text)
    assert ("a claim without a source" in warnings_of(folder)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There were four boats.", "four"),
        ("Seven boats came.", "Seven"),
        ("They had twenty-one boats.", "twenty-one"),
        ("There were {=four} boats.", ""),
        ("Two boats came; one sank, and the third left.", ""),
        ("On the twenty-first a boat came.", ""),
    ],
)
def test_a_number_typed_in_words(folder: Path, text: str, found: str) -> None:
    line = add(folder, text)
    expected = f"warning: {RELIEF}:{line}: the number {found!r} is typed in words"
    assert (
        warnings_of(folder).startswith(expected) if found else not warnings_of(folder)
    )


def test_a_long_sentence(folder: Path) -> None:
    line = add(folder, "The boat went out and " + "on and " * 14 + "home.[@1]")
    expected = (
        f"warning: {RELIEF}:{line}: a sentence of 34 words: The boat went out and on"
    )
    assert expected in warnings_of(folder)


def test_thirty_words_are_no_long_sentence(folder: Path) -> None:
    add(
        folder,
        "The boat went out and " + "on and " * 12 + "home.[@1] " + "It held. " * 30,
    )
    assert warnings_of(folder) == ""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("K. A. Berg came at 07:10. He said “Go.” They went.", 3),
        ("It rose by 2.5 per cent. No more.", 2),
        ("He asked “why?” and left.", 1),
        ("Was it I? It was I. So be it.", 3),
    ],
)
def test_sentences_are_told_apart(text: str, count: int) -> None:
    assert len(sentences(text)) == count
    assert sum(len(words(sentence)) for sentence in sentences(text)) == len(words(text))


def test_reading_grade_is_that_of_the_formula() -> None:
    """Eight words of one syllable in one sentence: 0.39 x 8 + 11.8 - 15.59."""
    assert grade(["The cat sat on the mat at night."]) == pytest.approx(-0.67, abs=0.01)
    heavy = "Revolutionary organisations administered considerable territories."
    assert grade([heavy]) > 16


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("trains", 1), ("moved", 1), ("whole", 1), ("wires", 1),
        ("army", 2), ("people", 2), ("little", 2), ("wanted", 2), ("houses", 2),
        ("station", 2), ("agreed", 2), ("parliamentary’s", 6), ("Armenia", 4),
        ("revolutionary", 6), ("independent", 4), ("III", 1), ("07:10", 1), ("é", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_panel(folder: Path) -> None:
    hard = (
        "Considerable administrative difficulties notwithstanding, the organisation "
        "subsequently accomplished extraordinarily complicated international "
        "negotiations concerning navigational responsibilities, illumination "
        "equipment, and compensation of the personnel.[@1]"
    )
    panel = folder / "content/en/panel/light.md"
    panel.write_text(panel.read_text("utf-8") + f"\n{hard} {hard}\n", "utf-8")
    found = warnings_of(folder)
    assert "warning: content/en/panel/light.md:1: reading grade" in found


def test_long_sentences_of_a_panel(folder: Path) -> None:
    panel = folder / "content/en/panel/light.md"
    long = "So the men of the rock went up and down and up and down to it and on and "
    text = f"{panel.read_text('utf-8')}\n{(long + 'sat there then. ') * 60}[@1]\n"
    panel.write_text(text, "utf-8")
    assert "words on the average, over 18" in warnings_of(folder)


def test_a_long_quotation_is_an_error(folder: Path) -> None:
    line = add(folder, "He said “it was as dark as a sack in there”.[@2]")
    expected = f"{RELIEF}:{line}: a quotation of 9 words: it was as dark as a"
    assert expected in errors_of(folder)


def test_eight_words_may_be_quoted(folder: Path) -> None:
    add(folder, "He said “it was as dark as a sack”.[@2]")
    assert warnings_of(folder) == ""


def test_a_variant_of_a_name(folder: Path) -> None:
    replace(folder / "content/people.csv", "Anna Holm,,", "Anna Holm,A. Hulm,")
    line = add(folder, "Then Hulm came, and went to the Havn. *Hulm* is a film.[@1]")
    found = warnings_of(folder)
    expected = "'Hulm' is another spelling of Anna Holm; write {person:holm|surname}"
    assert f"{RELIEF}:{line}: {expected}" in found
    assert "'Havn' is another spelling of The harbour" in found
    assert len(found.splitlines()) == 2


def test_a_term_that_no_text_uses(folder: Path) -> None:
    glossary = folder / "content/glossary.csv"
    replace(glossary, "relief-boat,relief,reliefs", "relief-boat,tender,tenders")
    expected = "content/glossary.csv:2: no text uses the term 'tender'"
    assert expected in warnings_of(folder)


@pytest.mark.parametrize("form", ["Watch Room", "watch rooms"])
def test_a_term_is_found_in_each_form(folder: Path, form: str) -> None:
    """As written in either column, its first letter small or capital."""
    glossary = folder / "content/glossary.csv"
    replace(glossary, "relief-boat,relief,reliefs", "room,watch Room,watch rooms")
    add(folder, f"They had a {form} there.".replace("Watch", "watch"))
    assert warnings_of(folder) == ""


@pytest.mark.parametrize(
    ("table", "old"), [("glossary", "the keepers"), ("remarks", "Two logs")]
)
def test_a_number_in_the_prose_of_a_table_is_called(
    folder: Path, table: str, old: str
) -> None:
    replace(folder / f"content/{table}.csv", old, "3 men")
    expected = f"content/{table}.csv:2: a number is typed in prose"
    assert expected in errors_of(folder)


def test_a_variant_of_a_name_in_a_table(folder: Path) -> None:
    replace(folder / "content/people.csv", "Anna Holm,,", "Anna Holm,Hulm; Anna,")
    events = folder / "content/events.csv"
    replace(events, "The burner floods.", "“Hulm” to Hulm of the Hulm Works.")
    replace(events, "Two men take over the watch.", "Anna Holm lands.")
    expected = "content/events.csv:3: 'Hulm' is another spelling of Anna Holm"
    (found,) = warnings_of(folder).splitlines()
    assert expected in found


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("Then Anna Holm came.", "{person:holm}"),
        ("It was Holm’s boat.", "{person:holm|surname}"),
        ("They left. Skerry was dark.", "{place:skerry}"),
        ("They read of “Skerry and Holm” in it.", ""),
        ("The New Skerry Gazette came to the Holm Works.", ""),
        ("## From Skerry\n\nThey left.", ""),
        ("{person:holm} left {place:skerry}.", ""),
    ],
)
def test_a_name_that_is_typed(folder: Path, text: str, call: str) -> None:
    """Only what is called comes into the index."""
    line = add(folder, text)
    found = warnings_of(folder)
    assert bool(found) is bool(call)
    if call:
        assert found.startswith(f"warning: {RELIEF}:{line}: the name ")
        assert found.endswith(f"the index misses it; write {call}")


def test_a_name_that_two_bear_is_called_by_either(folder: Path) -> None:
    with (folder / "content/people.csv").open("a", encoding="utf-8") as file:
        file.write("berg-2,Ida Berg,,Cook,station,,1\n")
    add(folder, "Then Berg came.")
    expected = "write {person:berg|surname} or {person:berg-2|surname}"
    assert warnings_of(folder).endswith(expected)


def test_a_unit_without_words(folder: Path) -> None:
    """Even of a fact that only a chart shows."""
    with (folder / "content/facts.csv").open("a", encoding="utf-8") as file:
        file.write("sacks,stores,Flour,5,sacks,exact,1911,Skerry,station,,1\n")
    expected = (
        "content/facts.csv:23: no words for the unit 'sacks'; "
        "add it to [units] of content/en/words.toml"
    )
    assert expected in errors_of(folder)


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        (
            "no.md",
            "content/events.csv:5: no words for the time 'noon'; add it to [time",
        ),
        ("booklet/02-relief.md", "02-relief.md: has no translation in 'nb'"),
        ("words.toml", "content/nb/words.toml: there is no such file"),
    ],
)
def test_a_language_that_lacks_something(
    folder: Path, lost: str, expected: str
) -> None:
    shutil.copytree(folder / "content/en", folder / "content/nb")
    settings = folder / "publish.toml"
    said = settings.read_text("utf-8").replace('["en"]', '["en", "nb"]')
    both = re.sub(r"(?m)^(\w+\.)en( = .*)$", r"\1en\2\n\1nb\2", said)
    settings.write_text(both, "utf-8")
    (folder / "content/nb" / lost).unlink(missing_ok=True)
    assert expected in errors_of(folder)


@pytest.mark.parametrize(
    ("alt", "expected"),
    [
        (ALT, ""),
        ("A chart", "alt has 7 characters, fewer than"),
        ("Bars. " * 300, "alt has 1800 characters, more than"),
        ("", "alt has 0 characters"),
    ],
)
def test_alternative_texts(folder: Path, alt: str, expected: str) -> None:
    (folder / "content/charts").mkdir(exist_ok=True)
    (folder / "content/charts/oil.toml").write_text(CHART.format(alt=alt), "utf-8")
    if expected:
        assert f"content/charts/oil.toml: {expected}" in errors_of(folder)
    else:
        assert warnings_of(folder) == ""


@pytest.mark.parametrize(
    "name",
    [
        "content/pictures/lamp.jpg",
        "content/maps/base/coast.geojson",
        "content/charts/log.csv",
        "layouts/icc/other.icc",
    ],
)
def test_a_work_without_rights_is_an_error(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"x")
    expected = f"content/rights.toml: no licence and credit for {name}"
    assert expected in errors_of(folder)


def test_a_font_without_rights_is_an_error(folder: Path) -> None:
    replace(folder / "content/rights.toml", "fonts/Oswald_*.ttf", "fonts/Oswald_4*.ttf")
    assert "no licence and credit for fonts/Oswald_500Medium.ttf" in errors_of(folder)


@pytest.mark.parametrize("setting", ["licence", "credit"])
def test_a_right_says_licence_and_credit(folder: Path, setting: str) -> None:
    value = {"licence": "zlib", "credit": "basICColor GmbH"}[setting]
    replace(
        folder / "content/rights.toml", f'{setting} = "{value}"', f'{setting} = " "'
    )
    assert f"{setting}: String should have at least 1 character" in errors_of(folder)


@pytest.mark.parametrize("name", ["aims", "contents", "notes", "when", "one-hour"])
def test_a_label_that_a_product_prints(folder: Path, name: str) -> None:
    words_toml = folder / "content/en/words.toml"
    lines = words_toml.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"{name} =")]
    words_toml.write_text("\n".join(kept), "utf-8")
    assert f"content/en/words.toml: no label {name!r}" in errors_of(folder)


def test_a_label_that_asks_for_more_than_is_known(folder: Path) -> None:
    words_toml = folder / "content/en/words.toml"
    replace(words_toml, 'colophon-paper = "', 'colophon-paper = "{} {} ')
    assert "label 'colophon-paper' has more {} than" in errors_of(folder)


def test_a_new_template_needs_its_label(folder: Path) -> None:
    layout = folder / "layouts/handout/handout.html"
    replace(layout, "<main ", '<p>{{ edition.label("reply") }}</p><main ')
    expected = "no label 'reply', which layouts/handout/handout.html:"
    assert expected in errors_of(folder)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"storm-warning", "relief"]\n\n', '"storm", "relief"]\n\n', "event 'storm'"),
        ('texts = ["panel/light"]', 'texts = ["panel/night"]', "no text 'panel/night'"),
        ('threads = ["politics"]', 'places = ["quay"]', "unknown place 'quay'"),
    ],
)
def test_a_product_names_what_there_is(
    folder: Path, old: str, new: str, expected: str
) -> None:
    replace(folder / "publish.toml", old, new)
    assert expected in errors_of(folder)


@pytest.mark.parametrize(("more", "found"), [(15, False), (16, True)])
def test_a_title_that_is_long_for_the_banner(
    folder: Path, more: int, found: bool
) -> None:
    """Three words more: eighteen are the most."""
    title = "The light fails" + " again" * more
    replace(folder / "content/events.csv", "The light fails", title)
    if found:
        expected = "content/events.csv:3: a title of 19 words on the banner"
        assert expected in errors_of(folder)
    else:
        assert warnings_of(folder) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::: figur oil\n:::", "unknown directive 'figur'; did you mean 'figure'?"),
        ("::: quote dark dark\n:::", "quote names several"),
        ("::: people berg berg\n:::", "'berg' stands twice"),
        ("::: box\nText.\n:::", "a box has no title"),
        ("::: box In 1911\nText.\n:::", "a number is typed in prose"),
        ("::: box A box\nText.", "a directive is not closed"),
        (":::", "a ::: that closes nothing"),
        ("Open.[@1", "a citation that is not closed"),
    ],
)
def test_a_directive_that_is_written_wrong(
    folder: Path, text: str, expected: str
) -> None:
    line = add(folder, text)
    assert f"{RELIEF}:{line}: {expected}" in errors_of(folder)


def test_a_date_pattern_that_is_none(folder: Path) -> None:
    replace(folder / "content/en/words.toml", 'day = "d MMMM"', 'day = "QQQQQQQ"')
    assert "content/en/words.toml: [dates] 'day' is no pattern" in errors_of(folder)


def test_a_fraction_is_not_said_in_words(folder: Path) -> None:
    replace(folder / "content/facts.csv", "rock,3,", "rock,2.5,")
    assert "only a whole number is said in words" in errors_of(folder)
