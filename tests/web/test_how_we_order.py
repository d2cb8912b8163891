"""How we order results: the page is made from the table that the ranking itself uses."""

from django.test import Client

from rapport.matching.freshness import POLICY
from rapport.matching.ranking import PARTS
from tests.web.page import Element, Page, search, visit

ADDRESS = "/how-we-order-results"


def table(page: Page, section: str) -> list[list[str]]:
    found: Element = page.one("section", aria_labelledby=f"{section}-caption").one("tbody")
    return [[cell.text for cell in (*row.all("th"), *row.all("td"))] for row in found.all("tr")]


def test_every_part_is_there_with_its_weight(visitor: Client) -> None:
    rows = table(visit(visitor, ADDRESS), "points")
    assert [float(row[2]) for row in rows] == [part.weight for part in PARTS]
    assert all(name and meaning for name, meaning, _weight in rows)


def test_no_card_gives_a_part_more_than_its_weight(visitor: Client) -> None:
    most = sum(part.weight for part in PARTS)
    page = search(visitor, near="07102", concern="anxiety", payer="medicaid", wish="style:warm")
    points = [
        float(line.text.rpartition(": ")[2].removesuffix(" points"))
        for line in page.one("details", cls="why").all("li")
        if line.text.endswith(" points")
    ]
    assert points
    assert max(points) <= max(part.weight for part in PARTS)
    assert sum(points) <= most


def test_every_age_is_there_in_days(visitor: Client) -> None:
    rows = table(visit(visitor, ADDRESS), "age")
    assert [[int(days) for days in row[1:]] for row in rows] == [
        [ages.ask, ages.mark, ages.lower, ages.unknown] for ages in POLICY.values()
    ]
    assert all(row[0] for row in rows)


def test_it_says_that_nobody_can_buy_a_place(visitor: Client) -> None:
    text = visit(visitor, ADDRESS).one("main").text
    assert "Nobody can buy a place in our list." in text
    assert "Money. Nobody pays for a place." in text


def test_the_results_lead_to_it(visitor: Client) -> None:
    assert visit(visitor, "/find").links["How we order results"] == ADDRESS
