"""The engine's codes and numbers in words: reasons, distances, fees, dates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.directory.models.office import PointPrecision
from rapport.directory.records import FeeRecord
from rapport.matching import Reason, ReasonCode
from rapport.places import KM_PER_MILE
from rapport.vocabulary.snapshot import Vocabulary

CENTS = 100
NEAR = 0.5
EXACT_BELOW = 10


@dataclass(frozen=True, slots=True)
class Wording:
    """How this reader is spoken to: language, units and day."""

    vocabulary: Vocabulary
    language: str
    units: str
    today: date

    def label(self, term: str) -> str:
        """Give a term's label."""
        return self.vocabulary.label(term, self.language)

    def term_in_sentence(self, term: str) -> str:
        """Give a label as it stands inside a sentence: small at the start unless it is a name."""
        label = self.label(term)
        is_name = label[1:2].isupper() or term.partition(":")[0] in {
            "payer",
            "language",
            "approach",
        }
        return label if is_name else label[:1].lower() + label[1:]

    def day(self, on: date) -> str:
        """Give a day as "12 Nov", with the year if it is not this one."""
        return date_format(on, "j M" if on.year == self.today.year else "j M Y")

    def distance(self, distance_km: float, precision: str = PointPrecision.ADDRESS) -> str:
        """Give a distance in the operator's units; "about" unless it is that of an address."""
        in_miles = self.units == "mi"
        number = distance_km / KM_PER_MILE if in_miles else distance_km
        if number < NEAR:
            return _("less than half a mile") if in_miles else _("less than half a kilometre")
        is_rough = precision != PointPrecision.ADDRESS
        is_whole = round(number, 1).is_integer()
        decimals = 1 if number < EXACT_BELOW and not is_rough and not is_whole else 0
        shown = number_format(round(number, decimals), decimals)
        plural = 1 if round(number, decimals) == 1 else 2
        unit = (
            ngettext("%(n)s mile", "%(n)s miles", plural)
            if in_miles
            else ngettext("%(n)s kilometre", "%(n)s kilometres", plural)
        ) % {"n": shown}
        return _("about %(distance)s") % {"distance": unit} if is_rough else unit

    def reason(self, reason: Reason, precision: str = PointPrecision.ADDRESS) -> str:
        """Say what moved a hit, or what does not fit it."""
        answered, received = reason.share or (0, 0)
        words = _sentence(reason) % {
            "term": self.label(reason.term) if reason.term else "",
            "small": self.term_in_sentence(reason.term) if reason.term else "",
            "distance": ""
            if reason.distance_km is None
            else self.distance(reason.distance_km, precision),
            "day": self.day(reason.on) if reason.on else "",
            "answered": answered,
            "received": received,
        }
        return words[:1].upper() + words[1:]


def _sentence(reason: Reason) -> str:
    return (_OF_DETAIL.get((reason.code, reason.detail)) or _SENTENCES[reason.code])()


_OF_DETAIL: Mapping[tuple[ReasonCode, str], Callable[[], str]] = {
    (ReasonCode.WORDS_MATCH, "headline"): lambda: _("Your words are in their headline"),
    (ReasonCode.WORDS_MATCH, "together"): lambda: _(
        "Your words stand together in their description"
    ),
}

_SENTENCES: Mapping[ReasonCode, Callable[[], str]] = {
    ReasonCode.FOCUSES_ON: lambda: _("Focuses on %(small)s"),
    ReasonCode.WORKS_WITH: lambda: _("Works with %(small)s"),
    ReasonCode.TRAINED_IN: lambda: _("Works with %(small)s, with training named"),
    ReasonCode.OFFERS: lambda: _("As you wished: %(small)s"),
    ReasonCode.DISTANCE: lambda: _("%(distance)s away"),
    ReasonCode.TAKING_CLIENTS: lambda: _("Taking new clients: confirmed %(day)s"),
    ReasonCode.WAITLIST: lambda: _("Has a waiting list: confirmed %(day)s"),
    ReasonCode.COVERED: lambda: _("Accepts %(small)s"),
    ReasonCode.CONFIRMED: lambda: _("Contact details confirmed %(day)s"),
    ReasonCode.NAME_MATCHES: lambda: _("The name matches your words"),
    ReasonCode.WORDS_MATCH: lambda: _("Your words are in their description"),
    ReasonCode.ANSWERS: lambda: _(
        "Messages answered in the last 90 days: %(answered)s of %(received)s"
    ),
    ReasonCode.NOBODY_WROTE: lambda: _("Nobody wrote to them from here in the last 90 days"),
    ReasonCode.COMPLETE: lambda: _("Gives the facts that people ask for"),
    ReasonCode.LACKS: lambda: _("Not stated: %(small)s"),
    ReasonCode.FULL: lambda: _("Full: confirmed %(day)s"),
    ReasonCode.OPENINGS_UNKNOWN: lambda: _("Whether they take new clients is not known"),
}


def money(cents: int) -> str:
    """Give an amount in dollars, without cents when there are none."""
    decimals = 2 if cents % CENTS else 0
    return f"${number_format(cents / CENTS, decimals, use_l10n=True, force_grouping=True)}"


def fee_text(fee: FeeRecord) -> str:
    """Give a fee as "$120 to $150", with the sliding floor if there is one."""
    text = money(fee.low_cents)
    if fee.high_cents and fee.high_cents != fee.low_cents:
        text = _("%(low)s to %(high)s") % {"low": text, "high": money(fee.high_cents)}
    if fee.floor_cents is not None and fee.floor_cents < fee.low_cents:
        text = _("%(fee)s, sliding scale from %(floor)s") % {
            "fee": text,
            "floor": money(fee.floor_cents),
        }
    return text
