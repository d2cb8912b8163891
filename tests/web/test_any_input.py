"""Whatever comes in any field or address, the answer is a page and never a failure."""

from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.protection.tokens import TokenTooLong, seal
from tests.web.page import Page

FIELDS = (
    *("q", "near", "within", "meeting", "not", "wish", "max-fee", "openings", "sort", "page"),
    *("day", "concern", "payer", "language", "kind", "fee", "credential", "base", "change"),
)
ANSWERS = {200, 303, 400, 404, 422}

plausible = st.sampled_from(
    [
        *("07102", "newark", "Newark, NJ", "New York", "NJ", "00000", "1 Main St, Newark NJ 07102"),
        *(
            "anxiety",
            "concern:anxiety",
            "medicaid",
            "video",
            "in-person",
            "best",
            "fee",
            "distance",
        ),
        *("0", "1", "2", "-1", "5000", "999999", "1e9", "0x10", "²", "٣", "NaN", "inf"),
        *("25mi", "25", "40 km", "1e400mi", ".5mi", "0km", "25 parsecs"),
        *("2026-05-31", "0001-01-01", "9999-12-31", "2026-W01-1", "20260531"),
        *(
            "therapist",
            "near",
            "concern",
            "page",
            "\x00",
            "",
            " ",
            "\u202eevil",
            "😢",
            "a" * 10_000,
        ),
    ]
)
values = st.lists(plausible | st.text(max_size=40), max_size=3)
searches = st.dictionaries(st.sampled_from(FIELDS), values, max_size=5)
many = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@many
@given(fields=searches)
def test_any_posted_fields_get_a_page(visitor: Client, fields: dict[str, list[str]]) -> None:
    response = visitor.post("/find", fields)
    assert response.status_code in ANSWERS
    if response.status_code == 303:
        response = visitor.get(response["Location"])
        assert response.status_code in {200, 422}
    assert Page(response).heading


@many
@given(fields=searches)
def test_any_readable_link_gets_a_page(visitor: Client, fields: dict[str, list[str]]) -> None:
    response = visitor.get("/find", fields)
    assert response.status_code in ANSWERS - {303}
    assert Page(response).heading


@many
@given(fields=searches)
def test_any_fields_in_an_address_of_ours_get_a_page(
    visitor: Client, fields: dict[str, list[str]]
) -> None:
    """A vocabulary that changed can make an old address hold anything."""
    try:
        token = seal(fields)
    except TokenTooLong:
        return
    response = visitor.get(f"/find/{token}")
    assert response.status_code in {200, 422}
    assert Page(response).heading


@many
@given(path=st.text(max_size=60))
def test_any_address_gets_a_page(visitor: Client, path: str) -> None:
    for prefix in ("/", "/find/", "/listings/"):
        response = visitor.get(prefix + path.lstrip("/"))
        assert response.status_code in {*ANSWERS, 301, 302}


@settings(many, max_examples=15)
@given(value=st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=80))
def test_any_headers_get_a_page(visitor: Client, value: str) -> None:
    headers = {"Referer": value, "Accept-Language": value, "HX-Current-URL": value, "Cookie": value}
    assert visitor.get("/find", headers=headers).status_code == 200
