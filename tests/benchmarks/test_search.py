"""The comparison of engines: what it makes is always the same, and who answers wrongly is told."""

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from benchmarks.search import postgis_engine
from benchmarks.search.answers import Run, collect, disagreements
from benchmarks.search.engines import Missing, load_engine
from benchmarks.search.listings import Listings, load_listings, make_listings
from benchmarks.search.questions import Question, Reach, make_questions
from benchmarks.search.rapport_columns import columns_of, query_of
from benchmarks.search.scan import Scan, distances_km
from benchmarks.search.terms import vocabulary
from rapport.matching import ObviousIndex
from rapport.matching.engine.decode import document_at
from rapport.places import Point, distance_km
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def listings() -> Listings:
    return make_listings(5_000)


def same(one: Listings, other: Listings) -> list[bool]:
    return [
        np.array_equal(getattr(one, field.name), getattr(other, field.name))
        for field in fields(Listings)
    ]


def test_the_same_seed_makes_the_same_listings(listings: Listings) -> None:
    assert all(same(listings, make_listings(5_000)))
    assert not any(same(listings, make_listings(5_000, seed=2)))


def test_listings_are_kept_as_they_were_made(listings: Listings, tmp_path: Path) -> None:
    listings.save(tmp_path)
    assert all(same(listings, load_listings(tmp_path)))


def test_listings_are_as_the_benchmark_says(listings: Listings) -> None:
    assert len(vocabulary().names) == 620
    assert len(vocabulary().schemes) == 12
    assert 27 < len(listings.terms) / len(listings) < 30
    assert 0.13 < (np.diff(listings.video_starts) > 1).mean() < 0.17
    counts = np.sort(np.bincount(listings.terms))
    assert counts[-1] > 100 * counts[20]


def test_questions_are_the_same_and_as_the_benchmark_says() -> None:
    questions = make_questions(300)
    assert questions == make_questions(300)
    assert 0.6 < sum(one.reach is Reach.NEAR for one in questions) / 300 < 0.8
    assert {one.filters for one in questions} == {1, 2, 3, 4}
    assert questions[:20] == make_questions(20)


def test_the_scan_measures_as_places_does(listings: Listings) -> None:
    question = make_questions(1)[0]
    here = Point(question.latitude, question.longitude)
    there = [Point(*one) for one in zip(listings.latitude, listings.longitude, strict=True)]
    found = distances_km(question, listings.latitude, listings.longitude)
    assert found == pytest.approx([distance_km(here, one) for one in there], abs=1e-9)


def test_the_scan_answers_as_the_slow_index_does() -> None:
    few = make_listings(300)
    columns = columns_of(few)
    documents = [document_at(columns, at) for at in range(len(few))]
    slow = ObviousIndex(documents, {}, vocabulary().schemes)
    scan = Scan(few)
    for question in make_questions(30):
        found, counted = slow.search(query_of(question)), scan.ask(question)
        terms = {
            vocabulary().names[term]: int(counted.counts[term])
            for term in np.flatnonzero(counted.counts)
        }
        assert found.total == counted.total
        assert terms == {
            term: count
            for scheme in vocabulary().schemes
            for term, count in found.facets[scheme].counts.items()
        }


def test_a_box_holds_its_circle(listings: Listings) -> None:
    scan = Scan(listings)
    near = [one for one in make_questions(100) if one.reach is Reach.NEAR]
    circles = [scan.candidates(one) for one in near]
    boxes = [scan.candidates(one.boxed()) for one in near]
    assert all(circle <= box for circle, box in zip(circles, boxes, strict=True))
    assert sum(boxes) < 2 * sum(circles)


def test_a_count_that_is_off_by_one_is_found_out(listings: Listings) -> None:
    questions = make_questions(20)
    answers = [Scan(listings).ask(one) for one in questions]
    totals, counts, pages = collect(answers)
    run = Run(totals, counts.copy(), pages, np.zeros((20, 1)), {})
    assert disagreements(answers, run) == []
    run.counts[7, 300] += 1
    assert disagreements(answers, run) == [7]


def test_tantivy_says_that_it_cannot_measure_distances(listings: Listings, tmp_path: Path) -> None:
    engine = load_engine("tantivy")
    engine.build(listings, tmp_path)
    with pytest.raises(ValueError, match="box"):
        engine.open(tmp_path).ask(Question(Reach.NEAR))


def test_a_missing_server_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgis_engine, "find_binaries", lambda: None)
    with pytest.raises(Missing, match=r"apt-get install .*postgis"):
        load_engine("postgis")


def test_our_engine_and_its_peers_agree() -> None:
    command = "-m benchmarks.search --listings 2000 --queries 40 --rounds 1 --json"
    done = subprocess.run(
        [sys.executable, *command.split(), "--peers", "tantivy,sqlite"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["agree"] is True
    assert {"rapport", "tantivy", "sqlite"} == set(report["engines"])
    for figures in report["engines"].values():
        assert {"build_s", "p50_ms", "p95_ms", "p99_ms", "rss_mb"} <= set(figures)


def test_a_peer_that_is_not_there_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.search", "--peers", "invented"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "invented" in done.stderr
