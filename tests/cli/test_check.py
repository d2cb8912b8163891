"""`rapport check`: fit to be opened, and how good the data is."""

import json

from rapport.directory.indexing import live_index
from rapport.directory.models import Listing, ProblemReport
from rapport.directory.quality import quality
from rapport.ingest.models import ImportRun
from rapport.ingest.queries import unmatched_values
from rapport.matching import Aspect
from rapport.matching.freshness import POLICY
from rapport.operator.crisis import COPY_NAME
from tests.cast import Cast
from tests.installation import Installation


def test_an_installation_fresh_from_init_is_fit_but_has_no_policy(ready: Installation) -> None:
    answer = ready.run("check")
    assert answer.returncode == 0, answer.stderr
    assert "no listing policy" in answer.stdout
    assert "0 listings are shown" in answer.stdout
    assert answer.stdout.rstrip().endswith("All good.")


def test_an_overdue_crisis_line_is_a_warning_and_no_failure(ready: Installation) -> None:
    copy = ready.directory / COPY_NAME
    before = copy.read_text(encoding="utf-8")
    old = [line | {"read_on": "2020-01-01"} for line in json.loads(before)]
    copy.write_text(json.dumps(old), encoding="utf-8")
    answer = ready.run("check")
    copy.write_text(before, encoding="utf-8")
    assert answer.returncode == 0, answer.stderr
    assert "warning: read the source of the crisis line 988 again" in answer.stdout


def test_an_installation_without_tables_is_told_to_begin(new: Installation) -> None:
    key = "x7Q!mB2vNz8KpLw4RtYc9JhGf3DsAe6UiOo1PqWnEkTyMj5V0123456789"
    answer = new.run("check", RAPPORT_SECRET_KEY=key)
    assert answer.returncode == 1
    assert "rapport init" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_every_listing_is_counted_once_for_every_aspect(cast: Cast, db: None) -> None:
    live = live_index()
    report = quality(live, live.built_on)
    assert {ages.aspect for ages in report.ages} == set(POLICY)
    assert all(sum(ages.counts.values()) == report.listings for ages in report.ages)
    openings = next(ages for ages in report.ages if ages.aspect is Aspect.OPENINGS)
    assert all(openings.counts[freshness] for freshness in openings.counts if freshness == "fresh")


def test_open_reports_of_mistakes_are_counted(cast: Cast, db: None) -> None:
    live = live_index()
    listing = Listing.objects.earliest("pk")
    ProblemReport.objects.create(listing=listing, wrong="contact", on=live.built_on, count=3)
    assert quality(live, live.built_on).open_reports == 1


def test_values_that_the_latest_import_did_not_know_are_told(db: None) -> None:
    unknown = {"column": "langs", "value": "Klingon", "count": 2, "first_line": 7}
    for report in ({"unmatched": [unknown | {"value": "Old"}]}, {"unmatched": [unknown]}):
        ImportRun.objects.create(source_slug="r", file_name="r.csv", state="applied", report=report)
    assert list(unmatched_values()) == [("r", "langs", "Klingon", 2)]
