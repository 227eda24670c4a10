"""Two curves of people safe by minute, as an SVG for screen and paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tangguh.engines.arrivals.curve import Step

WIDTH, HEIGHT = 460, 260
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 24, 34


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What stands on the picture, in the reader's language."""

    title: str
    real: str
    plan: str
    minutes: str


def draw_curves(
    real: Sequence[Step], plan: Sequence[Step], *, expected: int, words: ChartWords
) -> str:
    """What happened as a whole line, the plan dashed, half and nine tenths as thin lines.

    Nothing depends on colour. The same arguments give the same bytes.
    """
    last = max([step.minute for step in (*real, *plan)], default=0) or 1
    most = max([expected, *(step.safe for step in (*real, *plan))]) or 1
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(words.title)}" font-size="13" fill="currentColor">',
        f'<path d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}" fill="none" '
        'stroke="currentColor" stroke-width="1.5"/>',
        *(_share(expected, percent, most) for percent in (50, 90, 100) if expected),
        *(_tick(last * n // 4, last) for n in range(5)),
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - BOTTOM - 6}" text-anchor="end">'
        f"{escape(words.minutes)}</text>",
        _line(plan, last, most, ' stroke-dasharray="7 5"'),
        _line(real, last, most, ""),
        _legend(words, has_plan=bool(plan)),
        "</svg>",
    ]
    return "".join(parts)


def _x(minute: int, last: int) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * minute / last, 1)


def _y(safe: int, most: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * safe / most, 1)


def _line(steps: Sequence[Step], last: int, most: int, dash: str) -> str:
    """Steps: nobody is safe between two counts who was not counted yet."""
    if not steps:
        return ""
    path = "".join(f"H{_x(step.minute, last)}V{_y(step.safe, most)}" for step in steps)
    return (
        f'<path d="M{LEFT} {_y(0, most)}{path}H{WIDTH - RIGHT}" fill="none" '
        f'stroke="currentColor" stroke-width="2.5"{dash}/>'
    )


def _share(expected: int, percent: int, most: int) -> str:
    y = _y(-(-expected * percent // 100), most)
    return (
        f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="currentColor" stroke-width=".6" '
        f'opacity=".6"/><text x="{LEFT - 5}" y="{y + 4}" text-anchor="end">{percent}%</text>'
    )


def _tick(minute: int, last: int) -> str:
    y = HEIGHT - BOTTOM
    x = _x(minute, last)
    return (
        f'<path d="M{x} {y}v5" stroke="currentColor"/>'
        f'<text x="{x}" y="{y + 20}" text-anchor="middle">{minute}</text>'
    )


def _legend(words: ChartWords, *, has_plan: bool) -> str:
    drawn = (
        f'<path d="M{LEFT} 10h28" stroke="currentColor" stroke-width="2.5"/>'
        f'<text x="{LEFT + 34}" y="14">{escape(words.real)}</text>'
    )
    if has_plan:
        drawn += (
            '<path d="M210 10h28" stroke="currentColor" stroke-width="2.5" '
            f'stroke-dasharray="7 5"/><text x="244" y="14">{escape(words.plan)}</text>'
        )
    return drawn
