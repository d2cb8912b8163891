"""Invented clinics, groups and helplines as records."""

from rapport.demo.dates import a_habit, confirmations, roster_day
from rapport.demo.dice import Dice
from rapport.demo.geography import Area, a_telephone, an_office, choose_area
from rapport.demo.identity import OF_ROSTER, OF_THERAPISTS, public_id, record_key
from rapport.demo.maker import Maker
from rapport.demo.meeting import openings
from rapport.demo.money import CENTS, local_payers
from rapport.demo.tables import (
    Clinics,
    Groups,
    Helpline,
    Money,
    Organizations,
    Practice,
    jurisdictions,
    table,
)
from rapport.demo.terms import at_least_one, known, known_or_others, plain
from rapport.directory.records import (
    CoverageRecord,
    FeeRecord,
    ListingRecord,
    OfficeRecord,
    TermRecord,
)
from rapport.matching import Aspect

ROSTER_SHARE = 0.6
NAMES_CITY = 0.4
VIDEO_SHARE = 0.5
CLINIC_CONCERNS = (4, 9)
CLINIC_APPROACHES = (2, 6)
CLINIC_SENTENCES = (3, 4)
FOCUS = 2


def a_clinic(index: int, maker: Maker) -> ListingRecord:
    """Make the clinic with that number: from the roster, which knows less, or from itself."""
    dice = maker.dice(index, "clinic")
    area = choose_area(dice)
    clinics = _organizations().clinics
    of_roster = dice.chance(ROSTER_SHARE)
    name = _clinic_name(clinics, area, maker, dice)
    if of_roster:
        confirmed = dict.fromkeys(
            (Aspect.IDENTITY, Aspect.CONTACT, Aspect.PRACTICE, Aspect.COVERAGE, Aspect.FEES),
            roster_day(maker.today),
        )
    else:
        confirmed = confirmations(a_habit(dice), maker.today, dice)
        confirmed.pop(Aspect.LICENCE)
    offices = _offices(area, dice)
    rows = _clinic_coverage(area, maker, dice) if Aspect.COVERAGE in confirmed else ()
    voice = maker.voice(area, "clinic", dice, {})
    handle = "-".join(name.lower().split())
    return ListingRecord(
        key=record_key(OF_ROSTER if of_roster else OF_THERAPISTS, index),
        kind="clinic",
        name=name,
        confirmed=confirmed,
        public_id=public_id(maker.seed, index),
        headline="" if of_roster else voice.say("headline", clinics.headlines),
        own_words="" if of_roster else _clinic_words(clinics, index, maker, area),
        phone=a_telephone(area, dice),
        email="" if of_roster else f"{handle}@example.org",
        website=f"https://example.org/{handle}",
        offices=offices,
        terms=tuple(_clinic_terms(clinics, area, maker, dice)),
        coverage=rows,
        openings=openings(offices, rows, dice) if Aspect.OPENINGS in confirmed else (),
    )


def a_group(index: int, maker: Maker) -> ListingRecord:
    """Make the therapy or support group with that number."""
    dice = maker.dice(index, "group")
    area = choose_area(dice)
    groups = _organizations().groups
    topic = groups.topics[dice.pick(sorted(groups.topics))]
    confirmed = confirmations(a_habit(dice), maker.today, dice)
    for aspect in (Aspect.LICENCE, Aspect.COVERAGE):
        confirmed.pop(aspect, None)
    office = (
        OfficeRecord(mode="video", ref="video", jurisdiction=area.jurisdiction)
        if dice.chance(VIDEO_SHARE / 2)
        else an_office(area, dice)
    )
    voice = maker.voice(area, "group", dice, {})
    sentences = [voice.fill(fragment) for fragment in groups.own_words]
    money, fee_terms = _group_money(groups, dice)
    return ListingRecord(
        key=record_key(OF_THERAPISTS, index),
        kind="group",
        name=f"{topic.name}, {area.name}",
        confirmed=confirmed,
        public_id=public_id(maker.seed, index),
        headline=topic.line,
        own_words=" ".join(sentences),
        phone=a_telephone(area, dice),
        email=f"group-{index}@example.org",
        offices=(office,),
        terms=(
            *_concerns(topic.concerns, maker),
            *plain(maker.vocabulary, "age", topic.ages),
            *plain(maker.vocabulary, "format", groups.formats),
            *plain(maker.vocabulary, "session-time", [topic.time]),
            *plain(maker.vocabulary, "language", ["english"]),
            *plain(maker.vocabulary, "fee", fee_terms),
        ),
        fees=money,
        openings=openings((office,), (), dice) if Aspect.OPENINGS in confirmed else (),
    )


