"""About the data: the numbers are those of the database, on the same day."""

from datetime import date

import pytest
from django.test import Client
from django.utils.formats import date_format

from rapport.directory.actions.set_status import pause_listing
from rapport.directory.models import Listing
from rapport.operator.crisis import crisis_lines
from rapport.operator.models import OperatorSettings
from tests.cast import ROSTER_NAME, Cast
from tests.web.page import Page, visit

ADDRESS = "/about-the-data"


def table(page: Page, name: str) -> dict[str, list[str]]:
    body = page.one("section", aria_labelledby=f"{name}-caption").one("tbody")
    return {row.one("th").text: [cell.text for cell in row.all("td")] for row in body.all("tr")}


def shown(day: date) -> str:
    return date_format(day, "j M Y")


def test_the_numbers_are_those_of_the_database(visitor: Client, cast: Cast) -> None:
    page = visit(visitor, ADDRESS)
    kinds = {name: int(number) for name, [number] in table(page, "kinds").items()}
    published = Listing.objects.filter(status="published")
    assert sorted(kinds.values()) == sorted(
        published.filter(kind=kind).count() for kind in ("therapist", "clinic", "group", "helpline")
    )
    total = published.count()
    assert page.one(cls="lead").text == f"{total} listings are shown today, {shown(cast.today)}."


def test_a_paused_listing_is_no_longer_counted(visitor: Client, cast: Cast) -> None:
    before = table(visit(visitor, ADDRESS), "kinds")
    pause_listing(cast["Helen Marsh"])
    after = table(visit(visitor, ADDRESS), "kinds")
    assert int(after["Therapist"][0]) == int(before["Therapist"][0]) - 1


def test_sources_say_how_much_they_gave_and_when(visitor: Client, cast: Cast) -> None:
    sources = table(visit(visitor, ADDRESS), "sources")
    assert sources[ROSTER_NAME] == ["3", shown(date(cast.today.year - 1, 1, 1))]
    number, latest = sources["Therapists themselves"]
    assert int(number) == Listing.objects.filter(status="published", kind="therapist").count()
    assert latest == shown(cast.days_ago(3))


def test_the_policy_of_the_operator_is_quoted(visitor: Client) -> None:
    assert "has not written down a policy yet" in visit(visitor, ADDRESS).one("main").text
    OperatorSettings(policy="We list our members.\n\n<b>All</b> of them.").save()
    page = visit(visitor, ADDRESS)
    assert "We list our members." in page.one("main").text
    assert "<b>All" not in page.html


def test_crisis_lines_have_a_source_and_a_date(visitor: Client) -> None:
    page = visit(visitor, ADDRESS)
    heading = page.one(id="crisis-lines")
    assert heading.text == "Crisis lines"
    for line in crisis_lines():
        assert page.all("a", href=line.source)
        assert f"read {shown(line.read_on)}" in page.one("main").text


@pytest.mark.parametrize("name", ["Calm Harbor & Sons", "<i>x</i>"])
def test_the_name_of_the_directory_is_everywhere(visitor: Client, name: str) -> None:
    OperatorSettings(name=name, operator_name="Dana’s charity").save()
    page = visit(visitor, ADDRESS)
    assert page.title == f"About the data · {name}"
    assert "This directory is run by Dana’s charity." in page.one("footer").text
    assert "<i>x" not in page.html


def test_an_empty_directory_is_said_to_be_empty(visitor: Client) -> None:
    Listing.objects.all().delete()
    page = visit(visitor, ADDRESS)
    assert page.one(cls="lead").text.startswith("0 listings are shown")
    assert "There is no listing yet." in page.one("main").text
    assert visit(visitor, "/find").status == 200
