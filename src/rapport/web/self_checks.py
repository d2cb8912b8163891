"""What the page of a self-check shows: its questions, its result in words, and where to go next.

The page without script, the one with script and the printed one say the same, because the server
writes every result there can be, and the script only picks one.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from rapport.directory.indexing import LiveIndex
from rapport.encyclopedia.catalogue import Catalogue
from rapport.instruments import (
    Instrument,
    Meaning,
    Score,
    languages_of,
    shipped_instruments,
    shown_score,
)
from rapport.operator.queries import operator_settings
from rapport.vocabulary.snapshot import in_language
from rapport.web.addresses import TOPIC_SCHEMES, topic_url
from rapport.web.articles import article_url

MOST_KEYS = 9


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose; `key` is the digit that chooses it, empty where the label begins so."""

    id: str
    points: int
    label: str
    key: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the form; `answer` is the label of what was chosen."""

    number: int
    field: str
    text: str
    options: tuple[Option, ...]
    answer: str
    is_reversed: bool
    care_above: int | None
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said for all sums of points from the first to the last; no word without bands."""

    first_sum: int
    last_sum: int
    lowest: str
    highest: str
    word: str
    plain: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read about a term, and the concern by which it can be searched for."""

    label: str
    url: str
    slug: str


def offered_checks() -> Mapping[str, Instrument]:
    """Give the self-checks of this directory by slug; whose licence asks for it, if switched on."""
    allows_all = operator_settings().is_non_commercial
    return {
        slug: instrument
        for slug, instrument in shipped_instruments().items()
        if allows_all or not instrument.licence.is_non_commercial
    }


def read_answers(instrument: Instrument, posted: Mapping[str, str]) -> dict[int, int]:
    """Give the points chosen by question; what is not one of the answers counts as not chosen."""
    offered = {str(points): points for points in instrument.points}
    answers = {
        item.number: offered.get(posted.get(_field(item.number), "")) for item in instrument.items
    }
    return {number: points for number, points in answers.items() if points is not None}


def questions_of(
    instrument: Instrument,
    answers: Mapping[int, int],
    language: str,
    wrong: Set[int] = frozenset(),
) -> tuple[Question, ...]:
    """Give the questions with what was chosen, and which of them still need an answer."""
    questions = []
    for item in instrument.items:
        options = _options(instrument, item.number, answers.get(item.number), language)
        questions.append(
            Question(
                number=item.number,
                field=_field(item.number),
                text=in_language(item.text, language),
                options=options,
                answer=next((one.label for one in options if one.is_chosen), ""),
                is_reversed=item.number in instrument.scoring.reversed,
                care_above=item.care_above,
                is_wrong=item.number in wrong,
            )
        )
    return tuple(questions)


def _options(
    instrument: Instrument, number: int, chosen: int | None, language: str
) -> tuple[Option, ...]:
    options = []
    for place, anchor in enumerate(instrument.anchors, start=1):
        label = in_language(anchor.label, language)
        has_key = place <= MOST_KEYS and not label[0].isdigit()
        options.append(
            Option(
                id=f"{_field(number)}-{place}",
                points=anchor.points,
                label=label,
                key=str(place) if has_key else "",
                is_chosen=anchor.points == chosen,
            )
        )
    return tuple(options)


def _field(number: int) -> str:
    return f"q{number}"


def outcomes_of(instrument: Instrument, language: str) -> tuple[Outcome, ...]:
    """Give every result there can be, from the lowest score."""
    if instrument.unbanded is not None:
        sums = instrument.point_sums
        return (_outcome(instrument.unbanded, (sums[0], sums[-1]), language),)
    outcomes = []
    for band in instrument.bands:
        sums_in_band = [n for n in instrument.point_sums if instrument.score_of(n) in band]
        outcomes.append(
            _outcome(
                band.meaning,
                (sums_in_band[0], sums_in_band[-1]),
                language,
                ends=(band.lowest, band.highest),
                word=in_language(band.word, language),
            )
        )
    return tuple(outcomes)


def _outcome(
    meaning: Meaning,
    sums: tuple[int, int],
    language: str,
    ends: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0)),
    word: str = "",
) -> Outcome:
    lowest, highest = (f"{float(end):g}" for end in ends)
    return Outcome(
        first_sum=sums[0],
        last_sum=sums[1],
        lowest=lowest,
        highest=highest,
        word=word,
        plain=in_language(meaning.plain, language),
        next_step=in_language(meaning.next_step, language),
    )


def outcome_for(instrument: Instrument, score: Score, language: str) -> Outcome:
    """Give the result that belongs to a score."""
    return next(
        one
        for one in outcomes_of(instrument, language)
        if one.first_sum <= score.point_sum <= one.last_sum
    )


def shown_scores(instrument: Instrument) -> str:
    """Give every score as it is written, from that of the least sum of points, between blanks."""
    return " ".join(shown_score(instrument, instrument.score_of(n)) for n in instrument.point_sums)


def reading_for(
    instrument: Instrument, live: LiveIndex, known: Catalogue, language: str
) -> tuple[Reading, ...]:
    """Give what to read about a self-check's terms: the article on each, or else its topic."""
    terms = [live.vocabulary.terms[key] for key in instrument.terms if key in live.terms_in_use]
    found = []
    for term in terms:
        if term.scheme in TOPIC_SCHEMES.values():
            article = known.of_term(term.key)
            is_its_own = article is not None and article.terms[0] == term.key
            url = article_url(article) if article and is_its_own else topic_url(term)
            found.append(Reading(in_language(term.label, language), url, term.slug))
    return tuple(found)


def checks_about(terms: Iterable[str], language: str) -> list[tuple[str, str]]:
    """Give slug and topic of the self-checks on offer that ask about any of the terms."""
    wanted = set(terms)
    return [
        (slug, in_language(instrument.topic, language))
        for slug, instrument in offered_checks().items()
        if not wanted.isdisjoint(instrument.terms)
    ]


def language_of_questions(instrument: Instrument, language: str) -> str:
    """Give the language in which the questions are shown: that of the page if they are in it."""
    return language if language in languages_of(instrument) else "en"
