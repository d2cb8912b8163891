"""The vocabulary that is shipped is as large and as clean as a finder needs."""

from itertools import chain

import pytest

from rapport.vocabulary.files import SchemeFile, shipped_schemes

SCHEMES = {scheme.scheme: scheme for scheme in shipped_schemes()}


@pytest.mark.parametrize(
    ("scheme", "least"),
    [("concern", 150), ("approach", 80), ("payer", 150), ("language", 100), ("community", 60)],
)
def test_there_are_enough_terms(scheme: str, least: int) -> None:
    assert len(SCHEMES[scheme].terms) >= least


@pytest.mark.parametrize(
    "scheme",
    [
        *("concern", "approach", "profession", "credential", "payer", "age", "format", "meeting"),
        *("setting", "programme", "kind", "language", "community", "access", "gender", "style"),
    ],
)
def test_every_facet_that_people_ask_for_is_a_scheme(scheme: str) -> None:
    assert SCHEMES[scheme].terms


def test_every_concern_has_a_plain_line_other_names_and_everyday_phrases() -> None:
    poor = [
        term.slug
        for term in SCHEMES["concern"].terms
        if not term.definition.get("en")
        or not term.aliases.get("en")
        or len(term.phrases.get("en", [])) < 4
    ]
    assert not poor


def test_every_approach_has_a_plain_line_of_at_most_twenty_words() -> None:
    lines = {term.slug: term.definition.get("en", "") for term in SCHEMES["approach"].terms}
    assert not [slug for slug, line in lines.items() if not 1 < len(line.split()) <= 20]


def test_every_label_and_hint_of_a_filter_is_there_in_spanish_but_proper_names() -> None:
    names_alone = {"payer", "credential", "language"}
    missing = [
        f"{slug}:{term.slug}"
        for slug, scheme in SCHEMES.items()
        for term in scheme.terms
        if "es" not in term.label and slug not in names_alone
    ]
    assert not missing
    assert all("es" in scheme.label and "es" in scheme.hint for scheme in SCHEMES.values())


def test_every_state_has_its_medicaid_under_medicaid() -> None:
    states = {
        jurisdiction
        for term in SCHEMES["payer"].terms
        if "medicaid" in term.broader
        for jurisdiction in term.jurisdictions
    }
    assert len(states) >= 51


def test_sliding_scale_and_free_are_facts_about_fees_and_not_payers() -> None:
    payers = {term.slug for term in SCHEMES["payer"].terms}
    assert payers.isdisjoint({"sliding-scale", "free", "low-fee"})
    assert {"sliding-scale", "free", "low-fee"} <= {term.slug for term in SCHEMES["fee"].terms}


def test_no_line_says_mentally_ill() -> None:
    said = chain.from_iterable(_texts(scheme) for scheme in SCHEMES.values())
    assert not [text for text in said if "mentally ill" in text.lower()]


def _texts(scheme: SchemeFile) -> list[str]:
    return [
        text for term in scheme.terms for text in (*term.label.values(), *term.definition.values())
    ]
