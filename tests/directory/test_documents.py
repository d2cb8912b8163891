"""What the index is told of a listing is what its rows say, however they were read."""

from datetime import timedelta
from random import Random

import pytest

from rapport.demo.seed import seed_demo
from rapport.directory import index_rows
from rapport.directory.documents import document_of, documents, indexed, state_programmes
from rapport.directory.models import Attestation, Licence, Listing, ListingTerm
from rapport.directory.queries import load_listings
from rapport.matching import Aspect, Document, SourceKind
from rapport.operator.queries import operators_today
from rapport.vocabulary.models import Term
from rapport.vocabulary.queries import load_vocabulary
from tests.directory.plain_documents import plain_document

COUNT = 150


@pytest.fixture
def today_and_demo(db: None) -> None:
    """A part of the demo, with more said of it than the demo does."""
    seed_demo(COUNT)
    today, dice = operators_today(), Random(11)
    ids = list(Listing.objects.values_list("pk", flat=True))
    Attestation.objects.bulk_create(
        Attestation(
            listing_id=dice.choice(ids),
            aspect=dice.choice(list(Aspect)).value,
            subject=dice.choice(("", "", "payer:aetna")),
            source_kind=dice.choice(list(SourceKind)).value,
            method="form",
            confirmed_on=today - timedelta(days=dice.randrange(40)),
        )
        for _time in range(4 * COUNT)
    )
    for licence in Licence.objects.order_by("pk")[::3]:
        licence.standing = dice.choice(("active", "revoked", "unknown"))
        licence.type = dice.choice(("licence", "privilege"))
        licence.expires_on = dice.choice((None, today, today - timedelta(days=1)))
        licence.save()


def plain() -> list[Document]:
    vocabulary, today = load_vocabulary(), operators_today()
    rows = Listing.objects.filter(status="published").order_by("pk")
    return [plain_document(one, vocabulary, today) for one in rows]


def read(listing_ids: set[int] | None = None) -> list[Document]:
    return list(documents(load_vocabulary(), operators_today(), listing_ids))


@pytest.mark.usefixtures("today_and_demo")
def test_documents_of_all_say_what_the_rows_say(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = plain()
    assert len({one.kind for one in expected}) == 4
    assert read() == expected
    monkeypatch.setattr(index_rows, "BATCH", 7)
    assert read() == expected


@pytest.mark.usefixtures("today_and_demo")
def test_documents_of_some_and_of_a_page_are_the_same() -> None:
    expected = plain()
    every = set(Listing.objects.values_list("pk", flat=True))
    assert len(expected) < len(every)
    assert read(every) == expected
    assert read({expected[7].id, expected[3].id, -1}) == [expected[3], expected[7]]
    assert read(set()) == []
    today, programmes = operators_today(), state_programmes(load_vocabulary())
    stored = load_listings(Listing.objects.filter(status="published").order_by("pk"))
    assert [document_of(indexed(one), today, programmes) for one in stored] == expected


@pytest.mark.usefixtures("today_and_demo")
def test_a_retired_term_that_a_listing_carries_is_still_said() -> None:
    use = ListingTerm.objects.order_by("pk")[40]
    Term.objects.filter(pk=use.term_id).update(is_retired=True)
    assert str(use.term) not in load_vocabulary().terms
    assert read() == plain()
