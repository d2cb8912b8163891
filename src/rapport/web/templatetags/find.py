"""Small questions that templates of the search ask."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.translation import get_language

from rapport.directory.criteria import Problem
from rapport.vocabulary.snapshot import in_language

register = template.Library()


@register.filter
def in_this_language(texts: Mapping[str, str]) -> str:
    """Give the text in the language of the page."""
    return in_language(texts, get_language() or "en")


@register.simple_tag
def problem_of(problems: Iterable[Problem] | None, field: str) -> str:
    """Give what is wrong with a field, or nothing."""
    return " ".join(one.message for one in problems or () if one.field == field)
