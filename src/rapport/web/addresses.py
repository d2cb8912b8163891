"""Addresses of searches and listings."""

from django.urls import reverse
from django.utils.text import slugify

from rapport.directory.criteria import Criteria
from rapport.directory.records import ListingRecord
from rapport.protection.tokens import seal
from rapport.vocabulary.snapshot import TermInfo


def found_url(criteria: Criteria) -> str:
    """Give the opaque address of a search. Raises TokenTooLong."""
    if criteria.is_empty:
        return reverse("find")
    return reverse("found", args=[seal(criteria.fields())])


def filters_url(criteria: Criteria) -> str:
    """Give the address of the page on which the filters of a search are changed."""
    if criteria.is_empty:
        return reverse("all-filters")
    return reverse("filters", args=[seal(criteria.fields())])


TOPIC_SCHEMES = {"concerns": "concern", "therapies": "approach"}
"""First part of a topic's address, and the scheme of the vocabulary that it stands for."""

_KINDS = {scheme: kind for kind, scheme in TOPIC_SCHEMES.items()}


def topic_url(term: TermInfo) -> str:
    """Give the readable address of a concern or an approach."""
    return reverse("topic", args=[_KINDS[term.scheme], term.slug])


def topic_town_url(term: TermInfo, city: str, jurisdiction: str) -> str:
    """Give the readable address of a topic in a town: /concerns/grief/tx/austin."""
    state = jurisdiction.partition("-")[2].lower()
    return reverse("topic-in-town", args=[_KINDS[term.scheme], term.slug, state, slugify(city)])


def listing_url(record: ListingRecord) -> str:
    """Give the readable address of a listing."""
    slug = slugify(record.name)[:60] or record.kind
    return reverse("listing", args=[record.public_id, slug])
