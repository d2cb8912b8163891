"""Fees and payers of invented therapists."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapport.demo.dice import Dice
from rapport.demo.licences import Qualification
from rapport.demo.tables import FeeRules, Money, Professions, jurisdictions, table
from rapport.demo.terms import known, plain
from rapport.directory.records import CoverageRecord, FeeRecord, TermRecord
from rapport.vocabulary.snapshot import TermInfo, Vocabulary

CENTS = 100
SPREAD_AROUND_MIDDLE = 0.2
COUPLE_FACTOR = 1.2
FLOOR_PERCENT = (45, 70)
PLAN_SHARE = 0.07


@dataclass(frozen=True, slots=True)
class Price:
    """What a therapist says about money; empty when nothing is said."""

    fees: tuple[FeeRecord, ...] = ()
    terms: tuple[TermRecord, ...] = ()

    @property
    def is_sliding(self) -> bool:
        """Tell whether part of the fees go by income."""
        return any(fee.floor_cents is not None for fee in self.fees)


def a_price(
    qualification: Qualification,
    state: str,
    formats: frozenset[str],
    vocabulary: Vocabulary,
    dice: Dice,
) -> Price:
    """Make up a fee that is believable for the profession and the state."""
    rules = table(Money, "money.yaml").fees
    if dice.chance(rules.not_said):
        return Price()
    low = _low_dollars(qualification, state, rules, dice)
    high = low if qualification.is_in_training else low + dice.pick(rules.spread)
    is_sliding = qualification.is_in_training or dice.chance(rules.sliding)
    floor = _rounded(low * dice.between(*FLOOR_PERCENT) / 100, rules) if is_sliding else None
    seats = dice.between(1, 4) if dice.chance(rules.low_fee_seats) else None
    general = FeeRecord(
        low_cents=low * CENTS,
        high_cents=high * CENTS if high != low else None,
        floor_cents=None if floor is None else floor * CENTS,
        low_fee_seats=seats,
        minutes=dice.weighted(rules.minutes),
    )
    fees = [general, *_couple_fee(low, rules, formats, dice)]
    slugs = dice.each(table(Money, "money.yaml").terms)
    slugs += ["sliding-scale"] if is_sliding else []
    slugs += ["low-fee"] if qualification.is_in_training else []
    return Price(tuple(fees), tuple(plain(vocabulary, "fee", slugs)))


def coverage(
    qualification: Qualification, state: str, vocabulary: Vocabulary, dice: Dice
) -> tuple[CoverageRecord, ...] | None:
    """Make up who pays; a row for self-pay says that nobody else does, None that it is not said."""
    money = table(Money, "money.yaml")
    kind = dice.weighted(money.kinds)
    self_pay = known(vocabulary, "payer", ["self-pay"])
    if kind == "not_said":
        return None
    if kind == "self_pay" or qualification.is_in_training:
        return tuple(CoverageRecord(key) for key in self_pay)
    payers = _payers(qualification, state, vocabulary, dice)
    rows = [
        CoverageRecord(
            payer,
            network="out" if dice.chance(money.out_of_network) else "in",
            plan=dice.pick(money.plans) if dice.chance(PLAN_SHARE) else "",
        )
        for payer in payers
    ]
    return tuple(rows) or None


@lru_cache(maxsize=1024)
def local_payers(vocabulary: Vocabulary, state: str, category: str) -> tuple[str, ...]:
    """Give the payers of a category that work in the state, in the order of the vocabulary."""
    return tuple(
        term.key
        for term in vocabulary.terms.values()
        if term.category == category and term.scheme == "payer"
        if state in term.jurisdictions and _is_whole(term)
    )


def _is_whole(term: TermInfo) -> bool:
    """A state's own Medicaid, not one of its plans; insurers count with all they have."""
    return term.category != "medicaid" or term.broader == ("payer:medicaid",)


def _payers(
    qualification: Qualification, state: str, vocabulary: Vocabulary, dice: Dice
) -> list[str]:
    money = table(Money, "money.yaml")
    chosen = []
    for key in known(vocabulary, "payer", money.national):
        at_home = vocabulary.terms[key].jurisdictions
        share = money.national[key.partition(":")[2]]
        if (not at_home or state in at_home) and dice.chance(share):
            chosen.append(key)
    for category, share in money.categories.items():
        local = local_payers(vocabulary, state, category)
        is_likely = category != "medicaid" or qualification.profession in money.public
        if local and is_likely and dice.chance(share):
            chosen += dice.several(local, 1)
    return dice.several(list(dict.fromkeys(chosen)), money.most)


def _low_dollars(qualification: Qualification, state: str, rules: FeeRules, dice: Dice) -> int:
    middle = table(Professions, "professions.yaml").professions[qualification.profession].fee
    wanted = middle * jurisdictions()[state].cost * (1 + dice.shift(SPREAD_AROUND_MIDDLE))
    least, most = rules.low, rules.high
    if qualification.profession in rules.doctors:
        least, most = rules.doctors_low, rules.doctors_high
    if qualification.is_in_training:
        least, most = rules.trainee_low, rules.trainee_high
    return _rounded(min(max(wanted, least), most), rules)


def _rounded(dollars: float, rules: FeeRules) -> int:
    return rules.step * round(dollars / rules.step)


def _couple_fee(
    low: int, rules: FeeRules, formats: frozenset[str], dice: Dice
) -> Iterator[FeeRecord]:
    if "format:couple" in formats and "format:individual" in formats and dice.chance(0.5):
        dollars = _rounded(low * COUPLE_FACTOR, rules)
        yield FeeRecord(
            low_cents=dollars * CENTS, minutes=dice.pick((60, 75, 90)), format="format:couple"
        )
