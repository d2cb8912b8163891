"""A sync makes the database equal to the files and leaves the operator's words alone."""

from collections.abc import Mapping

import pytest
from pytest_django import DjangoAssertNumQueries

from rapport.vocabulary.files import SchemeFile
from rapport.vocabulary.models import Term
from rapport.vocabulary.queries import load_vocabulary
from rapport.vocabulary.sync import sync_vocabulary

pytestmark = pytest.mark.django_db


def scheme(*terms: Mapping[str, object]) -> SchemeFile:
    """Make a scheme `style` of these terms."""
    return SchemeFile.model_validate(
        {"scheme": "style", "label": {"en": "Style"}, "terms": list(terms)}
    )


WARM = {"slug": "warm", "label": {"en": "Warm"}, "aliases": {"en": ["friendly"]}}
CALM = {"slug": "calm", "label": {"en": "Calm"}, "broader": ["warm"], "related": ["warm"]}


def test_the_second_sync_changes_nothing() -> None:
    first = sync_vocabulary([scheme(WARM, CALM)])
    second = sync_vocabulary([scheme(WARM, CALM)])
    assert (first.added, second.is_empty, second.unchanged) == (2, True, 2)


def test_a_changed_label_and_link_arrive() -> None:
    sync_vocabulary([scheme(WARM, CALM)])
    report = sync_vocabulary([scheme(WARM | {"label": {"en": "Kind"}}, CALM | {"broader": []})])
    vocabulary = load_vocabulary()
    assert vocabulary.label("style:warm") == "Kind"
    assert vocabulary.ancestors["style:calm"] == frozenset()
    assert report.changed == 2


def test_a_term_that_left_its_file_is_retired_and_comes_back_when_the_file_has_it_again() -> None:
    sync_vocabulary([scheme(WARM, CALM)])
    assert sync_vocabulary([scheme(WARM)]).retired == 1
    assert "style:calm" not in load_vocabulary().terms
    assert Term.objects.get(slug="calm").is_retired
    sync_vocabulary([scheme(WARM, CALM)])
    assert "style:calm" in load_vocabulary().terms


def test_the_operators_wording_survives_a_sync() -> None:
    sync_vocabulary([scheme(WARM)])
    Term.objects.filter(slug="warm").update(overrides={"label": {"en": "Gentle"}})
    sync_vocabulary([scheme(WARM | {"label": {"en": "Kind", "es": "Amable"}})])
    vocabulary = load_vocabulary()
    assert vocabulary.label("style:warm") == "Gentle"
    assert vocabulary.label("style:warm", "es") == "Amable"


def test_the_operators_own_term_survives_a_sync() -> None:
    Term.objects.create(
        scheme="style", slug="dry", label={"en": "Dry humor"}, is_operators_own=True
    )
    report = sync_vocabulary([scheme(WARM)])
    assert report.retired == 0
    assert load_vocabulary().label("style:dry") == "Dry humor"


def test_a_name_finds_its_term_whatever_its_case() -> None:
    sync_vocabulary([scheme(WARM)])
    found = load_vocabulary().find("style", "  FRIENDLY ")
    assert found is not None
    assert found.key == "style:warm"


def test_loading_takes_three_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sync_vocabulary([scheme(WARM, CALM)])
    with django_assert_num_queries(3):
        load_vocabulary()
