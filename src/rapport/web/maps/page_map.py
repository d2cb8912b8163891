"""The whole map of one page of results, ready for the template."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import ngettext

from rapport.directory.search import Found
from rapport.directory.wording import Wording
from rapport.places import KM_PER_MILE, Place
from rapport.web.maps.clipping import Box, clip_line
from rapport.web.maps.ground import DETAIL_UP_TO_KM, SEEN, Ground, ground_of, path
from rapport.web.maps.labels import Dot, Label, Lettering, Names, names_of
from rapport.web.maps.pins import Pin, fanned_out, pins_of
from rapport.web.maps.projection import HEIGHT, WIDTH, View, circle, view_of

LARGEST_TARGET_PX = 44.0
DISC_PX = 21.0
LONGEST_BAR = 0.3


@dataclass(frozen=True, slots=True)
class Size:
    """A width of the page for which pins and words are laid out; they do not grow with the map.

    `width_px` is the narrowest map that shows this layout, so that `gap_px` is kept on all.
    """

    name: str
    width_px: float
    gap_px: float
    towns: int
    areas: int


SIZES = (Size("wide", 560.0, 30.0, 9, 8), Size("narrow", 278.0, 25.0, 5, 4))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map in per cent of its width and height, as SVG wants it."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class PlacedPin:
    """A pin with where its number stands, where its place is, and how far it can be pressed."""

    number: int
    name: str
    is_rough: bool
    spot: Spot
    place: Spot
    reach_px: str

    @property
    def is_moved(self) -> bool:
        """Tell whether the number had to make room."""
        return self.spot != self.place

    @property
    def digits(self) -> int:
        """How many figures have to fit."""
        return len(str(self.number))


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything of one size that lies over the ground."""

    size: str
    pins: tuple[PlacedPin, ...]
    discs: tuple[Spot, ...]
    labels: tuple[tuple[Label, Spot], ...]
    dots: tuple[Spot, ...]
    place: Spot | None


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A round distance, and its length in per cent of the map's width."""

    text: str
    length: str


@dataclass(frozen=True, slots=True)
class PageMap:
    """A map and what is said about it."""

    title: str
    place: str
    radius_text: str
    ground: Ground
    radius: str
    layouts: tuple[Layout, ...]
    bar: ScaleBar
    is_overview: bool
    has_rough: bool
    missing: tuple[int, ...]


def page_map(found: Found, first: int, wording: Wording) -> PageMap | None:
    """Draw the map of a page whose list begins with `first`; None if nobody on it has a place."""
    pins = pins_of(found, first)
    if not pins:
        return None
    place = found.place if found.place and found.place.point else None
    points = [pin.point for pin in pins]
    view = view_of([*points, place.point] if place and place.point else points)
    names = names_of(view)
    numbers = {pin.number for pin in pins}
    listed = range(first, first + len(found.listings))
    return PageMap(
        title=_title(len(pins), place, view, wording),
        place=place.label if place else "",
        radius_text=wording.distance(found.criteria.radius_km),
        ground=ground_of(view),
        radius=_radius(view, place, found.criteria.radius_km),
        layouts=tuple(_layout(size, view, names, pins, place) for size in SIZES),
        bar=scale_bar(view, wording),
        is_overview=view.width_km > DETAIL_UP_TO_KM,
        has_rough=any(pin.is_rough for pin in pins),
        missing=tuple(number for number in listed if number not in numbers),
    )


def _title(pins: int, place: Place | None, view: View, wording: Wording) -> str:
    words = {"n": pins, "width": wording.distance(view.width_km, "town")}
    if place is None:
        text = ngettext(
            "Map with %(n)s numbered place of the list, %(width)s across",
            "Map with %(n)s numbered places of the list, %(width)s across",
            pins,
        )
        return text % words
    text = ngettext(
        "Map around %(place)s with %(n)s numbered place of the list, %(width)s across",
        "Map around %(place)s with %(n)s numbered places of the list, %(width)s across",
        pins,
    )
    return text % (words | {"place": place.label})


def _radius(view: View, place: Place | None, radius_km: float) -> str:
    """Give the rim of the searched area, or nothing where none of it would be seen."""
    if place is None or place.point is None:
        return ""
    rim = circle(view, place.point, radius_km)
    parts = clip_line([*rim, rim[0]], SEEN)
    return "".join(path([(round(x), round(y)) for x, y in part]) for part in parts)


def _layout(
    size: Size, view: View, names: Names, pins: Sequence[Pin], place: Place | None
) -> Layout:
    scale = size.width_px / WIDTH
    height = HEIGHT * scale
    places = [complex(*view.sheet(pin.point)) * scale for pin in pins]
    spots = fanned_out(places, size.gap_px, size.width_px, height)
    pinned = tuple(
        PlacedPin(
            pin.number,
            pin.name,
            pin.is_rough,
            _spot(spot, scale),
            _spot(at, scale),
            f"{_reach(spot, spots):.1f}",
        )
        for pin, at, spot in zip(pins, places, spots, strict=True)
    )
    mark = _mark(view, place, scale)
    rough = [at for pin, at in zip(pins, places, strict=True) if pin.is_rough]
    taken = [_box(spot, size.gap_px / 2) for spot in spots]
    taken += [_box(at, DISC_PX * 0.7) for at in rough] + ([_box(mark, 5)] if mark else [])
    lettering = Lettering(view, names, size.width_px, taken)
    if place is not None:
        lettering.name_place(place)
    lettering.name_towns(size.towns, but=place.city if place else "")
    lettering.name_areas(size.areas)
    return Layout(
        size.name,
        pinned,
        tuple(dict.fromkeys(pin.place for pin in pinned if pin.is_rough)),
        tuple((one, _spot_at(one, scale)) for one in lettering.labels),
        tuple(_spot_at(one, scale) for one in lettering.dots),
        _spot(mark, scale) if mark else None,
    )


def _mark(view: View, place: Place | None, scale: float) -> complex | None:
    return complex(*view.sheet(place.point)) * scale if place and place.point else None


def _reach(spot: complex, spots: Sequence[complex]) -> float:
    """Give the radius of what can be pressed: as large as neighbours leave it, to 44 pixels."""
    nearest = min((abs(spot - other) for other in spots if other != spot), default=100.0)
    return min(LARGEST_TARGET_PX, nearest) / 2


def _box(middle: complex, half: float) -> Box:
    return Box(middle.real - half, middle.imag - half, middle.real + half, middle.imag + half)


def _spot(place: complex, scale: float) -> Spot:
    return Spot(
        f"{place.real / scale / WIDTH * 100:.2f}%", f"{place.imag / scale / HEIGHT * 100:.2f}%"
    )


def _spot_at(one: Label | Dot, scale: float) -> Spot:
    return _spot(complex(one.x, one.y), scale)


def scale_bar(view: View, wording: Wording) -> ScaleBar:
    """Give the longest round distance that fits into three tenths of the width."""
    unit_km = KM_PER_MILE if wording.units == "mi" else 1.0
    most = view.width_km * LONGEST_BAR / unit_km
    steps = (step * 10**power for power in range(6) for step in (1, 2, 5))
    units = max((step for step in steps if step <= most), default=1)
    length = units * unit_km / view.width_km * 100
    text = (
        ngettext("%(n)s mile", "%(n)s miles", units)
        if wording.units == "mi"
        else ngettext("%(n)s kilometre", "%(n)s kilometres", units)
    )
    return ScaleBar(text % {"n": number_format(units)}, f"{length:.2f}%")
