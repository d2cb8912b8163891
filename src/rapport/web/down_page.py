"""The page for a site that is down: written beforehand, for the proxy to show without us."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from rapport.operator.crisis import crisis_lines

DOWN_PAGE = "pages/503.html"
"""Below the data directory. The proxy may show it, but nothing else of that directory."""


@dataclass(frozen=True, slots=True)
class LanguageOfPage:
    """A language in which the page speaks, and where its site begins."""

    code: str
    home: str


def write_down_page(**_: object) -> Path:
    """Write the page in every language at once: nobody can be asked for one. Gives its path."""
    path = Path(settings.DATA_DIR) / DOWN_PAGE
    context = {
        "languages": [_language(code) for code, _ in settings.LANGUAGES],
        "crisis_lines": crisis_lines(),
        "static_url": settings.STATIC_URL,
    }
    html = render_to_string("web/503.html", context)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(html, encoding="utf-8")
    beside.replace(path)
    return path


def _language(code: str) -> LanguageOfPage:
    with translation.override(code):
        return LanguageOfPage(code, reverse("home"))
