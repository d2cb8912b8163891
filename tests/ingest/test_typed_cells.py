"""Dates, prices, numbers and yeses: read as what they are, or not at all; never an error."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.ingest.typed_cells import (
    HIGHEST_FEE_CENTS,
    Price,
    read_date,
    read_number,
    read_price,
    read_state,
    read_yes,
)

READERS: list[Callable[[str], object]] = [read_date, read_price, read_yes, read_state]


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__)
@given(cell=st.text(max_size=40) | st.text("0123456789/-$., minfree", max_size=20))
def test_no_text_makes_a_reader_fail(reader: Callable[[str], object], cell: str) -> None:
    reader(cell)
    read_number(cell, -180, 180)


@given(st.dates(date(1969, 1, 1), date(2068, 12, 31)))
def test_every_way_to_write_a_day_reads_the_same(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.month}/{day.day}/{day:%y}",
        f"{day:%m/%d/%Y}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        assert read_date(text) == day


@given(st.integers(0, HIGHEST_FEE_CENTS // 100), st.integers(0, HIGHEST_FEE_CENTS // 100))
def test_ranges_rise(one: int, other: int) -> None:
    low, high = sorted((one, other))
    high_cents = high * 100 if high > low else None
    assert read_price(f"${low:,}-{high:,}") == Price(low * 100, high_cents)


@given(st.text("0123456789$-– ./", max_size=20))
def test_a_price_is_never_negative_and_never_beyond_belief(cell: str) -> None:
    price = read_price(cell)
    if price:
        assert 0 <= price.low_cents <= (price.high_cents or price.low_cents) <= HIGHEST_FEE_CENTS
