"""What an invented therapist works with, and how: everything follows from the archetype."""

from collections.abc import Iterator

from rapport.demo.dice import Dice
from rapport.demo.people import Person
from rapport.demo.tables import Archetype, Practice, jurisdictions, table
from rapport.demo.terms import at_least_one, each_once, known, known_or_others, plain
from rapport.directory.records import TermRecord
from rapport.vocabulary.snapshot import Vocabulary

FOCUS = (2, 5)
ALSO = (3, 10)
APPROACHES = (1, 5)
STYLES = (1, 4)
MOST_COMMUNITIES = 6
TRAINING_SHARE = 0.5
MEMBER_SHARE = 0.85
"""How many say that they belong to a community that goes with their name."""

LGBTQ = {"non-binary": "non-binary", "trans": "transgender"}
"""Communities that go with a gender."""


def expertise(
    archetype: Archetype, years: tuple[int, int], vocabulary: Vocabulary, dice: Dice
) -> tuple[TermRecord, ...]:
    """Concerns, approaches with trainings in one of `years`, ages, formats and style."""
    return each_once(
        [
            *_concerns(archetype, vocabulary, dice),
            *_approaches(archetype, years, vocabulary, dice),
            *plain(vocabulary, "age", at_least_one(dice, archetype.ages)),
            *plain(vocabulary, "format", at_least_one(dice, archetype.formats)),
            *_styles(archetype, vocabulary, dice),
        ]
    )


def languages(
    person: Person, jurisdiction: str, vocabulary: Vocabulary, dice: Dice
) -> tuple[TermRecord, ...]:
    """English, what the family speaks, and what is often learned in the state."""
    practice = table(Practice, "practice.yaml")
    of_family = dice.each(person.family.languages)
    learned = dice.each({"spanish": jurisdictions()[jurisdiction].spanish, **practice.languages})
    slugs = dict.fromkeys(["english", *of_family, *learned])
    return tuple(
        TermRecord(key, proficiency=_proficiency(key, of_family, dice))
        for key in known(vocabulary, "language", slugs)
    )


def communities(
    archetype: Archetype, person: Person, vocabulary: Vocabulary, dice: Dice
) -> tuple[TermRecord, ...]:
    """Whom the therapist belongs to, and whom they serve."""
    member = [slug for slug in dice.each(person.family.communities) if dice.chance(MEMBER_SHARE)]
    member += [LGBTQ[gender] for gender in person.genders if gender in LGBTQ]
    member += dice.each(archetype.is_member_of)
    if any(gender in LGBTQ for gender in person.genders):
        member.append("lgbtq")
    says = dice.chance(table(Practice, "practice.yaml").said["community"])
    served = dice.each(archetype.communities) if says else []
    terms = [TermRecord(key, is_member=True) for key in known(vocabulary, "community", member)]
    terms += plain(vocabulary, "community", served)
    return each_once(terms)[:MOST_COMMUNITIES]


def _concerns(archetype: Archetype, vocabulary: Vocabulary, dice: Dice) -> Iterator[TermRecord]:
    central = known_or_others(vocabulary, "concern", archetype.focus, FOCUS[0])
    focus = dice.several(central, dice.between(*FOCUS))
    wider = [key for key in central if key not in focus]
    others = [*wider, *known(vocabulary, "concern", archetype.also)]
    yield from (TermRecord(key, emphasis="focus") for key in focus)
    also = dice.several(others, dice.between(*ALSO))
    yield from (TermRecord(key, emphasis="also") for key in also)


def _approaches(
    archetype: Archetype, years: tuple[int, int], vocabulary: Vocabulary, dice: Dice
) -> Iterator[TermRecord]:
    core = known(vocabulary, "approach", archetype.core)
    others = known(vocabulary, "approach", archetype.approaches)
    chosen = [*core, *dice.several(others, dice.between(*APPROACHES))]
    for position, key in enumerate(chosen):
        trainings = archetype.trainings.get(key.partition(":")[2], ())
        training = ""
        if trainings and dice.chance(TRAINING_SHARE):
            training = f"{dice.pick(trainings)}, {dice.between(*years)}"
        emphasis = "focus" if position <= len(core) else "also"
        yield TermRecord(key, emphasis=emphasis, training=training)


def _styles(archetype: Archetype, vocabulary: Vocabulary, dice: Dice) -> list[TermRecord]:
    if not dice.chance(table(Practice, "practice.yaml").said["style"]):
        return []
    slugs = dice.several(archetype.styles, dice.between(*STYLES))
    return plain(vocabulary, "style", slugs)


def _proficiency(key: str, of_family: list[str], dice: Dice) -> str:
    slug = key.partition(":")[2]
    if slug == "english":
        return ""
    if slug in of_family:
        return dice.weighted(table(Practice, "practice.yaml").proficiency)
    return dice.pick(("fluent", "conversational"))
