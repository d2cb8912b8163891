"""The 11,375 real facilities come in whole, and every repair is in the report."""

from pathlib import Path

from rapport.directory.models import Listing, Office
from rapport.ingest.roster import import_roster
from rapport.vocabulary.sync import sync_vocabulary


def test_the_large_list_of_facilities_comes_in_whole(real_data: Path, db: None) -> None:
    sync_vocabulary()
    file = real_data / "samhsa_facilities" / "mentalhealth_clean.csv"
    report = import_roster(file, "samhsa-2020")
    assert (report.rows, report.new, report.merged) == (11_375, 11_033, 342)
    assert report.refused.total == 0
    repaired = {(one.column, one.reason): one.count for one in report.repaired.groups()}
    assert repaired["zip", "leading zeros of a ZIP code put back"] == 1_124
    assert repaired["website", "an address without a host was dropped"] == 1_122
    assert not Listing.objects.filter(website="http://").exists()
    assert Listing.objects.filter(phone__contains=";ext=").count() > 1_000
    offices = Office.objects.all()
    assert not offices.exclude(postcode__regex=r"^\d{5}$").exists()
    assert not offices.filter(latitude=None).exists()
    assert import_roster(file, "samhsa-2020").unchanged == 11_033