def a_helpline(index: int, maker: Maker) -> ListingRecord:
    """Make the helpline with that number: by phone, for the whole country."""
    dice = maker.dice(index, "helpline")
    number = index // 100 % len(_organizations().helplines)
    helpline = _organizations().helplines[number]
    confirmed = confirmations(a_habit(dice), maker.today, dice)
    for aspect in (Aspect.LICENCE, Aspect.COVERAGE, Aspect.OPENINGS):
        confirmed.pop(aspect, None)
    return ListingRecord(
        key=record_key(OF_THERAPISTS, index),
        kind="helpline",
        name=helpline.name,
        confirmed=confirmed,
        public_id=public_id(maker.seed, index),
        headline=helpline.line,
        own_words=_organizations().helpline_words.strip(),
        phone=a_telephone(choose_area(dice), dice),
        website=f"https://example.org/helpline-{number + 1}",
        offices=(OfficeRecord(mode="phone", ref="phone"),),
        terms=tuple(_helpline_terms(helpline, maker)),
    )


def _organizations() -> Organizations:
    return table(Organizations, "organizations.yaml")


def _clinic_name(clinics: Clinics, area: Area, maker: Maker, dice: Dice) -> str:
    """Deal the two parts of a name, so that hardly any clinic shares its name."""
    first = maker.decks.deal("clinic first name", clinics.names.first)
    last = maker.decks.deal("clinic last name", clinics.names.last)
    name = f"{first} {last}"
    with_city = dice.chance(NAMES_CITY) or not maker.decks.is_new(name)
    return f"{name} of {area.name}" if with_city else name


def _offices(area: Area, dice: Dice) -> tuple[OfficeRecord, ...]:
    main = an_office(area, dice)
    if dice.chance(VIDEO_SHARE):
        return (main, OfficeRecord(mode="video", ref="video", jurisdiction=area.jurisdiction))
    return (main,)


def _clinic_coverage(area: Area, maker: Maker, dice: Dice) -> tuple[CoverageRecord, ...]:
    """Clinics mostly take Medicaid, Medicare and the big insurers."""
    vocabulary, state = maker.vocabulary, area.jurisdiction
    public = local_payers(vocabulary, state, "medicaid")[:1] if dice.chance(0.8) else ()
    private = known(vocabulary, "payer", dice.each(table(Money, "money.yaml").national))
    here = [
        key
        for key in private
        if not vocabulary.terms[key].jurisdictions or state in vocabulary.terms[key].jurisdictions
    ]
    return tuple(CoverageRecord(key) for key in dict.fromkeys([*public, *here]))


def _clinic_terms(clinics: Clinics, area: Area, maker: Maker, dice: Dice) -> list[TermRecord]:
    shares = {
        "setting": clinics.settings,
        "care": clinics.care,
        "programme": clinics.programmes,
        "age": clinics.ages,
        "format": clinics.formats,
        "access": clinics.access,
        "fee": clinics.fees,
        "session-time": clinics.times,
        "language": {"english": 1.0, "spanish": _spanish(area)},
    }
    vocabulary = maker.vocabulary
    terms = _concerns(dice.several(clinics.concerns, dice.between(*CLINIC_CONCERNS)), maker)
    approaches = dice.several(clinics.approaches, dice.between(*CLINIC_APPROACHES))
    terms += plain(vocabulary, "approach", approaches)
    for scheme, of_scheme in shares.items():
        terms += plain(vocabulary, scheme, at_least_one(dice, of_scheme))
    return terms


def _spanish(area: Area) -> float:
    """Clinics speak Spanish more often than single therapists."""
    return min(0.8, 3 * jurisdictions()[area.jurisdiction].spanish)


def _concerns(slugs: tuple[str, ...] | list[str], maker: Maker) -> list[TermRecord]:
    keys = known_or_others(maker.vocabulary, "concern", slugs, 1)
    return [
        TermRecord(key, emphasis="focus" if position < FOCUS else "also")
        for position, key in enumerate(keys)
    ]


def _clinic_words(clinics: Clinics, index: int, maker: Maker, area: Area) -> str:
    dice = maker.dice(index, "clinic words")
    if not dice.chance(table(Practice, "practice.yaml").own_words):
        return ""
    voice = maker.voice(area, "clinic", dice, {})
    count = dice.between(*CLINIC_SENTENCES)
    return " ".join(voice.say("clinic", clinics.own_words) for _ in range(count))


def _group_money(groups: Groups, dice: Dice) -> tuple[tuple[FeeRecord, ...], list[str]]:
    terms = dice.each(groups.fees)
    if "free" in terms:
        return (), ["free"]
    low = 5 * dice.between(groups.fee_low // 5, groups.fee_high // 5)
    fee = FeeRecord(low_cents=low * CENTS, minutes=dice.pick((75, 90)), format="format:group")
    return (fee,), terms


def _helpline_terms(helpline: Helpline, maker: Maker) -> list[TermRecord]:
    vocabulary = maker.vocabulary
    return [
        *_concerns(helpline.concerns, maker),
        *plain(vocabulary, "age", helpline.ages),
        *plain(vocabulary, "language", helpline.languages),
        *plain(vocabulary, "care", ["mental-health"]),
        *plain(vocabulary, "fee", ["free"]),
        *plain(vocabulary, "session-time", ["evening", "weekend"]),
    ]
