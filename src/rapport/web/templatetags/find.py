"""Small questions that templates of the search ask."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape as escaped

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from rapport.directory.criteria import Problem
from rapport.vocabulary.snapshot import in_language
from rapport.web.filters import Group, Option

register = template.Library()

escape = lru_cache(maxsize=20_000)(escaped)
"""For texts that come again on every page: labels of terms and their slugs."""


@register.filter
def in_this_language(texts: Mapping[str, str]) -> str:
    """Give the text in the language of the page."""
    return in_language(texts, get_language() or "en")


@register.simple_tag
def problem_of(problems: Iterable[Problem] | None, field: str) -> str:
    """Give what is wrong with a field, or nothing."""
    return " ".join(one.message for one in problems or () if one.field == field)


@register.simple_tag
def boxes(group: Group, options: Iterable[Option], *, with_ids: bool = False) -> SafeString:
    """Give the boxes of some options of a group, with their counts.

    There are seven hundred on a page of results, for which a template takes ten times as long.
    """
    return mark_safe("".join(_boxes(group, options, with_ids)))  # noqa: S308  # each text is escaped


def _boxes(group: Group, options: Iterable[Option], with_ids: bool) -> Iterator[str]:
    name, kind = escape(group.field), "radio" if group.is_single else "checkbox"
    for option in options:
        value = escape(option.value)
        none = " option--none" if option.count == 0 else ""
        own_id = f' id="{name}-{value or "any"}"' if with_ids else ""
        checked = " checked" if option.is_checked else ""
        count = "" if option.count is None else f'<span class="option__count">{option.count}</span>'
        yield (
            f'<label class="option{none}"><input type="{kind}"{own_id} name="{name}"'
            f' value="{value}"{checked}><span>{escape(option.label)}</span>{count}</label>'
        )
