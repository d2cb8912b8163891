"""Draws lines over two logarithmic axes as SVG, by hand: docs need no library for two plots."""

import math
from collections.abc import Iterator, Mapping, Sequence

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 130, 40, 50
COLOURS = ("#0b5d5e", "#b4552d", "#5b4b8a", "#7a7a2c", "#444444")
"""On white every one has a contrast above 4.5."""

Line = Sequence[tuple[float, float]]


def draw(title: str, across: str, up: str, lines: Mapping[str, Line]) -> str:
    """Give an SVG of named lines; all numbers must be positive. `across` and `up` name the axes."""
    points = [point for line in lines.values() for point in line]
    xs, ys = _Axis([x for x, _y in points]), _Axis([y for _x, y in points])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
            ' font-family="sans-serif" font-size="12" role="img">',
            f"<title>{title}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
            f'<text x="{LEFT}" y="24" font-size="14" font-weight="bold">{title}</text>',
            *_grid(xs, ys),
            f'<text x="{_x(0.5)}" y="{HEIGHT - 12}" text-anchor="middle">{across}</text>',
            f'<text transform="translate(18 {_y(0.5)}) rotate(-90)"'
            f' text-anchor="middle">{up}</text>',
            *_lines(lines, xs, ys),
            "</svg>",
            "",
        ]
    )


class _Axis:
    """A logarithmic axis from one power of ten to another."""

    def __init__(self, values: Sequence[float]) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = max(self.low + 1, math.ceil(math.log10(max(values))))

    def at(self, value: float) -> float:
        return (math.log10(value) - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        return [float(10**power) for power in range(self.low, self.high + 1)]


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _grid(xs: _Axis, ys: _Axis) -> Iterator[str]:
    for tick in xs.ticks:
        x = _x(xs.at(tick))
        yield f'<line x1="{x}" x2="{x}" y1="{_y(0)}" y2="{_y(1)}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="{_y(0) + 18}" text-anchor="middle">{tick:,g}</text>'
    for tick in ys.ticks:
        y = _y(ys.at(tick))
        yield f'<line x1="{_x(0)}" x2="{_x(1)}" y1="{y}" y2="{y}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{tick:,g}</text>'


def _lines(lines: Mapping[str, Line], xs: _Axis, ys: _Axis) -> Iterator[str]:
    for number, (name, line) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        at = [(_x(xs.at(x)), _y(ys.at(y))) for x, y in line]
        path = " ".join(f"{x},{y}" for x, y in at)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for x, y in at:
            yield f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'
        x, y = at[-1]
        yield f'<text x="{x + 8}" y="{y + 4}" fill="{colour}">{name}</text>'
