"""Small questions that templates of the search ask."""

from collections.abc import Iterable

from django import template

from rapport.directory.criteria import Problem

register = template.Library()


@register.simple_tag
def problem_of(problems: Iterable[Problem] | None, field: str) -> str:
    """Give what is wrong with a field, or nothing."""
    return " ".join(one.message for one in problems or () if one.field == field)
