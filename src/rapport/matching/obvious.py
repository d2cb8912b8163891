"""The slow obvious index: reads every document for every query. It stays as the oracle."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from rapport.matching import criteria
from rapport.matching.criteria import Prepared
from rapport.matching.document import Document, Meeting, Opening
from rapport.matching.own_words import OwnWords
from rapport.matching.query import Choice, Near, Query, Sort
from rapport.matching.ranking import MatchFacts, explain, misfits, score
from rapport.matching.ranking.completeness import answered
from rapport.matching.relaxing import relax
from rapport.matching.results import Facet, Hit, Relaxation, RelaxationKind, Results
from rapport.matching.rotation import keyed_rank, rotate
from rapport.matching.words import asked_words

RADII_KM = (8.04672, 16.09344, 40.2336, 80.4672, 160.9344)
"""5, 10, 25, 50 and 100 miles: the radii offered when a search finds little."""

FEE_CEILINGS_CENTS = (5_000, 10_000, 15_000, 20_000)
OPENING_WINDOWS_DAYS = (14, 30, 365)


_ASKED_AGAIN = {one: {one, criteria.OPENINGS} for one in ("payer", criteria.PLACE)}
"""Place and payer decide which openings speak: who fails openings too has to be asked again."""


@dataclass(frozen=True)
class _Seen:
    """A document under a query: what it fails and how it could meet the person."""

    prepared: Prepared
    query: Query
    ancestors: Mapping[str, frozenset[str]]

    @cached_property
    def ways(self) -> frozenset[Meeting]:
        return criteria.ways_to_meet(self.prepared.document, self.query)

    @cached_property
    def opening(self) -> Opening | None:
        return criteria.speaking_opening(self.prepared.document, self.query, self.ancestors)

    @cached_property
    def failed(self) -> set[str]:
        return criteria.failed_criteria(self.prepared, self.query, self.ways, self.ancestors)

    def but_for(self, criterion: str) -> bool:
        """Tell whether the document would, or might, be a hit if `criterion` were not asked for."""
        return not self.failed or self.failed <= _ASKED_AGAIN.get(criterion, {criterion})

    def opens(self, query: Query) -> bool:
        """Tell whether new clients are taken in time by what another query asks."""
        return criteria.opens_in_time(self.prepared.document, query, self.ancestors)


class ObviousIndex:
    """Documents in a dictionary. Immutable: changes give a new index that shares the old parts.

    `ancestors` maps a term (`scheme:slug`) to all of its broader terms, and `schemes` names the
    facets that are counted. `key` decides the order of equals.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        ancestors: Mapping[str, frozenset[str]],
        schemes: Iterable[str],
        key: bytes = b"",
    ) -> None:
        self._ancestors = ancestors
        self._schemes = tuple(schemes)
        self._key = key
        self._documents = {one.id: criteria.prepare(one, ancestors) for one in documents}

    def __len__(self) -> int:
        return len(self._documents)

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, as they were given."""
        return tuple(one.document for one in self._documents.values())

    @property
    def name_words(self) -> frozenset[str]:
        """Every word of the names, as `words_of` gives it."""
        return frozenset(word for one in self._documents.values() for word in one.name)

    def has_name(self, words: Collection[str], *, is_whole: bool) -> bool:
        """Tell whether some name has all the words, or consists of just them."""
        asked = set(words)
        names = (set(one.name) for one in self._documents.values())
        return any(asked == name if is_whole else asked <= name for name in names)

    def is_written(self, word: str) -> bool:
        """Tell whether somebody wrote a word, as `words_of` gives it, or an inflection of it."""
        return any(one.writing.has(word) for one in self._documents.values())

    @property
    def terms_in_use(self) -> frozenset[str]:
        """Every term that some document has, its broader ones included."""
        return frozenset(term for one in self._documents.values() for term in one.uses)

    def changed(self, documents: Iterable[Document], removed: Iterable[int] = ()) -> "ObviousIndex":
        """Give an index in which `documents` replace those of the same id, without `removed`."""
        new = ObviousIndex((), self._ancestors, self._schemes, self._key)
        gone = set(removed)
        new._documents = {id_: one for id_, one in self._documents.items() if id_ not in gone}
        new._documents |= {one.id: criteria.prepare(one, self._ancestors) for one in documents}
        return new

    def search(self, query: Query) -> Results:
        """Answer a query in full: page of hits, total, facets and relaxations."""
        seen = [
            _Seen(prepared, query, self._ancestors)
            for prepared in self._documents.values()
            if not prepared.document.is_hidden(query.day)
        ]
        hits = self._in_order([one for one in seen if not one.failed], query)
        start = (query.page - 1) * query.page_size
        page = hits[start : start + query.page_size]
        return Results(
            total=len(hits),
            page=query.page,
            hits=tuple(self._hit(one, query) for one in page),
            facets=dict(self._facets(seen, query)),
            relaxations=tuple(self._relaxations(seen, query, len(hits))),
        )

    def _facts(self, seen: _Seen, query: Query) -> MatchFacts:
        document = seen.prepared.document
        prepared = seen.prepared
        words = asked_words(query.words)
        found = criteria.found_words(words, prepared.name, prepared.writing)
        in_name, own_words = found or (0.0, OwnWords())
        return MatchFacts(
            said=document.facts,
            answered=answered(document),
            query=query,
            uses=seen.prepared.uses,
            distance_km=self._distance(seen, query),
            opening=seen.opening,
            name_words=in_name,
            own_words=own_words,
            enquiries=document.enquiries,
        )

    def _distance(self, seen: _Seen, query: Query) -> float | None:
        """Distance in km, for those who can be met in person; who only meet remotely have none."""
        if Meeting.IN_PERSON not in seen.ways & criteria.wanted_ways(query):
            return None
        return criteria.nearest_office(seen.prepared.document.offices, query)[0]

    def _hit(self, seen: _Seen, query: Query) -> Hit:
        facts = self._facts(seen, query)
        document = seen.prepared.document
        _distance, office = criteria.nearest_office(document.offices, query)
        return Hit(
            id=document.id,
            score=score(facts),
            distance_km=facts.distance_km,
            office=office.id if office else None,
            meets=seen.ways,
            reasons=explain(facts),
            misfits=misfits(facts),
        )

    def _in_order(self, matching: list[_Seen], query: Query) -> list[_Seen]:
        keyed = [(self._sort_key(one, query), one) for one in matching]
        keyed.sort(key=lambda pair: (pair[0], keyed_rank(self._key, pair[1].prepared.document.id)))
        return [
            one
            for _key, equals in groupby(keyed, key=lambda pair: pair[0])
            for _same, one in rotate(list(equals), query.day)
        ]

    def _sort_key(self, seen: _Seen, query: Query) -> tuple[float, ...]:
        facts = self._facts(seen, query)
        best = -score(facts)
        last = float("inf")
        match query.sort:
            case Sort.BEST:
                return (best,)
            case Sort.DISTANCE:
                return (last if facts.distance_km is None else facts.distance_km, best)
            case Sort.FEE:
                fee = criteria.known_fee_cents(seen.prepared.document, query)
                return (last if fee is None else fee, best)
            case Sort.SOONEST:
                opening = facts.opening
                within = criteria.opens_within(opening, query, OPENING_WINDOWS_DAYS[-1])
                return (opening.wait_days if opening and within else last, best)

    def _facets(self, seen: list[_Seen], query: Query) -> Iterator[tuple[str, Facet]]:
        for scheme in self._schemes:
            near = [one for one in seen if one.but_for(scheme)]
            yield scheme, self._scheme_facet(near, scheme, query)
        yield "meeting", self._meeting_facet(seen, query)
        payable = [one.prepared.document for one in seen if one.but_for(criteria.FEE)]
        yield (
            criteria.FEE,
            Facet(
                {
                    str(cents): sum(criteria.affordable(one, query, cents) for one in payable)
                    for cents in FEE_CEILINGS_CENTS
                },
                not_known=sum(criteria.known_fee_cents(one, query) is None for one in payable),
            ),
        )
        openings = [one.opening for one in seen if one.but_for(criteria.OPENINGS)]
        yield (
            criteria.OPENINGS,
            Facet(
                {
                    str(days): sum(criteria.opens_within(one, query, days) for one in openings)
                    for days in OPENING_WINDOWS_DAYS
                },
                not_known=sum(not criteria.is_known(one, query) for one in openings),
            ),
        )

    def _meeting_facet(self, seen: list[_Seen], query: Query) -> Facet:
        options = {way: replace(query, meeting=frozenset({way})) for way in Meeting}
        return Facet(
            Counter(
                str(way)
                for one in seen
                if one.but_for(criteria.PLACE)
                for way in one.ways
                if one.opens(options[way])
            )
        )

    def _scheme_facet(self, near: list[_Seen], scheme: str, query: Query) -> Facet:
        prefix = f"{scheme}:"
        counter: Counter[str] = Counter()
        not_known = not_applicable = 0
        if scheme == "payer" and query.openings_within_days is not None:
            without = relax(query, Relaxation(RelaxationKind.WITHOUT, 0, scheme))
            near = [one for one in near if one.opens(without)]
            refused = _refused_payers(near, without)
        else:
            refused = {}
        for one in near:
            document = one.prepared.document
            if scheme in document.not_applicable:
                not_applicable += 1
                continue
            terms = {term for term in one.prepared.uses if term.startswith(prefix)}
            if not criteria.counts(document.facts, scheme, query):
                terms, not_known = set(), not_known + 1
            elif not terms and scheme not in document.known:
                not_known += 1
            counter.update(terms - refused.get(document.id, set()))
        return Facet(counter, not_known, not_applicable)

    def _relaxations(self, seen: list[_Seen], query: Query, total: int) -> Iterator[Relaxation]:
        missed = Counter(next(iter(one.failed)) for one in seen if len(one.failed) == 1)
        for criterion in self._asked(query):
            without = Relaxation(RelaxationKind.WITHOUT, total + missed[criterion], criterion)
            yield self._counted(without, seen, query) if criterion == "payer" else without
        near = [one for one in seen if one.but_for(criteria.PLACE)]
        for relaxation in self._of_place(query):
            yield self._counted(relaxation, near, query)

    def _of_place(self, query: Query) -> Iterator[Relaxation]:
        """Ways to ask less of place and meeting, still to be counted."""
        if query.place or query.meeting:
            yield Relaxation(RelaxationKind.WITHOUT, 0, criteria.PLACE)
        wanted = criteria.wanted_ways(query)
        if isinstance(query.place, Near) and Meeting.IN_PERSON in wanted:
            for radius_km in RADII_KM:
                if radius_km > query.place.radius_km * 1.01:
                    yield Relaxation(RelaxationKind.RADIUS, 0, radius_km=radius_km)
        if query.place and Meeting.VIDEO not in wanted:
            yield Relaxation(RelaxationKind.VIDEO, 0)

    def _counted(self, relaxation: Relaxation, seen: list[_Seen], query: Query) -> Relaxation:
        """Count by asking again: place and payer also decide which openings speak."""
        looser = relax(query, relaxation)
        near = (one for one in seen if one.but_for(relaxation.criterion or criteria.PLACE))
        met = sum(
            not one.failed
            or (criteria.can_meet(one.prepared.document, looser) and one.opens(looser))
            for one in near
        )
        return replace(relaxation, total=met)

    def _asked(self, query: Query) -> Iterator[str]:
        yield from (choice.scheme for choice in query.must)
        asked = {
            criteria.AVOID: bool(query.avoid),
            criteria.FEE: query.max_fee_cents is not None,
            criteria.OPENINGS: query.openings_within_days is not None,
            criteria.WORDS: bool(query.words),
        }
        yield from (criterion for criterion, is_asked in asked.items() if is_asked)


def _refused_payers(near: list[_Seen], query: Query) -> dict[int, set[str]]:
    """By id of a document, its payers for whose clients there is no opening in time."""
    payers = {term for one in near for term in one.prepared.uses if term.startswith("payer:")}
    options = {
        payer: replace(query, must=(*query.must, Choice("payer", frozenset({payer}))))
        for payer in payers
    }
    return {
        one.prepared.document.id: {
            payer for payer in payers & one.prepared.uses.keys() if not one.opens(options[payer])
        }
        for one in near
    }
