"""The invented directory is always the same, wholly invented, and believable."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from rapport.demo.identity import is_of_roster
from rapport.demo.records import records
from rapport.directory.records import ListingRecord
from rapport.licensure import PROFESSIONS_WITH_COMPACT
from rapport.matching import Aspect, Fact, Freshness, SourceKind, freshness_of
from rapport.places import JURISDICTIONS, Point, distance_km, place_of_town
from rapport.vocabulary.snapshot import Vocabulary
from tests.demo.conftest import MANY, TODAY

FEW = 150


def terms_of(record: ListingRecord) -> Iterator[str]:
    yield from (term.term for term in record.terms)
    yield from (row.payer for row in record.coverage)
    yield from (row.payer for row in record.openings if row.payer)
    yield from (fee.format for fee in record.fees if fee.format)
    yield from (licence.profession for licence in record.licences)


def share(records_: list[ListingRecord], count: int) -> float:
    return count / len(records_)


def test_same_seed_and_day_give_the_same_directory(vocabulary: Vocabulary) -> None:
    assert list(records(FEW, TODAY, vocabulary)) == list(records(FEW, TODAY, vocabulary))


def test_another_seed_gives_other_people(vocabulary: Vocabulary) -> None:
    ours, others = (list(records(FEW, TODAY, vocabulary, seed)) for seed in (1, 2))
    assert {one.public_id for one in ours}.isdisjoint(one.public_id for one in others)


def test_a_small_demo_is_the_beginning_of_a_large_one(
    vocabulary: Vocabulary, made: list[ListingRecord]
) -> None:
    assert list(records(FEW, TODAY, vocabulary)) == made[:FEW]


def test_people_stay_the_same_on_another_day(
    vocabulary: Vocabulary, made: list[ListingRecord]
) -> None:
    later = records(FEW, TODAY + timedelta(days=5), vocabulary)
    for ours, theirs in zip(made, later, strict=False):
        assert (ours.name, ours.offices, ours.terms) == (theirs.name, theirs.offices, theirs.terms)
        assert {day + timedelta(days=5) for day in ours.confirmed.values()} == set(
            theirs.confirmed.values()
        ) or is_of_roster(ours.key)


def test_any_day_of_the_year_works(vocabulary: Vocabulary) -> None:
    assert all(
        len(list(records(20, day, vocabulary))) == 20
        for day in (date(2028, 2, 29), date(2027, 1, 1))
    )


def test_keys_and_public_ids_are_unique(made: list[ListingRecord]) -> None:
    assert len({one.key for one in made}) == MANY
    assert len({one.public_id for one in made}) == MANY
    assert {len(one.public_id) for one in made} == {10}


def test_kinds_have_their_shares(made: list[ListingRecord]) -> None:
    kinds = Counter(one.kind for one in made)
    assert kinds == {"therapist": 874, "clinic": 100, "group": 20, "helpline": 6}
    assert 40 < sum(is_of_roster(one.key) for one in made) < 80


def test_no_fact_is_from_the_future(made: list[ListingRecord]) -> None:
    for one in made:
        days = [*one.confirmed.values()]
        for licence in one.licences:
            days += filter(None, [licence.issued_on, licence.checked_on])
        assert max(days) <= TODAY


def test_telephone_numbers_and_addresses_belong_to_nobody(made: list[ListingRecord]) -> None:
    for one in made:
        assert one.phone[:2] == "+1"
        assert one.phone[5:10] == "55501"
        assert len(one.phone) == 12
        assert not one.email or one.email.endswith("@example.org")
        assert not one.website or one.website.startswith("https://example.org/")
        assert all(
            ".example.org/" in licence.register_url
            for licence in one.licences
            if licence.register_url
        )
        assert one.npi == ""


def test_every_term_is_in_the_vocabulary_and_comes_once(
    made: list[ListingRecord], vocabulary: Vocabulary
) -> None:
    for one in made:
        assert set(terms_of(one)) <= vocabulary.terms.keys()
        said = [term.term for term in one.terms]
        assert len(said) == len(set(said))


def test_a_vocabulary_without_concerns_is_enough(vocabulary: Vocabulary) -> None:
    others = [term for term in vocabulary.terms.values() if term.scheme != "concern"]
    without = Vocabulary(others, vocabulary.schemes.values())
    schemes = {slug: scheme for slug, scheme in without.schemes.items() if slug != "concern"}
    smaller = Vocabulary(others, schemes.values())
    for one in records(FEW, TODAY, smaller):
        assert set(terms_of(one)) <= smaller.terms.keys()


def test_unknown_concerns_are_replaced_by_known_ones(vocabulary: Vocabulary) -> None:
    strange = replace(vocabulary.terms["concern:anxiety"], key="concern:strange")
    others = [term for term in vocabulary.terms.values() if term.scheme != "concern"]
    schemes = [
        replace(scheme, terms=("concern:strange",)) if scheme.slug == "concern" else scheme
        for scheme in vocabulary.schemes.values()
    ]
    found = list(records(20, TODAY, Vocabulary([*others, strange], schemes)))
    assert all("concern:strange" in terms_of(one) for one in found)


def test_everybody_can_be_met_somehow(made: list[ListingRecord]) -> None:
    for one in made:
        assert one.offices
        refs = [office.ref for office in one.offices]
        assert len(refs) == len(set(refs))
        assert {row.office for row in one.openings if row.office} <= set(refs)


def test_helplines_are_by_phone_for_the_whole_country(made: list[ListingRecord]) -> None:
    for one in made:
        if one.kind == "helpline":
            assert [(office.mode, office.jurisdiction) for office in one.offices] == [("phone", "")]


def test_a_private_home_is_shown_as_the_town(made: list[ListingRecord]) -> None:
    offices = [office for one in made for office in one.offices if office.is_home]
    hidden = [office for office in offices if not office.shows_address]
    assert 0 < len(offices) - len(hidden) < len(hidden)
    for office in hidden:
        town = place_of_town(office.city, office.jurisdiction)
        assert town is not None
        assert town.point is not None
        assert office.latitude is not None
        assert office.longitude is not None
        assert (office.street, office.postcode, office.precision) == ("", "", "town")
        assert distance_km(town.point, Point(office.latitude, office.longitude)) < 0.01


def test_licences_are_where_the_office_is(therapists: list[ListingRecord]) -> None:
    for one in therapists:
        held = {licence.jurisdiction for licence in one.licences}
        assert held <= JURISDICTIONS.keys()
        assert {office.jurisdiction for office in one.offices if office.jurisdiction} <= held


def test_licences_are_as_varied_as_real_ones(therapists: list[ListingRecord]) -> None:
    all_ = [licence for one in therapists for licence in one.licences]
    expiries = [licence.expires_on for licence in all_]
    assert None in expiries
    assert any(day and day < TODAY for day in expiries)
    assert any(day and TODAY <= day < TODAY + timedelta(days=46) for day in expiries)
    several = sum(len(one.licences) > 1 for one in therapists)
    assert 0.2 < share(therapists, several) < 0.35
    privileges = [licence for licence in all_ if licence.type == "privilege"]
    assert privileges
    assert all(licence.compact == "psypact" for licence in privileges)
    assert {one.profession.partition(":")[2] for one in privileges} <= PROFESSIONS_WITH_COMPACT
    assert all(bool(licence.checked_on) == bool(licence.checked_by) for licence in all_)


def test_credentials_go_with_the_profession(
    therapists: list[ListingRecord], vocabulary: Vocabulary
) -> None:
    for one in therapists:
        professions = {term.term for term in one.terms if term.term.startswith("profession:")}
        assert len(professions) == 1
        for term in one.terms:
            of = vocabulary.terms[term.term].crosswalk.get("profession")
            if term.term.startswith("credential:") and of:
                wider = {key for name in professions for key in vocabulary.ancestors[name]}
                assert f"profession:{of}" in professions | wider


def test_focus_and_approaches_are_plenty(therapists: list[ListingRecord]) -> None:
    for one in therapists:
        concerns = [term for term in one.terms if term.term.startswith("concern:")]
        focus = [term for term in concerns if term.emphasis == "focus"]
        assert 2 <= len(focus) <= 5
        assert 3 <= len(concerns) - len(focus) <= 10
        assert any(term.term.startswith("approach:") for term in one.terms)
    assert any(term.training for one in therapists for term in one.terms)


def test_spanish_is_spoken_where_many_speak_it(therapists: list[ListingRecord]) -> None:
    def spanish(states: set[str]) -> float:
        there = [one for one in therapists if one.licences[0].jurisdiction in states]
        return share(there, sum("language:spanish" in terms_of(one) for one in there))

    assert spanish({"US-TX", "US-CA", "US-NM", "US-FL"}) > 2 * spanish({"US-OR", "US-OH", "US-ME"})


def test_fees_are_believable(therapists: list[ListingRecord]) -> None:
    for one in therapists:
        is_doctor = any("psychiatrist" in licence.profession for licence in one.licences)
        for fee in one.fees:
            assert 5_000 <= fee.low_cents <= (47_500 if is_doctor else 32_000)
            assert fee.low_cents % 500 == 0
            assert fee.high_cents is None or fee.low_cents < fee.high_cents <= fee.low_cents + 5_000
            assert fee.floor_cents is None or fee.floor_cents < fee.low_cents
    assert 0.05 < share(therapists, sum(not one.fees for one in therapists)) < 0.2


def test_payers_work_in_the_state(therapists: list[ListingRecord], vocabulary: Vocabulary) -> None:
    for one in therapists:
        assert len(one.coverage) <= 8
        for row in one.coverage:
            states = vocabulary.terms[row.payer].jurisdictions
            assert not states or one.licences[0].jurisdiction in states
    rows = [row for one in therapists for row in one.coverage]
    assert {row.network for row in rows} == {"in", "out"}
    assert 0.1 < share(therapists, sum(not one.coverage for one in therapists)) < 0.35
    alone = sum([row.payer for row in one.coverage] == ["payer:self-pay"] for one in therapists)
    assert 0.05 < share(therapists, alone) < 0.25


def test_openings_are_of_every_freshness(therapists: list[ListingRecord]) -> None:
    found = Counter(
        freshness_of(
            Aspect.OPENINGS, Fact(one.confirmed[Aspect.OPENINGS], SourceKind.THERAPIST), TODAY
        )
        for one in therapists
        if Aspect.OPENINGS in one.confirmed
    )
    assert min(found[one] for one in Freshness) > 0.05 * len(therapists)
    assert found[Freshness.FRESH] > len(therapists) / 2
    assert any(Aspect.OPENINGS not in one.confirmed for one in therapists)


def test_what_is_not_dated_is_not_said(made: list[ListingRecord]) -> None:
    for one in made:
        assert Aspect.IDENTITY in one.confirmed
        assert Aspect.OPENINGS in one.confirmed or not one.openings
        assert Aspect.COVERAGE in one.confirmed or not one.coverage
        assert Aspect.FEES in one.confirmed or not one.fees


def test_the_roster_is_old_and_knows_no_openings(made: list[ListingRecord]) -> None:
    for one in made:
        if is_of_roster(one.key):
            assert {day.year for day in one.confirmed.values()} == {TODAY.year - 2}
            assert not one.openings


def test_large_and_named_cities_have_many(therapists: list[ListingRecord]) -> None:
    towns = Counter(
        (office.city, office.jurisdiction)
        for one in therapists
        for office in one.offices
        if office.mode == "in-person"
    )
    for town in (
        ("Austin", "US-TX"),
        ("Newark", "US-NJ"),
        ("Trenton", "US-NJ"),
        ("Camden", "US-NJ"),
        ("New York", "US-NY"),
        ("Portland", "US-OR"),
        ("Portland", "US-ME"),
        ("Chicago", "US-IL"),
        ("Los Angeles", "US-CA"),
    ):
        assert towns[town] >= 6, town
    assert len(towns) > 150
