"""Words on the map: the searched place, towns, counties and states, where there is room."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapport.places import Place
from rapport.web.maps.clipping import Box
from rapport.web.maps.lines import AreaName, bounds_around, map_lines
from rapport.web.maps.projection import HEIGHT, WIDTH, View
from rapport.web.maps.towns import Town, towns_in

COUNTY_NAMES_UP_TO_KM = 260.0
"""On a wider map states are named."""

LETTER_PX = 7.2
"""Width of a letter of a town's name, on average and generously: there is no font to measure."""

SPACED_LETTER_PX = 10.5
LINE_PX = 15.0
OFF_PX = 6.0
OFF_MARK_PX = 19.0
DOT_PX = 3.0
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Label:
    """A word at a place in pixels, moved by `dx` and `dy`, however large the map is.

    `anchor` is SVG's text-anchor, `kind` a class of the style.
    """

    text: str
    kind: str
    x: float
    y: float
    dx: float = 0.0
    dy: float = 0.0
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Dot:
    """A town's dot, in pixels."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Names:
    """Towns and areas that may be named in a view, those that matter most first."""

    towns: Sequence[Town]
    areas: Sequence[AreaName]
    area_kind: str


def names_of(view: View) -> Names:
    """Find towns; and counties, or on the map of a state or more the states."""
    bounds = bounds_around(view.centre, view.reach_km)
    is_near = view.width_km <= COUNTY_NAMES_UP_TO_KM
    areas = map_lines().county_names if is_near else map_lines().state_names
    return Names(
        towns_in(bounds),
        [area for area in areas if bounds.holds(area.point)],
        "county" if is_near else "state",
    )


class Lettering:
    """Puts words on a sheet that is `width` pixels wide, around what is there already."""

    def __init__(self, view: View, names: Names, width: float, taken: Iterable[Box]) -> None:
        self.view, self.names, self.scale = view, names, width / WIDTH
        self.frame = Box(4, 4, width - 4, HEIGHT * self.scale - 4)
        self.taken = list(taken)
        self.labels: list[Label] = []
        self.dots: list[Dot] = []

    def name_place(self, place: Place) -> None:
        """Write the name of the searched place beside its mark."""
        if place.point is not None:
            x, y = (one * self.scale for one in self.view.sheet(place.point))
            self._beside(place.postcode or place.city, "place", x, y)

    def name_towns(self, most: int, but: str = "") -> None:
        """Name the largest towns that there is room for, except the one of that name."""
        named = {but}
        for town in self.names.towns:
            if len(self.dots) >= most:
                return
            x, y = (one * self.scale for one in self.view.sheet(town.point))
            dot = Box(x - DOT_PX, y - DOT_PX, x + DOT_PX, y + DOT_PX)
            if town.name in named or not self._has_room(dot):
                continue
            if self._beside(town.name, "town", x, y):
                self.dots.append(Dot(x, y))
                self.taken.append(dot)
                named.add(town.name)

    def name_areas(self, most: int) -> None:
        """Name the areas that have most room."""
        written = 0
        for area in self.names.areas:
            if written < most:
                written += self._inside(area, self.names.area_kind)

    def _inside(self, area: AreaName, kind: str) -> bool:
        """Write a name in the middle of its area if it is not wider than that."""
        x, y = (one * self.scale for one in self.view.sheet(area.point))
        east = bounds_around(area.point, KM_PER_DEGREE)  # how many degrees 111.2 km are here
        room_km = area.room * KM_PER_DEGREE * 2 / (east.east - east.west)
        half = len(area.name) * SPACED_LETTER_PX / 2
        if 2 * half > room_km / self.view.km_per_unit * self.scale:
            return False
        if not self._is_free(Box(x - half, y - LINE_PX / 2, x + half, y + LINE_PX / 2)):
            return False
        self.labels.append(Label(area.name, kind, x, y))
        return True

    def _beside(self, text: str, kind: str, x: float, y: float) -> bool:
        for label, box in _around(text, kind, x, y):
            if self._is_free(box):
                self.labels.append(label)
                return True
        return False

    def _is_free(self, box: Box) -> bool:
        """Take the box if it is inside the frame and meets nothing."""
        if not self._has_room(box):
            return False
        self.taken.append(box)
        return True

    def _has_room(self, box: Box) -> bool:
        return _holds(self.frame, box) and not any(_meet(box, other) for other in self.taken)


def _around(text: str, kind: str, x: float, y: float) -> Iterator[tuple[Label, Box]]:
    width, half = len(text) * LETTER_PX, LINE_PX / 2
    off = OFF_MARK_PX if kind == "place" else OFF_PX
    for side, anchor in ((1, "start"), (-1, "end")):
        near, far = sorted((x + side * off, x + side * (off + width)))
        label = Label(text, kind, x, y, dx=side * off, anchor=anchor)
        yield label, Box(near, y - half, far, y + half)
    for level in (-1, 1):
        dy = level * (off + half)
        box = Box(x - width / 2, y + dy - half, x + width / 2, y + dy + half)
        yield Label(text, kind, x, y, dy=dy), box


def _holds(frame: Box, box: Box) -> bool:
    is_across = frame.left <= box.left and box.right <= frame.right
    return is_across and frame.top <= box.top and box.bottom <= frame.bottom


def _meet(one: Box, other: Box) -> bool:
    is_across = one.left < other.right and other.left < one.right
    return is_across and one.top < other.bottom and other.top < one.bottom
