"""Addresses of searches and listings."""

from django.urls import reverse
from django.utils.text import slugify

from rapport.directory.criteria import Criteria
from rapport.directory.records import ListingRecord
from rapport.protection.tokens import seal


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


def listing_url(record: ListingRecord) -> str:
    """Give the readable address of a listing."""
    slug = slugify(record.name)[:60] or record.kind
    return reverse("listing", args=[record.public_id, slug])
