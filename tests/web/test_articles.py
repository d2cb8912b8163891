"""An article's page: every element of the classic directory, in its order, and what leads on."""

import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapport.accounts.models import User
from rapport.demo.staff import EDITOR, REVIEWER
from rapport.encyclopedia.actions.sign import sign_article
from rapport.encyclopedia.models import Article
from rapport.encyclopedia.queries import article_row
from tests.cast import Cast
from tests.web.page import visit

MODEL = "/learn/self-compassion"
QUERIES = 10
"""Article, terms, linked articles, signature, clock, day, version, translations, switches, site."""


def the_model() -> Article:
    """The row of the first article."""
    row = article_row("self-compassion", "en")
    assert row is not None
    specific: Article = row.specific
    return specific


def publish(article: Article, why: str) -> None:
    """Publish an article as an editor does."""
    article.change_note = why
    article.save_revision(user=User.objects.get(email=EDITOR)).publish()


def test_the_classic_elements_stand_in_their_order(visitor: Client) -> None:
    text = visit(visitor, MODEL).text
    elements = [
        "Find the Right Therapist",
        "Advanced Search",
        "Don’t show me this again",
        "Self-compassion means treating yourself",
        "What is self-compassion?",
        "Self-compassion and mental health",
        "Find a Therapist",
        "How therapists work with self-compassion",
        "References",
        "Therapist Resources",
        "Last updated",
        "Find a Therapist",
        "You are not alone. There is hope.",
        "Advanced Search",
    ]
    place = text.index("Find the Right Therapist")
    on_this_page = text.index("On this page")
    for element in elements:
        found = text.find(element, place)
        if element == "What is self-compassion?":  # the list of contents names the parts before
            found = text.index("Think of what you say") - 1
        assert found >= place, element
        place = found
    assert on_this_page > 0


def test_every_place_field_of_the_page_leads_to_therapists_for_the_topic(visitor: Client) -> None:
    forms = [one for one in visit(visitor, MODEL).all("form") if one["action"] == "/find"]
    assert len(forms) == 3
    for form in forms:
        fields = {one["name"]: one.attributes.get("value", "") for one in form.all("input")}
        assert fields == {"near": "", "concern": "self-criticism"}
    answer = visitor.post("/find", {"near": "07102", "concern": "self-criticism"})
    assert answer.status_code == 303


def test_ways_of_working_lead_to_therapists_of_topic_and_approach(visitor: Client) -> None:
    ways = visit(visitor, MODEL).one("dl", cls="ways")
    assert "Evidence is limited." in ways.text
    first = next(one for one in ways.all("a") if one["href"].startswith("/find/"))
    found = visit(visitor, first["href"])
    chips = found.text
    assert "Being hard on yourself" in chips
    assert "Cognitive" in chips


def test_a_guideline_is_named_with_body_and_year(visitor: Client) -> None:
    page = visit(visitor, "/learn/cognitive-behavioural-therapy")
    assert re.search(r"Recommended by [A-Z][^.]*, 20\d\d\.", page.one("dl", cls="ways").text)


def test_citations_and_works_lead_to_each_other(visitor: Client) -> None:
    page = visit(visitor, MODEL)
    cites = page.all("a", cls="cite")
    works = page.one("ol", cls="works")
    ids = {one["id"] for one in page.all("li") if "id" in one.attributes}
    assert cites
    assert {one["href"].removeprefix("#") for one in cites} <= ids
    backs = {one["href"].removeprefix("#") for one in works.all("a", cls="works__back")}
    assert backs == {one["id"] for one in cites}


def test_all_of_a_page_comes_with_a_constant_number_of_queries(visitor: Client) -> None:
    for address in (MODEL, "/learn/perfectionism", "/learn/kind-letter"):
        visit(visitor, address)
        with CaptureQueriesContext(connection) as queries:
            visit(visitor, address)
        assert len(queries) <= QUERIES, [query["sql"][:80] for query in queries]


