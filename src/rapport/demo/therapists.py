"""One invented therapist as a record."""

from dataclasses import dataclass

from rapport.demo.dates import a_habit, confirmations, habit_of_silence
from rapport.demo.expertise import communities, expertise, languages
from rapport.demo.geography import Area, a_telephone, choose_area
from rapport.demo.identity import OF_THERAPISTS, public_id, record_key
from rapport.demo.lapses import asked_days_ago
from rapport.demo.licences import Qualification, a_qualification, licences
from rapport.demo.maker import Maker
from rapport.demo.meeting import Meeting, a_meeting, openings
from rapport.demo.money import Price, a_price, coverage
from rapport.demo.own_words import headline, own_words
from rapport.demo.people import Person, a_person
from rapport.demo.prose import Voice, years_in_words
from rapport.demo.tables import Archetype, Practice, archetypes, table
from rapport.demo.terms import each_once, plain
from rapport.directory.records import CoverageRecord, ListingRecord, TermRecord
from rapport.matching import Aspect

SINCE_SAID = 0.92
EXPERIENCED_YEARS = 10
FEATURE_OF_TIME = {"evening": "evening", "weekend": "weekend", "early-morning": "early"}


@dataclass(frozen=True, slots=True)
class Therapist:
    """Everything about somebody that their words may speak of."""

    archetype: str
    area: Area
    person: Person
    qualification: Qualification
    meeting: Meeting
    price: Price
    terms: tuple[TermRecord, ...]

    @property
    def kind_of_work(self) -> Archetype:
        """The archetype's table."""
        return archetypes()[self.archetype]


def a_therapist(index: int, maker: Maker) -> ListingRecord:
    """Make the therapist with that number."""
    therapist = _therapist(index, maker)
    dice = maker.dice(index, "listing")
    practice = table(Practice, "practice.yaml")
    state = therapist.area.jurisdiction
    payers = coverage(therapist.qualification, state, maker.vocabulary, dice)
    asked = asked_days_ago(index)
    habit = a_habit(dice) if asked is None else habit_of_silence(asked)
    confirmed = confirmations(habit, maker.today, dice)
    if payers is None:
        confirmed.pop(Aspect.COVERAGE, None)
    if not therapist.price.fees:
        confirmed.pop(Aspect.FEES, None)
    rows: tuple[CoverageRecord, ...] = (payers or ()) if Aspect.COVERAGE in confirmed else ()
    offices = therapist.meeting.offices
    says_openings = Aspect.OPENINGS in confirmed
    sentence, text = _words(therapist, maker, index)
    return ListingRecord(
        key=record_key(OF_THERAPISTS, index),
        kind="therapist",
        name=therapist.person.name,
        confirmed=confirmed,
        public_id=public_id(maker.seed, index),
        pronouns=therapist.person.pronouns,
        headline=sentence,
        own_words=text,
        practising_since=therapist.qualification.since if dice.chance(SINCE_SAID) else None,
        phone=a_telephone(therapist.area, dice),
        email=f"{therapist.person.handle}@example.org" if dice.chance(practice.email) else "",
        website=f"https://example.org/{therapist.person.handle}"
        if dice.chance(practice.website)
        else "",
        offices=offices,
        terms=therapist.terms,
        coverage=rows,
        fees=therapist.price.fees,
        openings=openings(offices, rows, dice) if says_openings else (),
        licences=licences(therapist.qualification, state, maker.vocabulary, maker.today, dice),
    )


def _therapist(index: int, maker: Maker) -> Therapist:
    dice = maker.dice(index, "therapist")
    area = choose_area(dice)
    kinds = archetypes()
    archetype = dice.weighted({name: kind.weight for name, kind in kinds.items()})
    work = kinds[archetype]
    vocabulary, state = maker.vocabulary, area.jurisdiction
    person = a_person(work, state, dice)
    qualification = a_qualification(work, state, maker.today, dice)
    meeting = a_meeting(area, vocabulary, dice)
    skills = expertise(work, (qualification.since, maker.today.year), vocabulary, dice)
    formats = frozenset(term.term for term in skills if term.term.startswith("format:"))
    price = a_price(qualification, state, formats, vocabulary, dice)
    terms = each_once(
        [
            *qualification.terms(vocabulary),
            *plain(vocabulary, "gender", person.genders),
            *skills,
            *languages(person, state, vocabulary, dice),
            *communities(work, person, vocabulary, dice),
            *meeting.terms,
            *price.terms,
        ]
    )
    return Therapist(archetype, area, person, qualification, meeting, price, terms)


def _words(therapist: Therapist, maker: Maker, index: int) -> tuple[str, str]:
    """Give headline and own words; some listings have only the first, a few neither."""
    dice = maker.dice(index, "words")
    work = therapist.kind_of_work
    language = _second_language(therapist, maker)
    facts = {"language": language} if language else {}
    years = maker.today.year - therapist.qualification.since
    if said := years_in_words(years):
        facts["years"] = said
    if years >= EXPERIENCED_YEARS:
        facts["experienced"] = ""
    plain_voice = maker.voice(therapist.area, therapist.archetype, dice, facts)
    voice = Voice(
        plain_voice.decks, plain_voice.area, plain_voice.kind, dice, plain_voice.facts, work.lists
    )
    sentence = headline(work, voice)
    if not dice.chance(table(Practice, "practice.yaml").own_words):
        return (sentence if dice.chance(0.6) else ""), ""
    return sentence, own_words(work, voice, _features(therapist, has_language=bool(language)))


def _second_language(therapist: Therapist, maker: Maker) -> str:
    keys = [term.term for term in therapist.terms if term.term.startswith("language:")]
    others = [key for key in keys if key != "language:english"]
    return maker.vocabulary.label(others[0]) if others else ""


def _features(therapist: Therapist, *, has_language: bool) -> list[str]:
    """Name the facts that a sentence about practical things may mention."""
    terms = {term.term for term in therapist.terms}
    modes = therapist.meeting.modes
    is_at_home = therapist.meeting.is_at_home
    facts = {
        "video": "video" in modes and "in-person" in modes,
        "video_only": modes == {"video"},
        "in_person": "in-person" in modes and not is_at_home,
        "sliding": therapist.price.is_sliding,
        "language": has_language,
        "couple": {"format:couple", "format:individual"} <= terms,
        "step_free": {"access:step-free", "access:parking"} <= terms,
        "home": is_at_home,
        "supervised": therapist.qualification.is_in_training,
    }
    times = [name for slug, name in FEATURE_OF_TIME.items() if f"session-time:{slug}" in terms]
    return [*times, *(name for name, holds in facts.items() if holds)]
