"""Files of self-checks: what contradicts itself is refused with file, field and reason."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from rapport.instruments import InstrumentError, read_instrument, shipped_instruments
from rapport.instruments.files import DATA_DIR, read_instruments
from rapport.vocabulary.files import shipped_schemes

Raw = dict[str, Any]
Spoil = Callable[[Raw], object]


def raw_of(slug: str) -> Raw:
    raw: Raw = yaml.safe_load((DATA_DIR / f"{slug}.yaml").read_text(encoding="utf-8"))
    return raw


def problems(directory: Path, raw: Raw) -> tuple[str, ...]:
    """Write a file and give what is said against it."""
    path = directory / f"{raw['slug']}.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    with pytest.raises(InstrumentError) as refused:
        read_instrument(path)
    return refused.value.problems


@pytest.mark.parametrize(
    ("slug", "spoil", "said"),
    [
        ("phq-9", lambda raw: raw.pop("notice"), "phq-9.yaml: notice: "),
        ("phq-9", lambda raw: raw.update(notice="  "), "phq-9.yaml: notice: "),
        ("phq-9", lambda raw: raw.pop("source"), "phq-9.yaml: source: "),
        ("phq-9", lambda raw: raw["source"].pop("year"), "phq-9.yaml: source.year: "),
        (
            "phq-9",
            lambda raw: raw["source"].update(authors=[]),
            "phq-9.yaml: source.authors: nobody is named",
        ),
        ("phq-9", lambda raw: raw.pop("licence"), "phq-9.yaml: licence: "),
        ("phq-9", lambda raw: raw.update(colour="red"), "phq-9.yaml: colour: "),
        (
            "phq-9",
            lambda raw: raw["topic"].pop("en"),
            "phq-9.yaml: topic: Value error, the English text is missing",
        ),
        (
            "phq-9",
            lambda raw: raw.update(terms=[]),
            "phq-9.yaml: terms: name at least one term",
        ),
        (
            "phq-9",
            lambda raw: raw["bands"][1].update(lowest=6),
            "phq-9.yaml: bands: a gap, the score 5 is in none",
        ),
        (
            "phq-9",
            lambda raw: raw["bands"][1].update(lowest=4),
            "phq-9.yaml: bands: an overlap, the score 4 is in none to minimal and mild",
        ),
        (
            "phq-9",
            lambda raw: raw["bands"][-1].update(highest=28),
            "phq-9.yaml: bands: they reach from 0 to 28, unlike the score",
        ),
        (
            "phq-9",
            lambda raw: raw["bands"].reverse(),
            "phq-9.yaml: bands: must stand in the order of their scores",
        ),
        (
            "phq-9",
            lambda raw: raw["bands"][0].update(lowest=4, highest=0),
            "phq-9.yaml: bands: one ends before it begins",
        ),
        (
            "scs-sf",
            lambda raw: raw["bands"][1].update(highest=3.49),
            "scs-sf.yaml: bands: a gap, the score 3.5 is in none",
        ),
        ("phq-9", lambda raw: raw.update(bands=[]), "phq-9.yaml: unbanded: "),
        (
            "rosenberg",
            lambda raw: raw.pop("unbanded"),
            "rosenberg.yaml: unbanded: says what any score means if there are no bands",
        ),
        (
            "rosenberg",
            lambda raw: raw["scoring"]["reversed"].append(11),
            "rosenberg.yaml: scoring.reversed: there is no item 11",
        ),
        (
            "rosenberg",
            lambda raw: raw["scoring"]["reversed"].append(2),
            "rosenberg.yaml: scoring.reversed: item 2 is named twice",
        ),
        (
            "gad-7",
            lambda raw: raw["scoring"].update(highest=27),
            "gad-7.yaml: scoring: the source gives 0 to 27, but answers reach 0 to 21",
        ),
        (
            "who-5",
            lambda raw: raw["scoring"].pop("times"),
            "who-5.yaml: scoring: the source gives 0 to 100, but answers reach 0 to 25",
        ),
        (
            "who-5",
            lambda raw: raw["scoring"].update(times=0),
            "who-5.yaml: scoring.times: must be 1 or more",
        ),
        ("who-5", lambda raw: raw["scoring"].update(rule="median"), "who-5.yaml: scoring.rule: "),
        (
            "scs-sf",
            lambda raw: raw["scoring"]["reversed"].remove(12),
            "scs-sf.yaml: subscales: the items of negative ones are not those that are reversed",
        ),
        (
            "scs-sf",
            lambda raw: raw["subscales"][0].update(items=[2, 13]),
            "scs-sf.yaml: subscales: there is no item 13",
        ),
        (
            "scs-sf",
            lambda raw: raw["subscales"][0].update(items=[2, 5]),
            "scs-sf.yaml: subscales: item 5 is in 2 of them, not in one",
        ),
        (
            "phq-9",
            lambda raw: raw["items"].pop(4),
            "phq-9.yaml: items: the numbers must be 1, 2, 3 and so on",
        ),
        ("phq-9", lambda raw: raw.update(items=[]), "phq-9.yaml: items: the numbers must be"),
        (
            "phq-9",
            lambda raw: raw["items"][8].update(care_above=3),
            "phq-9.yaml: items.9.care_above: no answer has more than 3 points",
        ),
        (
            "phq-9",
            lambda raw: raw["anchors"][1].update(points=7),
            "phq-9.yaml: anchors: the points must follow each other",
        ),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(
    tmp_path: Path, slug: str, spoil: Spoil, said: str
) -> None:
    raw = raw_of(slug)
    spoil(raw)
    found = problems(tmp_path, raw)
    assert any(one.startswith(said) for one in found), found


@pytest.mark.parametrize(
    "content", ["", "[]", "slug: [", "a: b", "\x00", "!!python/object:os.x {}"]
)
def test_what_is_no_self_check_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InstrumentError, match=r"^broken\.yaml: "):
        read_instrument(path)


def test_all_problems_of_a_directory_are_said_at_once(tmp_path: Path) -> None:
    for slug in ("phq-9", "gad-7"):
        raw = raw_of(slug)
        raw.pop("notice")
        (tmp_path / f"{slug}.yaml").write_text(yaml.safe_dump(raw), encoding="utf-8")
    with pytest.raises(InstrumentError) as refused:
        read_instruments(tmp_path)
    assert [one.split(":")[0] for one in refused.value.problems] == ["gad-7.yaml", "phq-9.yaml"]


def test_terms_of_self_checks_are_in_the_vocabulary() -> None:
    known = {
        f"{scheme.scheme}:{term.slug}" for scheme in shipped_schemes() for term in scheme.terms
    }
    for instrument in shipped_instruments().values():
        assert set(instrument.terms) <= known, instrument.slug


def test_what_we_say_is_there_in_both_languages_in_short_sentences() -> None:
    for instrument in shipped_instruments().values():
        meanings = [*(band.meaning for band in instrument.bands), instrument.unbanded]
        ours = [instrument.topic, instrument.about, instrument.today, instrument.bands_note]
        ours += [band.word for band in instrument.bands]
        ours += [text for one in meanings if one for text in (one.plain, one.next_step)]
        for text in ours:
            assert set(text) == {"en", "es"}, instrument.slug
            for sentence in text["en"].replace("?", ".").split(". "):
                assert len(sentence.split()) <= 20, sentence


def test_no_self_check_says_that_somebody_has_an_illness() -> None:
    for instrument in shipped_instruments().values():
        for path in DATA_DIR.glob(f"{instrument.slug}.yaml"):
            said = path.read_text(encoding="utf-8").lower()
            for verdict in ("you have depression", "you are depressed", "you have anxiety"):
                assert verdict not in said


def test_only_who_5_waits_for_the_operators_switch() -> None:
    waiting = {slug for slug, one in shipped_instruments().items() if one.licence.is_non_commercial}
    assert waiting == {"who-5"}
