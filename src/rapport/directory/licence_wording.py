"""Why somebody may, may not or perhaps may see a person in a state, in words."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapport.licensure import Reason, Verdict
from rapport.places import JURISDICTIONS


def verdict_reason(verdict: Verdict) -> str:
    """Say the reason of a verdict in one sentence."""
    licence = verdict.licence
    return _SENTENCES[verdict.reason]() % {
        "here": JURISDICTIONS[verdict.jurisdiction],
        "expires": _day(licence.expires_on if licence else None),
        "issued": _day(licence.issued_on if licence else None),
    }


def _day(on: date | None) -> str:
    return date_format(on, "j M Y") if on else ""


_SENTENCES: Mapping[Reason, Callable[[], str]] = {
    Reason.LICENSED_HERE: lambda: _("Licensed in %(here)s until %(expires)s."),
    Reason.EXPIRY_UNKNOWN: lambda: _(
        "Listed as licensed in %(here)s, but we do not know until when: ask."
    ),
    Reason.STANDING_UNKNOWN: lambda: _(
        "Listed as licensed in %(here)s, but we do not know its standing: ask."
    ),
    Reason.PRIVILEGE_HERE: lambda: _(
        "An interstate compact's privilege is listed for %(here)s: ask."
    ),
    Reason.REVOKED: lambda: _("The licence in %(here)s was revoked."),
    Reason.SUSPENDED: lambda: _("The licence in %(here)s is suspended."),
    Reason.COMPACT_POSSIBLE: lambda: _(
        "Not licensed in %(here)s, but an interstate compact may allow it: ask."
    ),
    Reason.EXPIRED: lambda: _("The licence in %(here)s expired on %(expires)s."),
    Reason.INACTIVE: lambda: _("The licence in %(here)s is inactive."),
    Reason.NOT_YET_VALID: lambda: _("The licence in %(here)s is not valid before %(issued)s."),
    Reason.LICENSED_ELSEWHERE: lambda: _("Licensed elsewhere, but not in %(here)s."),
    Reason.NONE_LISTED: lambda: _("No licence is listed, so we do not know about %(here)s: ask."),
}
