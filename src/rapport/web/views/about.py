"""How results are ordered, and where the data comes from: made from the code's own tables."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.directory.indexing import live_index
from rapport.directory.quality import ages_of_facts
from rapport.directory.queries import listing_counts, source_counts
from rapport.matching import Aspect
from rapport.matching.freshness import POLICY
from rapport.matching.ranking import PARTS
from rapport.operator.models import PolicyPlace
from rapport.operator.queries import operator_settings, policy_texts


def _parts() -> dict[str, tuple[str, str]]:
    return {
        "fit": (
            _("What you want help with"),
            _("A main focus counts more than “also works with”. Stated training adds to it."),
        ),
        "openings": (
            _("Openings"),
            _(
                "Said lately, and soon. Who is full comes after who says nothing. What is older "
                "than 90 days does not count."
            ),
        ),
        "words": (
            _("Your words"),
            _(
                "A name you typed counts most, then words in the text, also as “hikes” for "
                "“hiking”. Words in the headline, just as you typed them, and near each other "
                "count more. Repeating a word adds nothing."
            ),
        ),
        "distance": (
            _("Distance"),
            _("All the same up to 5 miles (8 km), then less. It does not count for video."),
        ),
        "wishes": (_("Your wishes"), _("What you would like, without insisting.")),
        "coverage": (_("Payer"), _("How lately your payer was confirmed.")),
        "confirmation": (_("Contact"), _("How lately somebody confirmed the contact details.")),
        "enquiries": (
            _("Answered messages"),
            _(
                "How many messages of the last 90 days were answered; 3 of 3 count as much as 40 "
                "of 40. It counts only where the directory itself passes messages on. This one "
                "does not yet, so nobody gets these points."
            ),
        ),
        "completeness": (_("Complete facts"), _("Words, fee, payers and openings are there.")),
    }


def _aspects() -> dict[Aspect, str]:
    return {
        Aspect.OPENINGS: _("Openings"),
        Aspect.CONTACT: _("Contact"),
        Aspect.COVERAGE: _("Payers"),
        Aspect.FEES: _("Fees"),
        Aspect.PRACTICE: _("Expertise and practice"),
    }


@require_safe
def how_we_order(request: HttpRequest) -> HttpResponse:
    """Show the table that the ranking itself uses."""
    words = _parts()
    context = {
        "parts": [(*words[part.name], part.weight) for part in PARTS],
        "ages": [(_aspects()[aspect], ages) for aspect, ages in POLICY.items()],
        "here": "how-we-order",
    }
    return render(request, "web/how_we_order.html", context)


@require_safe
def ask_your_plan(request: HttpRequest) -> HttpResponse:
    """Show what to ask a payer when nobody knows whether it pays."""
    return render(request, "web/ask_your_plan.html")


@require_safe
def about_the_data(request: HttpRequest) -> HttpResponse:
    """Show what is listed, from which sources, and on what right."""
    live = live_index()
    counts = listing_counts(live.built_on)
    language = get_language() or "en"
    aspects = _aspects()
    texts = policy_texts(language)
    listing_words = texts.get(PolicyPlace.LISTINGS)
    context = {
        "counts": [
            (live.vocabulary.label(f"kind:{kind}", language), n) for kind, n in counts.items()
        ],
        "total": sum(counts.values()),
        "sources": source_counts(live.built_on),
        "ages": [(aspects[one.aspect], one.counts) for one in ages_of_facts(live)],
        "policy": listing_words.text if listing_words else operator_settings().policy,
        "policy_language": listing_words.language if listing_words else "",
        "who_we_are": texts.get(PolicyPlace.WHO),
        "today": live.built_on,
        "here": "about-the-data",
    }
    return render(request, "web/about_the_data.html", context)
