"""An article as schema.org says it, for search engines: only what is true today."""

import json
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from rapport.encyclopedia.records import ArticleRecord, ReviewState

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def article_data(record: ArticleRecord, url: str) -> SafeString:
    """Give JSON-LD: a `DefinedTerm` or `MedicalWebPage`; `lastReviewed` only while it is true."""
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm" if record.kind == "term" else "MedicalWebPage",
        "name": record.title,
        "description": record.definition,
        "url": url,
        "inLanguage": record.language,
        "alternateName": list(record.other_names),
    }
    about_page = {
        "license": LICENCE,
        "author": {"@type": "Organization", "name": record.author},
        "datePublished": _day(record.published_on),
        "dateModified": _day(record.updated_on),
        "citation": [_citation(work) for work in record.works_csl],
    }
    if record.review.state is ReviewState.SIGNED:
        about_page["lastReviewed"] = _day(record.review.on)
        about_page["reviewedBy"] = {
            "@type": "Person",
            "name": record.review.name,
            "hasCredential": record.review.credential,
        }
    if record.kind == "term":
        page["mainEntityOfPage"] = _said({"@type": "MedicalWebPage", "url": url} | about_page)
    else:
        page |= about_page
    text = json.dumps(_said(page), ensure_ascii=False).replace("<", "\\u003c")
    return mark_safe(text)  # noqa: S308 (escaped above)


def _citation(work: dict[str, Any]) -> dict[str, Any]:
    authors = [one.get("literal") or one.get("family", "") for one in work.get("author", ())]
    year = work.get("issued", {}).get("date-parts", [[None]])[0][0]
    return _said(
        {
            "@type": "ScholarlyArticle" if work["type"] == "article-journal" else "CreativeWork",
            "name": work["title"],
            "author": authors,
            "datePublished": str(year) if year else "",
            "isPartOf": work.get("container-title", ""),
            "sameAs": f"https://doi.org/{work['DOI']}" if "DOI" in work else work.get("URL", ""),
        }
    )


def _said(thing: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if value}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
