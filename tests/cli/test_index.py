"""`rapport index` builds the index and says what is in it."""

from rapport.directory.models import ChangeClock
from tests.cast import Cast
from tests.cli.conftest import Rapport


def test_it_says_how_many_listings_are_indexed(rapport: Rapport, cast: Cast) -> None:
    result = rapport("index")
    assert result.exit_code == 0
    published = len(cast.listings) - 1
    assert result.stdout.startswith(f"{published} listings indexed in ")
    assert f"facts aged to {cast.today}" in result.stdout


def test_a_rebuild_is_told_to_every_worker(rapport: Rapport) -> None:
    before = ChangeClock.objects.get().seq
    assert rapport("index").exit_code == 0
    assert ChangeClock.objects.get().seq == before
    assert rapport("index", "--rebuild").exit_code == 0
    assert ChangeClock.objects.get().seq == before + 1
