"""What must hold for every search in every directory."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.matching import (
    FEE_CEILINGS_CENTS,
    OPENING_WINDOWS_DAYS,
    Choice,
    Document,
    Meeting,
    Query,
    ReasonCode,
    Results,
    Sort,
    Wish,
    relax,
)
from rapport.matching.ranking import quantised
from tests.matching.random_listings import SCHEMES, TERMS
from tests.matching.strategies import (
    ENGINES,
    Build,
    Directory,
    directories,
    documents,
    queries,
    wishes,
)

engines = pytest.mark.parametrize("build", ENGINES.values(), ids=ENGINES)
Option = tuple[str, str, Query]
"""A facet, a value in it, and the search with that value alone."""


def examples(count: int) -> settings:
    return settings(max_examples=count, deadline=None)


def with_choice(query: Query, scheme: str, *terms: str) -> Query:
    others = tuple(choice for choice in query.must if choice.scheme != scheme)
    return replace(query, must=(*others, Choice(scheme, frozenset(terms))) if terms else others)


def options(query: Query) -> Iterator[Option]:
    """Every value of every facet that a person could choose next."""
    for term in TERMS:
        scheme = term.partition(":")[0]
        yield scheme, term, with_choice(query, scheme, term)
    for way in Meeting:
        yield "meeting", str(way), replace(query, meeting=frozenset({way}))
    for cents in FEE_CEILINGS_CENTS:
        yield "fee-ceiling", str(cents), replace(query, max_fee_cents=cents)
    for days in OPENING_WINDOWS_DAYS:
        yield "openings", str(days), replace(query, openings_within_days=days)


def ids(results: Results) -> set[int]:
    return {hit.id for hit in results.hits}


@engines
@examples(150)
@given(directory=directories(), query=queries())
def test_every_count_of_a_facet_is_what_choosing_that_value_alone_finds(
    build: Build, directory: Directory, query: Query
) -> None:
    engine = directory.built(build)
    facets = engine.search(query).facets
    counted = {
        (facet, value): facets[facet].counts.get(value, 0) for facet, value, _ in options(query)
    }
    found = {(facet, value): engine.search(asked).total for facet, value, asked in options(query)}
    assert counted == found


@engines
@examples(150)
@given(directory=directories(), query=queries(), scheme=st.sampled_from(SCHEMES))
def test_whoever_does_not_choose_in_a_scheme_has_a_term_of_it_or_none_or_did_not_say(
    build: Build, directory: Directory, query: Query, scheme: str
) -> None:
    """Not known and not applicable are counted among those found without the scheme's choice."""
    found = directory.built(build).search(with_choice(query, scheme))
    facet = directory.built(build).search(query).facets[scheme]
    matching = [one for one in directory.documents if one.id in ids(found)]
    assert facet.not_applicable == sum(scheme in one.not_applicable for one in matching)
    assert facet.not_known + facet.not_applicable <= found.total
    assert max(facet.counts.values(), default=0) <= (
        found.total - facet.not_known - facet.not_applicable
    )


@engines
@examples(250)
@given(directory=directories(), query=queries())
def test_every_relaxation_finds_what_it_promises_and_never_less_than_before(
    build: Build, directory: Directory, query: Query
) -> None:
    engine = directory.built(build)
    results = engine.search(query)
    for relaxation in results.relaxations:
        relaxed = engine.search(relax(query, relaxation))
        assert relaxed.total == relaxation.total, relaxation
        assert ids(relaxed) >= ids(results), relaxation


@engines
@examples(200)
@given(directory=directories(), query=queries())
def test_the_points_of_the_reasons_add_up_to_the_score(
    build: Build, directory: Directory, query: Query
) -> None:
    for hit in directory.built(build).search(query).hits:
        assert hit.score == quantised(sum(reason.points for reason in hit.reasons))
        assert all(misfit.points == 0 for misfit in hit.misfits)
        costing = {reason.code for reason in hit.reasons if reason.points < 0}
        assert costing <= {ReasonCode.FULL}


