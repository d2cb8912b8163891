"""Professions, credentials and licences of invented therapists."""

from dataclasses import dataclass
from datetime import date, timedelta

from rapport.demo.dice import Dice
from rapport.demo.tables import (
    Archetype,
    Practice,
    Privileges,
    Profession,
    Professions,
    jurisdictions,
    table,
)
from rapport.demo.terms import known, plain
from rapport.directory.records import LicenceRecord, TermRecord
from rapport.vocabulary.snapshot import Vocabulary

LETTERS = {"psychologist": "PSY", "neuropsychologist": "PSY", "psychiatrist": "MD"}
"""What stands before the number where no credential names the licence."""

REGISTER = "https://register.example.org"
SOON_DAYS = 45
CHECKED_DAYS = 300
MORE_STATES = (1, 3)
SURE = 0.99
"""Professions whose degrees have these shares together cannot be had without one."""

TRAINEE = "intern-or-associate"


@dataclass(frozen=True, slots=True)
class Qualification:
    """What somebody is: slugs of the schemes profession and credential, and since when."""

    profession: str
    credentials: tuple[str, ...]
    since: int

    @property
    def is_in_training(self) -> bool:
        """Tell whether they work under supervision."""
        return self.profession == TRAINEE

    def terms(self, vocabulary: Vocabulary) -> list[TermRecord]:
        """Give profession and credentials as terms."""
        return [
            *plain(vocabulary, "profession", [self.profession]),
            *plain(vocabulary, "credential", self.credentials),
        ]


def a_qualification(
    archetype: Archetype, jurisdiction: str, today: date, dice: Dice
) -> Qualification:
    """Choose a profession that does such work, with the credential of the state."""
    table_ = table(Professions, "professions.yaml").professions
    weights = {
        slug: weight
        for slug, weight in archetype.professions.items()
        if slug != TRAINEE or jurisdiction in table_[TRAINEE].in_state
    }
    slug = dice.weighted(weights)
    profession = table_[slug]
    years = (
        dice.between(2, 3) if slug == TRAINEE else 3 + min(dice.between(0, 33), dice.between(0, 33))
    )
    credentials = _credentials(profession, jurisdiction, dice) + dice.each(archetype.certifications)
    return Qualification(slug, tuple(dict.fromkeys(credentials)), today.year - years)


def licences(
    qualification: Qualification, home: str, vocabulary: Vocabulary, today: date, dice: Dice
) -> tuple[LicenceRecord, ...]:
    """Licences at home and in some neighbouring states, and privileges under a compact."""
    profession = known(vocabulary, "profession", [qualification.profession])
    if not profession:
        return ()
    states = [home, *_more_states(qualification, home, dice)]
    others = _privileges(qualification, states, dice)
    return (
        *(_licence(qualification, state, today, dice) for state in states),
        *(_privilege(qualification, state, today, dice) for state in others),
    )


def _credentials(profession: Profession, jurisdiction: str, dice: Dice) -> list[str]:
    """The licence's letters if the state has any, a degree, and certificates."""
    licence = profession.in_state.get(jurisdiction, profession.credential)
    degrees = dice.each(profession.degrees)[:1]
    if sum(profession.degrees.values()) >= SURE and not degrees:
        degrees = [dice.weighted(profession.degrees)]
    return [*filter(None, [licence]), *degrees, *dice.each(profession.extra)]


def _more_states(qualification: Qualification, home: str, dice: Dice) -> list[str]:
    share = table(Practice, "practice.yaml").multi_state
    if qualification.is_in_training or not dice.chance(share):
        return []
    return dice.several(jurisdictions()[home].neighbours, dice.between(*MORE_STATES))


def _privileges(qualification: Qualification, states: list[str], dice: Dice) -> list[str]:
    compact = _compact()
    is_eligible = qualification.profession == compact.profession and states[0] in compact.among
    if not is_eligible or not dice.chance(compact.share):
        return []
    others = sorted(compact.among - set(states))
    return dice.several(others, dice.between(2, 6))


def _compact() -> Privileges:
    return table(Professions, "professions.yaml").privileges


def _licence(qualification: Qualification, state: str, today: date, dice: Dice) -> LicenceRecord:
    professions = table(Professions, "professions.yaml").professions
    of_state = professions[qualification.profession].in_state.get(
        state, professions[qualification.profession].credential
    )
    letters = LETTERS.get(qualification.profession) or of_state.split("-")[0].upper()
    number = f"{letters} {dice.between(10_000, 99_999)}".strip()
    checked_on, checked_by = _check(today, dice)
    return LicenceRecord(
        jurisdiction=state,
        profession=f"profession:{qualification.profession}",
        number=number,
        issued_on=date(qualification.since, dice.between(1, 12), dice.between(1, 28))
        if dice.chance(0.7)
        else None,
        expires_on=_expiry(today, dice),
        register_url="/".join([REGISTER, state.lower(), *number.lower().split()]),
        checked_on=checked_on,
        checked_by=checked_by,
    )


def _privilege(qualification: Qualification, state: str, today: date, dice: Dice) -> LicenceRecord:
    return LicenceRecord(
        jurisdiction=state,
        profession=f"profession:{qualification.profession}",
        type="privilege",
        compact=_compact().compact,
        expires_on=_month_end(today + timedelta(days=dice.between(60, 400))),
    )


def _expiry(today: date, dice: Dice) -> date | None:
    shares = table(Practice, "practice.yaml").licence
    if dice.chance(shares["expired"]):
        return today - timedelta(days=dice.between(5, 200))
    if dice.chance(shares["soon"]):
        return today + timedelta(days=dice.between(3, SOON_DAYS))
    if dice.chance(shares["no_expiry"]):
        return None
    return _month_end(today + timedelta(days=dice.between(60, 760)))


def _month_end(day: date) -> date:
    """Licences mostly run to the end of a month."""
    next_month = day.replace(day=28) + timedelta(days=4)
    return next_month.replace(day=1) - timedelta(days=1)


def _check(today: date, dice: Dice) -> tuple[date | None, str]:
    if not dice.chance(table(Practice, "practice.yaml").licence["checked"]):
        return None, ""
    checkers = table(Professions, "professions.yaml").checkers
    return today - timedelta(days=dice.between(2, CHECKED_DAYS)), dice.pick(checkers)
