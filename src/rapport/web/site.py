"""What every page needs: who runs the site, crisis lines, the accent colour."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject

from rapport.operator.crisis import crisis_lines
from rapport.operator.queries import operator_settings


@dataclass(frozen=True, slots=True)
class Site:
    """The site's own words."""

    name: str
    operator_name: str
    contact_email: str
    accent: str
    logo: str
    is_translation_reviewed: bool


def _load() -> Site:
    said = operator_settings()
    return Site(
        said.name,
        said.operator_name,
        said.contact_email,
        said.accent,
        said.logo.name or "",
        said.is_translation_reviewed,
    )


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: the site (read when a template asks for it), crisis lines, the nonce."""
    return {
        "site": SimpleLazyObject(_load),
        "crisis_lines": crisis_lines(),
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "languages": [
            (code, name, translate_url(request.path, code)) for code, name in settings.LANGUAGES
        ],
    }