def test_other_names_lead_to_the_article(visitor: Client) -> None:
    answer = visitor.get("/learn/self-kindness")
    assert (answer.status_code, answer["Location"]) == (301, MODEL)
    assert visitor.get("/learn/no-such-thing").status_code == 404


def test_an_old_address_leads_to_the_new_one(visitor: Client, db: None) -> None:
    moved = the_model()
    moved.slug = "kindness-to-yourself"
    publish(moved, "A plainer address.")
    answer = visitor.get(MODEL)
    assert (answer.status_code, answer["Location"]) == (301, "/learn/kindness-to-yourself")


def test_an_article_that_is_not_translated_is_shown_in_english(visitor: Client) -> None:
    answer = visitor.get("/es/learn/shame")
    assert answer.status_code == 302
    assert answer["Location"].endswith("/learn/shame")
    assert visitor.get("/es/learn/autocompasion").status_code == 200


def test_translations_name_each_other(visitor: Client) -> None:
    content = visitor.get(MODEL).content.decode()
    assert 'hreflang="es" href="http://testserver/es/learn/autocompasion"' in content
    assert f'<link rel="canonical" href="http://testserver{MODEL}">' in content


def test_nobody_has_reviewed_it_until_somebody_signs(visitor: Client, db: None) -> None:
    assert "Not yet reviewed by a clinician." in visit(visitor, MODEL).text
    reviewer = User.objects.get(email=REVIEWER)
    sign_article(the_model(), name="Remy Viewer", credential="PhD, psychologist", user=reviewer)
    text = visit(visitor, MODEL).text
    assert "Reviewed by Remy Viewer, PhD, psychologist, on" in text
    assert data_of(visitor)["mainEntityOfPage"]["lastReviewed"]


def test_a_change_after_the_review_is_said(visitor: Client, db: None) -> None:
    sign_article(the_model(), name="Remy Viewer", credential="PhD, psychologist")
    changed = the_model()
    changed.definition = "Self-compassion is something else now."
    publish(changed, "A clearer definition.")
    text = visit(visitor, MODEL).text
    assert "Changed since review." in text
    assert "Reviewed by" not in text
    assert "lastReviewed" not in data_of(visitor)["mainEntityOfPage"]
    history = visit(visitor, f"{MODEL}/history").text
    assert "A clearer definition." in history
    assert "Signed as reviewed by Remy Viewer, PhD, psychologist." in history
    assert "First published." in history


def test_publishing_the_same_text_again_is_no_change(db: None, cast: Cast) -> None:
    article = the_model()
    before = article.changes.count()
    publish(article, "Nothing at all.")
    assert the_model().changes.count() == before


def test_markup_in_a_work_stays_text(visitor: Client, db: None) -> None:
    article = the_model()
    works = article.references.get_prep_value()
    works[0]["value"]["title"] = "<script>alert(1)</script>"
    article.references = json.dumps(works)
    publish(article, "A work with markup.")
    content = visitor.get(MODEL).content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;alert(1)" in content


def data_of(visitor: Client, address: str = MODEL) -> dict[str, Any]:
    """The page's schema.org data."""
    content = visitor.get(address).content.decode()
    found = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', content, re.S)
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    return data


def test_schema_org_says_what_it_is_and_what_it_cites(visitor: Client) -> None:
    term = data_of(visitor)
    assert term["@type"] == "DefinedTerm"
    concern = data_of(visitor, "/learn/perfectionism")
    assert concern["@type"] == "MedicalWebPage"
    assert concern["citation"]
    assert "lastReviewed" not in concern


def test_the_front_page_lists_kinds_categories_and_letters(visitor: Client) -> None:
    page = visit(visitor, "/learn")
    for heading in ("Concerns", "Types of therapy", "Terms", "Guides", "Practices", "A to Z"):
        assert heading in page.text
    assert "Writing a profile" not in page.text
    assert visit(visitor, "/for-therapists").all("a", href="/learn/writing-your-profile")


