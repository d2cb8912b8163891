"""What a self-check's file may not contradict: ranges, reversals, bands, subscales."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from rapport.instruments.instrument import Instrument


def problems_of(instrument: Instrument) -> Iterator[str]:
    """Say what contradicts itself, each as `field: reason`; nothing if all is well."""
    yield from _wrong_questions(instrument)
    if not instrument.items or not instrument.anchors:
        return
    yield from _wrong_scoring(instrument)
    yield from _wrong_bands(instrument)
    yield from _wrong_subscales(instrument)
    yield from _wrong_source(instrument)


def _wrong_questions(instrument: Instrument) -> Iterator[str]:
    numbers = [item.number for item in instrument.items]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        yield f"items: the numbers must be 1, 2, 3 and so on, but are {numbers}"
    points = instrument.points
    if not points or points != tuple(range(points[0], points[0] + len(points))):
        yield f"anchors: the points must follow each other, each once, but are {list(points)}"
    for item in instrument.items:
        if item.care_above is not None and item.care_above not in points[:-1]:
            field = f"items.{item.number}.care_above"
            yield f"{field}: no answer has more than {item.care_above} points"


def _wrong_scoring(instrument: Instrument) -> Iterator[str]:
    scoring, sums = instrument.scoring, instrument.point_sums
    for number, times in Counter(scoring.reversed).items():
        if number not in {item.number for item in instrument.items}:
            yield f"scoring.reversed: there is no item {number}"
        if times > 1:
            yield f"scoring.reversed: item {number} is named twice"
    if scoring.times < 1:
        yield "scoring.times: must be 1 or more"
        return
    reached = (instrument.score_of(sums[0]), instrument.score_of(sums[-1]))
    if reached != (Fraction(scoring.lowest), Fraction(scoring.highest)):
        yield (
            f"scoring: the source gives {scoring.lowest} to {scoring.highest}, "
            f"but answers reach {reached[0]} to {reached[1]}"
        )


def _wrong_bands(instrument: Instrument) -> Iterator[str]:
    bands = instrument.bands
    if bool(bands) == (instrument.unbanded is not None):
        yield "unbanded: says what any score means if there are no bands, and only then"
    if not bands:
        return
    if list(bands) != sorted(bands, key=lambda band: band.lowest):
        yield "bands: must stand in the order of their scores"
    if any(band.lowest > band.highest for band in bands):
        yield "bands: one ends before it begins"
    ends = (min(band.lowest for band in bands), max(band.highest for band in bands))
    if ends != (Fraction(instrument.scoring.lowest), Fraction(instrument.scoring.highest)):
        yield f"bands: they reach from {_plain(ends[0])} to {_plain(ends[1])}, unlike the score"
    yield from _gaps_and_overlaps(instrument)


def _gaps_and_overlaps(instrument: Instrument) -> Iterator[str]:
    for score in map(instrument.score_of, instrument.point_sums):
        found = [band.word["en"] for band in instrument.bands if score in band]
        if not found:
            yield f"bands: a gap, the score {_plain(score)} is in none"
        elif len(found) > 1:
            yield f"bands: an overlap, the score {_plain(score)} is in {' and '.join(found)}"


def _wrong_subscales(instrument: Instrument) -> Iterator[str]:
    subscales = instrument.subscales
    if not subscales:
        return
    counts = Counter(chain.from_iterable(subscale.items for subscale in subscales))
    numbers = {item.number for item in instrument.items}
    for number in sorted(counts.keys() - numbers):
        yield f"subscales: there is no item {number}"
    for number in sorted(numbers):
        if counts[number] != 1:
            yield f"subscales: item {number} is in {counts[number]} of them, not in one"
    negative = {number for one in subscales if one.direction == "negative" for number in one.items}
    if negative != set(instrument.scoring.reversed):
        yield "subscales: the items of negative ones are not those that are reversed"


def _wrong_source(instrument: Instrument) -> Iterator[str]:
    if not instrument.source.authors:
        yield "source.authors: nobody is named"
    if not instrument.terms:
        yield "terms: name at least one term of the vocabulary, such as concern:depression"


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"