@engines
@examples(200)
@given(directory=directories(), query=queries())
def test_the_best_come_first_and_the_nearest_when_asked_for(
    build: Build, directory: Directory, query: Query
) -> None:
    engine = directory.built(build)
    scores = [hit.score for hit in engine.search(replace(query, sort=Sort.BEST)).hits]
    assert scores == sorted(scores, reverse=True)
    nearest = engine.search(replace(query, sort=Sort.DISTANCE)).hits
    distances = [float("inf") if hit.distance_km is None else hit.distance_km for hit in nearest]
    assert distances == sorted(distances)


@engines
@examples(150)
@given(directory=directories(), query=queries(), page_size=st.integers(1, 4))
def test_pages_one_after_another_are_all_hits_each_once(
    build: Build, directory: Directory, query: Query, page_size: int
) -> None:
    engine = directory.built(build)
    whole = engine.search(query)
    pages = [
        engine.search(replace(query, page=page, page_size=page_size))
        for page in range(1, len(directory.documents) // page_size + 3)
    ]
    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert {page.total for page in pages} == {whole.total}


@engines
@examples(200)
@given(directory=directories(min_size=1), query=queries(), data=st.data())
def test_a_removed_listing_is_gone_and_nobody_else_changes(
    build: Build, directory: Directory, query: Query, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(directory.documents)).id
    engine = directory.built(build)
    before = {hit.id: hit for hit in engine.search(query).hits}
    after = {hit.id: hit for hit in engine.changed([], [gone]).search(query).hits}
    before.pop(gone, None)
    assert after == before


@engines
@examples(200)
@given(directory=directories(max_size=5), query=queries(), data=st.data())
def test_a_changed_index_answers_as_one_that_was_built_anew(
    build: Build, directory: Directory, query: Query, data: st.DataObject
) -> None:
    """Listings are changed, added and removed, some of them twice over."""
    ids_ = st.integers(1, 7)
    changed = data.draw(st.lists(ids_.flatmap(documents), max_size=3, unique_by=lambda one: one.id))
    removed = data.draw(st.frozensets(ids_, max_size=2))
    now: dict[int, Document] = {one.id: one for one in directory.documents}
    now = {id_: one for id_, one in now.items() if id_ not in removed}
    now |= {one.id: one for one in changed}
    anew = Directory(tuple(now.values())).built(build).search(query)
    engine = directory.built(build)
    before = engine.search(query)
    assert engine.changed(changed, removed).search(query) == anew
    assert engine.search(query) == before


@engines
@examples(150)
@given(directory=directories(), query=queries(), wish=wishes())
def test_a_wish_changes_neither_who_is_found_nor_any_count(
    build: Build, directory: Directory, query: Query, wish: Wish
) -> None:
    engine = directory.built(build)
    without = engine.search(query)
    with_wish = engine.search(replace(query, wishes=(*query.wishes, wish)))
    assert ids(with_wish) == ids(without)
    assert with_wish.facets == without.facets
    assert with_wish.relaxations == without.relaxations


@engines
@examples(150)
@given(directory=directories(), query=queries())
def test_one_thing_more_that_must_be_there_never_finds_more(
    build: Build, directory: Directory, query: Query
) -> None:
    engine = directory.built(build)
    before = ids(engine.search(query))
    for term in TERMS:
        scheme = term.partition(":")[0]
        if not query.chosen(scheme):
            assert ids(engine.search(with_choice(query, scheme, term))) <= before, term


@engines
@examples(150)
@given(directory=directories(), query=queries())
def test_one_more_term_that_would_do_never_finds_less(
    build: Build, directory: Directory, query: Query
) -> None:
    engine = directory.built(build)
    before = ids(engine.search(query))
    for term in TERMS:
        scheme = term.partition(":")[0]
        if chosen := query.chosen(scheme):
            assert ids(engine.search(with_choice(query, scheme, term, *chosen))) >= before, term


@engines
@examples(150)
@given(directory=directories(), query=queries(), data=st.data())
def test_the_order_in_which_anything_was_written_down_does_not_matter(
    build: Build, directory: Directory, query: Query, data: st.DataObject
) -> None:
    shuffled = tuple(
        replace(
            one,
            terms=tuple(data.draw(st.permutations(one.terms))),
            openings=tuple(data.draw(st.permutations(one.openings))),
        )
        for one in data.draw(st.permutations(directory.documents))
    )
    assert Directory(shuffled).built(build).search(query) == directory.built(build).search(query)