def test_spanish_pages_lead_to_the_resources_that_there_are(visitor: Client) -> None:
    page = visit(visitor, "/es/learn/autocompasion")
    link = page.all("a", href="/es/learn/writing-your-profile")[0]
    assert visitor.get(link["href"])["Location"].endswith("/learn/writing-your-profile")
    assert visit(visitor, "/es/for-therapists").all("a", href=link["href"])


def test_therapists_find_associations_and_whether_anybody_read_their_pages(
    visitor: Client,
) -> None:
    text = visit(visitor, "/for-therapists").text
    assert "American Psychological Association" in text
    assert "Nobody has read this site for us yet." in text


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("why am I so hard on myself", "Self-compassion"),
        ("self-compassion", "Self-compassion"),
        ("self compasion", "Self-compassion"),
        ("perfectionists", "Perfectionism"),
        ("kind letter", "A kind letter"),
        ("CBT", "Cognitive"),
        ("how to choose a therapist", "How to choose"),
    ],
)
def test_a_search_finds_what_people_mean(visitor: Client, words: str, first: str) -> None:
    answer = visitor.post("/learn/search", {"words": words})
    page = visit(visitor, answer["Location"])
    found = [one.text for one in page.all("dt")]
    assert any(title.startswith(first) for title in found[:2]), found


@pytest.mark.parametrize("words", ['"', "'", "a\x00b", "%_*", "(", "OR AND NOT", "ä" * 500])
def test_no_words_break_the_search(visitor: Client, words: str) -> None:
    answer = visitor.post("/learn/search", {"words": words})
    assert answer.status_code == 303
    shown = visitor.get(answer["Location"])
    assert shown.status_code == 200
    if answer["Location"] != "/learn":
        assert shown["X-Robots-Tag"] == "noindex"


def test_the_words_of_a_search_stand_in_no_address(visitor: Client) -> None:
    location = visitor.post("/learn/search", {"words": "secret worry"})["Location"]
    assert "secret" not in location
    assert visitor.get("/learn/found/broken").status_code == 404


def test_another_sites_form_is_refused(visitor: Client) -> None:
    answer = visitor.post("/learn/search", {"words": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_words_of_crisis_come_first_in_a_search_for_articles(visitor: Client) -> None:
    location = visitor.post("/learn/search", {"words": "I want to kill myself"})["Location"]
    assert "Call 988" in visit(visitor, location).text


def test_the_feed_names_changes_and_their_reasons(visitor: Client, db: None) -> None:
    changed = the_model()
    changed.definition = "Self-compassion, said anew."
    publish(changed, "A clearer definition.")
    feed = ElementTree.fromstring(visitor.get("/learn/changes.atom").content)
    summaries = [one.text or "" for one in feed.iter("{http://www.w3.org/2005/Atom}summary")]
    assert any("A clearer definition." in one for one in summaries)


def test_articles_stand_in_the_sitemap_in_each_language(visitor: Client) -> None:
    content = visitor.get("/sitemap-articles.xml").content.decode()
    assert "/learn/self-compassion</loc>" in content
    assert "/es/learn/autocompasion</loc>" in content


def test_a_withdrawn_article_is_gone_everywhere(visitor: Client, db: None) -> None:
    the_model().unpublish()
    assert visitor.get(MODEL).status_code == 404
    assert '"/learn/self-compassion"' not in visitor.get("/learn").content.decode()
    assert "/self-compassion</loc>" not in visitor.get("/sitemap-articles.xml").content.decode()


def test_an_article_says_when_it_was_updated_and_will_be_reviewed(visitor: Client) -> None:
    times = [one["datetime"] for one in visit(visitor, MODEL).all("time")]
    assert all(date.fromisoformat(one) for one in times)
    assert len(times) == 2
