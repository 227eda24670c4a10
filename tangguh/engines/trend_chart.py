"""The history of one number as an SVG line, for readers who see and for those who print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

WIDTH, HEIGHT = 420, 200
LEFT, RIGHT, TOP, BOTTOM = 12, 12, 30, 34
LETTER = 7.6  # an average letter at 13 units, in units
LINE = 15  # the height of a line of text, in units
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

    Points carry their value in words, so that nothing depends on colour; where two would cover
    each other, the target's, the newest and the first come before those between. The same
    arguments give the same bytes.
    """
    scale = _Scale(points, target)
    placed = [(scale.x(point.on), scale.y(point.value), point) for point in points]
    ringed = [(scale.x(target.on), scale.y(target.value), target)] if target else []
    parts = [
        f'<svg class="trend" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}. {escape(summary)}" font-size="13">',
        f"<title>{escape(title)}</title><desc>{escape(summary)}</desc>",
        f'<path d="M{LEFT} {HEIGHT - BOTTOM}H{WIDTH - RIGHT}" stroke="currentColor" '
        'stroke-width="1" opacity=".5"/>',
        _line(placed),
        *(_ring(placed[-1], *aim[:2]) for aim in ringed),
        *(f'<circle cx="{x}" cy="{y}" r="5" fill="currentColor"/>' for x, y, _ in placed),
        *_apart([*(words for aim in ringed for words in _words(*aim, lift=14)), *_told(placed)]),
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


def _ring(last: tuple[int, int, Point], x: int, y: int) -> str:
    return (
        f'<path d="M{last[0]} {last[1]}L{x} {y}" stroke="currentColor" stroke-width="1.5" '
        'stroke-dasharray="5 5"/>'
        f'<circle cx="{x}" cy="{y}" r="7" fill="var(--sheet, #fff)" stroke="currentColor" '
        'stroke-width="2.5"/>'
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """A text around the middle `x` of its base line `y`."""

    x: int
    y: int
    text: str
    bold: bool

    @property
    def half(self) -> float:
        return len(self.text) * LETTER / 2

    def covers(self, other: "_Words") -> bool:
        return abs(self.y - other.y) < LINE and abs(self.x - other.x) < self.half + other.half

    def drawn(self) -> str:
        weight = ' font-weight="700"' if self.bold else ""
        return (
            f'<text x="{self.x}" y="{self.y}" text-anchor="middle" fill="currentColor"{weight}>'
            f"{escape(self.text)}</text>"
        )


def _told(placed: Sequence[tuple[int, int, Point]]) -> list[_Words]:
    """The words of all points, the newest first, then the first, then backwards in time."""
    ordered = [placed[-1], *placed[:-1][:1], *reversed(placed[1:-1])]
    return [words for each in ordered for words in _words(*each, lift=12)]


def _words(x: int, y: int, point: Point, *, lift: int) -> tuple[_Words, _Words]:
    """The value above its mark, the day below the line; both within the picture."""
    return (
        _Words(_within(x, point.label), y - lift, point.label, bold=True),
        _Words(_within(x, point.day), HEIGHT - 12, point.day, bold=False),
    )


def _within(x: int, text: str) -> int:
    half = len(text) * LETTER / 2
    return round(min(max(x, LEFT + half), WIDTH - RIGHT - half))


def _apart(all_words: Sequence[_Words]) -> list[str]:
    """Those that cover none before them."""
    kept: list[_Words] = []
    for words in all_words:
        if not any(words.covers(other) for other in kept):
            kept.append(words)
    return [words.drawn() for words in kept]
