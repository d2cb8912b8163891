"""A canary answer to a self-check is in no log, address, row or cookie."""

import io
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.page import Page

CANARY = "zanzibarcanary"
INTERNET_ADDRESS = "203.0.113.77"
HEADERS = {
    "Sec-Fetch-Site": "same-origin",
    "User-Agent": f"{CANARY}-agent",
    "Referer": f"http://testserver/self-checks/phq-9?{CANARY}-referer",
}
PHQ_9 = "/self-checks/phq-9"
FULL = {f"q{number}": str(number % 4) for number in range(1, 10)}  # 13 points, question 9 too
SCORE = "Your score is 13 ,"

POSTS = {
    "a result": FULL | {"name": CANARY},
    "an answer that is none": FULL | {"q3": CANARY},
    "answers missing": {"q1": "3", CANARY: CANARY},
    "a long one": FULL | {"q9": CANARY * 1000},
    "a NUL": FULL | {"q9": f"{CANARY}\x00"},
}


@pytest.fixture
def visitor(cast: Cast, db: None) -> Client:
    client = Client(raise_request_exception=False, headers=HEADERS)
    client.defaults["REMOTE_ADDR"] = INTERNET_ADDRESS
    return client


def all_rows() -> Iterator[str]:
    """Give every row of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from (f"{table}: {row}" for row in cursor.fetchall())


@pytest.mark.parametrize("what", POSTS)
def test_a_canary_is_in_no_log_address_row_or_cookie(
    visitor: Client, log: io.StringIO, what: str
) -> None:
    visitor.get("/self-checks")
    before = sorted(all_rows())
    answer = visitor.post(PHQ_9, POSTS[what])
    assert answer.status_code in {200, 422}
    assert sorted(all_rows()) == before
    assert CANARY not in "\n".join(before)
    assert CANARY not in log.getvalue()
    assert INTERNET_ADDRESS not in log.getvalue()
    assert not answer.cookies
    assert not visitor.cookies
    assert "Location" not in answer.headers
    assert CANARY not in "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    assert CANARY not in answer.content.decode()


def test_headers_addresses_and_title_are_the_same_whatever_was_answered(visitor: Client) -> None:
    answers = [visitor.post(PHQ_9, fields) for fields in (FULL, dict.fromkeys(FULL, "0"))]
    assert [SCORE in Page(one).one("main").text for one in answers] == [True, False]
    told = []
    for answer in answers:
        page = Page(answer)
        headers = {
            name: re.sub(r"nonce-[^']+", "nonce", value)
            for name, value in answer.headers.items()
            if name != "Content-Length"
        }
        links = {one["href"] for one in page.all("a")}
        told.append((page.title, headers, links, {one["action"] for one in page.all("form")}))
    assert told[0] == told[1]
    assert told[0][0] == "Self-check · Rapport"


def test_answering_writes_nothing_to_the_database(visitor: Client) -> None:
    visitor.get("/self-checks")
    with CaptureQueriesContext(connection) as queries:
        for fields in POSTS.values():
            visitor.post(PHQ_9, fields)
    assert queries.captured_queries
    for query in queries.captured_queries:
        assert re.match(r"SELECT|PRAGMA|SAVEPOINT|RELEASE SAVEPOINT", query["sql"]), query["sql"]
        assert CANARY not in query["sql"]


@pytest.mark.parametrize("address", ["/self-checks", PHQ_9])
def test_reading_and_answering_set_no_cookie(visitor: Client, address: str) -> None:
    for answer in (visitor.get(address), visitor.post(PHQ_9, FULL)):
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_questions_and_results_are_stored_by_nobody(visitor: Client) -> None:
    for answer in (visitor.get(PHQ_9), visitor.post(PHQ_9, FULL), visitor.post(PHQ_9, {})):
        assert answer["Cache-Control"] == "no-store"


def test_a_failure_while_scoring_does_not_log_the_answers(
    visitor: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise ValueError(f"{CANARY} {args}")

    monkeypatch.setattr("rapport.web.views.self_checks.score", fail)
    assert visitor.post(PHQ_9, FULL).status_code == 500
    assert "POST self-check 500" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_missing_answer_is_logged_without_which(visitor: Client, log: io.StringIO) -> None:
    visitor.post(PHQ_9, {"q1": "3"})
    assert "POST self-check 422" in log.getvalue()
    assert "q1" not in log.getvalue()


def test_a_form_of_another_site_is_refused(visitor: Client, log: io.StringIO) -> None:
    answer = visitor.post(PHQ_9, FULL, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "Your score" not in answer.content.decode()
    assert "POST self-check 403" in log.getvalue()
    client = Client()
    assert client.post(PHQ_9, FULL).status_code == 403
    assert client.post(PHQ_9, FULL, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post(PHQ_9, FULL, headers={"Origin": "http://testserver"}).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(visitor: Client, method: str) -> None:
    assert getattr(visitor, method)(PHQ_9).status_code == 405
