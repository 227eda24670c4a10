"""The history of one number as an SVG line, for readers who see and for those who print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

WIDTH, HEIGHT = 420, 200
LEFT, RIGHT, TOP, BOTTOM = 12, 12, 30, 34
LETTER = 7.6  # an average letter at 13 units, in units
EDGE_OF_LABELS = 40


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day, and how it and its day are written beside it."""

    on: date
    value: float
    label: str
    day: str


def draw_trend(points: Sequence[Point], *, target: Point | None, title: str, summary: str) -> str:
    """An SVG of at least one point, as text. The target is a ring at the end of a dashed line.

    Every point carries its value in words, so that nothing depends on colour. The same arguments
    give the same bytes.
    """
    scale = _Scale(points, target)
    placed = [(scale.x(point.on), scale.y(point.value), point) for point in points]
    parts = [
        f'<svg class="trend" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}. {escape(summary)}" font-size="13">',
        f"<title>{escape(title)}</title><desc>{escape(summary)}</desc>",
        f'<path d="M{LEFT} {HEIGHT - BOTTOM}H{WIDTH - RIGHT}" stroke="currentColor" '
        'stroke-width="1" opacity=".5"/>',
        _line(placed),
        *(_target(placed[-1], scale, target) if target else ()),
        *(_dot(x, y, point) for x, y, point in placed),
        "</svg>",
    ]
    return "".join(parts)


class _Scale:
    """From days and values to the units of the picture."""

    def __init__(self, points: Sequence[Point], target: Point | None) -> None:
        everything = [*points, *([target] if target else [])]
        days = [point.on.toordinal() for point in everything]
        values = [point.value for point in everything]
        self.first, self.last = min(days), max(days)
        self.low, self.high = min(values), max(values)

    def x(self, on: date) -> int:
        inner = WIDTH - LEFT - RIGHT - 2 * EDGE_OF_LABELS
        share = (on.toordinal() - self.first) / ((self.last - self.first) or 1)
        return round(LEFT + EDGE_OF_LABELS + inner * share)

    def y(self, value: float) -> int:
        inner = HEIGHT - TOP - BOTTOM - 24
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(HEIGHT - BOTTOM - 12 - inner * share)


def _line(placed: Sequence[tuple[int, int, Point]]) -> str:
    steps = " ".join(f"{x},{y}" for x, y, _ in placed)
    return f'<polyline points="{steps}" fill="none" stroke="currentColor" stroke-width="2.5"/>'


def _dot(x: int, y: int, point: Point) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="5" fill="currentColor"/>'
        f"{_words(x, y - 12, point.label, bold=True)}{_words(x, HEIGHT - 12, point.day)}"
    )


def _target(last: tuple[int, int, Point], scale: _Scale, target: Point) -> tuple[str, ...]:
    x, y = scale.x(target.on), scale.y(target.value)
    return (
        f'<path d="M{last[0]} {last[1]}L{x} {y}" stroke="currentColor" stroke-width="1.5" '
        'stroke-dasharray="5 5"/>',
        f'<circle cx="{x}" cy="{y}" r="7" fill="var(--sheet, #fff)" stroke="currentColor" '
        'stroke-width="2.5"/>',
        _words(x, y - 14, target.label, bold=True),
        _words(x, HEIGHT - 12, target.day),
    )


def _words(x: int, y: int, text: str, *, bold: bool = False) -> str:
    half = len(text) * LETTER / 2
    x = round(min(max(x, LEFT + half), WIDTH - RIGHT - half))
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" fill="currentColor"{weight}>'
        f"{escape(text)}</text>"
    )
