"""Invented content for the page that shows every component of the design system."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

from rapport.directory.criteria import Criteria
from rapport.operator.crisis import Purpose, crisis_lines
from rapport.web.cards import Card, CardFact, MarkedText
from rapport.web.filters import Group, Option
from rapport.web.maps.ground import Ground
from rapport.web.maps.labels import Label
from rapport.web.maps.page_map import Layout, PageMap, PlacedPin, ScaleBar, Spot
from rapport.web.profile import Line, Row, Source
from rapport.web.results import PageLink

COLOUR = re.compile(r"--([a-z-]+): ?(?:#|color-mix|var\(--(?:glow|paper|accent))")
HUES = range(1, 9)
MARKS = (
    MarkedText("Accepts Medicaid", "yes"),
    MarkedText("Does not accept Aetna", "no"),
    MarkedText("Nobody has told us", "unknown"),
)
AGES = (("fresh", "Fresh"), ("ageing", "Ageing"), ("stale", "Old"), ("unknown", "Not known"))


def colours() -> list[str]:
    """Give the names of the colour tokens, as the style sheet has them."""
    path = finders.find("rapport/css/rapport.css")
    text = Path(str(path)).read_text(encoding="utf-8")
    return list(dict.fromkeys(COLOUR.findall(text.partition("@layer tokens")[2])))


def styleguide_page() -> dict[str, object]:
    """Give the template's context."""
    return {
        "colours": colours(),
        "hues": HUES,
        "marks": MARKS,
        "ages": AGES,
        "groups": _groups(),
        "criteria": Criteria(words="grief", near="Newark, NJ"),
        "radii": [("10mi", False, "10 miles"), ("25mi", True, "25 miles")],
        "total": 42,
        "cards": [_full_card(), _bare_card()],
        "map": _map(),
        "glance": _glance(),
        "lines": _lines(),
        "page_links": [
            PageLink(1, "#"),
            PageLink(2, "#", is_current=True),
            PageLink(3, is_gap=True),
            PageLink(9, "#"),
        ],
        "abuse_line": [line for line in crisis_lines() if line.purpose is Purpose.ABUSE],
    }


def _groups() -> tuple[Group, ...]:
    first = (
        Option("anxiety", "Anxiety", 12, is_checked=True),
        Option("grief", "Grief", 1, is_checked=False),
        Option("gambling", "Gambling", 0, is_checked=False),
    )
    rest = (Option("ocd", "OCD", 3, is_checked=False),)
    fees = (
        Option("", "Any fee", None, is_checked=True),
        Option("100", "Up to $100", 4, is_checked=False),
    )
    return (
        Group("concern", "Concern", False, True, first, rest, not_known=2),
        Group("max-fee", "Fee", True, False, fees, ()),
    )


def _full_card() -> Card:
    return Card(
        name="Amara Example",
        url="#",
        initials="AE",
        hue=3,
        credential="Licensed Professional Counselor",
        words="I help people who lost somebody, and I am not afraid of silence.",
        facts=(
            CardFact("Fee", MarkedText("$120 to $150, sliding scale from $60")),
            CardFact("Medicaid", MARKS[0]),
            CardFact("How to meet", MarkedText("In person, 2.4 miles; by video")),
            CardFact("Taking new clients", MarkedText("confirmed 12 Nov", "yes")),
        ),
        reasons=("Focuses on grief", "Works with narrative therapy, with training named"),
        misfits=("Not stated: evenings",),
        why=("Focuses on grief: 30.0 points",),
    )


def _bare_card() -> Card:
    facts = (CardFact("Fee", MarkedText("Not stated", "unknown", "#")),)
    return Card("A Clinic that Says Little", "#", "AC", 6, "", "", facts, (), (), ())


def _glance() -> tuple[Row, ...]:
    return tuple(
        Row(f"A fact that is {word.lower()}", (mark,), Source(age, word, "From a list, 3 Mar 2026"))
        for (age, word), mark in zip(AGES, (*MARKS, MarkedText("Spanish")), strict=True)
    )


def _lines() -> tuple[Line, ...]:
    return (
        Line("Grief", "Missing somebody who died.", is_focus=True, training=""),
        Line("EMDR", "Working with memories that hurt.", is_focus=False, training="Level II"),
    )


def _map() -> PageMap:
    """Give a map of an invented bay with every kind of line, word and pin."""
    ground = Ground(
        land="M0 0H1600V700C1300 640 1150 820 900 780S420 930 0 860Z",
        coasts="M1600 700C1300 640 1150 820 900 780S420 930 0 860",
        states="M620 0L700 840",
        counties="M0 380L640 420M660 400L1600 300",
    )
    return PageMap(
        title="Map of nowhere",
        place="Example Bay",
        radius_text="25 miles",
        ground=ground,
        radius="M1100 420A330 330 0 1 1 1099 420Z",
        layouts=(_layout("wide"), _layout("narrow")),
        bar=ScaleBar("10 miles", "22%"),
        is_overview=False,
        has_rough=True,
        missing=(7,),
    )


def _layout(size: str) -> Layout:
    numbers = (1, 12, 123, 1_234, 12_345, 123_456)
    _, rough, moved, *_ = numbers
    pins = tuple(
        PlacedPin(
            number=number,
            name=f"Listing {number}",
            is_rough=number == rough,
            spot=Spot(f"{18 + place * 12}%", f"{24 + (place % 2) * 18}%"),
            place=Spot(f"{18 + place * 12}%", f"{24 + (place % 2) * 18 + (number == moved) * 8}%"),
            reach_px="15.0",
        )
        for place, number in enumerate(numbers)
    )
    words = (("Example Bay", "place"), ("COUNTY", "county"), ("STATE", "state"))
    labels = tuple(
        (Label(text, kind, 0, 0), Spot(f"{30 + place * 22}%", "58%"))
        for place, (text, kind) in enumerate(words)
    )
    return Layout(
        size, pins, (Spot("30%", "42%"),), labels, (Spot("24%", "62%"),), Spot("60%", "40%")
    )
