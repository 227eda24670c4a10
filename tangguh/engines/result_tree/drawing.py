from collections.abc import Iterable
from html import escape

from tangguh.engines.result_tree.layout import HEADING, LINE, PADDING, Box, Layout
from tangguh.engines.result_tree.model import LEVELS, Mark, Words

MARGIN = 4
CUT = 12  # the corner that an output lacks
LEGEND_LINE = 28
INK = "currentColor"
GROUND = "var(--sheet, #fff)"


def draw(layout: Layout, words: Words, *, name: str) -> str:
    """The picture as SVG text. `name` makes its ids unique on a page.

    Level is told by shape and word, state by mark and word, so that it can be read in black and
    white. A picture with links is a group, because what is inside an image cannot be followed.
    """
    links = any(box.node.url for box in layout.boxes)
    legend = _legend(layout, words)
    height = layout.height + 2 * MARGIN + legend.height
    width = layout.width + 2 * MARGIN
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="tree" width="{width}" '
            f'height="{height}" viewBox="{-MARGIN} {-MARGIN} {width} {height}" '
            f'role="{"group" if links else "img"}" '
            f'aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
            'font-family="Plus Jakarta Sans, system-ui, sans-serif" font-size="14">',
            f'<title id="{name}-title">{escape(words.title)}</title>',
            f'<desc id="{name}-desc">{escape(words.description)}</desc>',
            *(_link(points) for points in layout.links),
            *(_node(box, words) for box in layout.boxes),
            legend.svg,
            "</svg>",
        ]
    )


def _link(points: Iterable[tuple[int, int]]) -> str:
    steps = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline points="{steps}" fill="none" stroke="{INK}" stroke-width="1.5"/>'


def _node(box: Box, words: Words) -> str:
    node = box.node
    x, y = box.x + PADDING, box.y + PADDING + 12
    heading = f"{words.levels[node.level]} {node.code}"
    parts = [
        _shape(node.level, box.x, box.y, box.width, box.height),
        f'<text x="{x}" y="{y}" font-size="12" font-weight="700" fill="{INK}">'
        f"{escape(heading)}</text>",
        *_lines(box.lines, x, y + HEADING, weight=600),
    ]
    if box.note:
        top = y + HEADING + LINE * len(box.lines)
        parts.append(_mark(node.mark, x + 6, top - 5))
        parts += _lines(box.note, x + 22, top, weight=400)
    drawn = "".join(parts)
    return f'<a href="{escape(node.url)}">{drawn}</a>' if node.url else f"<g>{drawn}</g>"


def _lines(lines: Iterable[str], x: int, y: int, *, weight: int) -> list[str]:
    return [
        f'<text x="{x}" y="{y + LINE * number}" font-weight="{weight}" fill="{INK}">'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    ]


def _shape(level: str, x: int, y: int, width: int, height: int) -> str:
    """An impact is round and drawn twice as thick, an outcome square, an output lacks corners."""
    look = f'fill="{GROUND}" stroke="{INK}"'
    if level == "impact":
        return (
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="16" {look} '
            'stroke-width="3"/>'
        )
    if level == "outcome":
        return (
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" {look} stroke-width="1.5"/>'
        )
    right, bottom = x + width, y + height
    return (
        f'<path d="M{x} {y}H{right - CUT}L{right} {y + CUT}V{bottom}H{x + CUT}L{x} '
        f'{bottom - CUT}Z" {look} stroke-width="1.5" stroke-dasharray="6 3"/>'
    )


def _mark(mark: Mark, x: int, y: int) -> str:
    """A full disc with a tick, a triangle with a stroke, an empty ring; nothing where none is due."""
    if mark is Mark.GOOD:
        return (
            f'<circle cx="{x}" cy="{y}" r="7" fill="{INK}"/><path d="M{x - 3} {y}l2 3 4-5" '
            f'fill="none" stroke="{GROUND}" stroke-width="2"/>'
        )
    if mark is Mark.BEHIND:
        return (
            f'<path d="M{x} {y - 7}l8 14h-16Z" fill="none" stroke="{INK}" stroke-width="2"/>'
            f'<path d="M{x} {y - 2}v4" stroke="{INK}" stroke-width="2"/>'
        )
    if mark is Mark.SILENT:
        return (
            f'<circle cx="{x}" cy="{y}" r="6" fill="none" stroke="{INK}" stroke-width="2" '
            'stroke-dasharray="3 3"/>'
        )
    return ""


class _Legend:
    """The signs that occur in the picture, one below the other, with what they mean."""

    def __init__(self, rows: list[str]) -> None:
        self.svg = "".join(rows)
        self.height = LEGEND_LINE * len(rows) + (LEGEND_LINE if rows else 0)


def _legend(layout: Layout, words: Words) -> _Legend:
    levels = {box.node.level for box in layout.boxes}
    marks = {box.node.mark for box in layout.boxes if box.note}
    top = layout.height + LEGEND_LINE
    signs: list[tuple[str, str]] = [
        (level, words.levels[level]) for level in LEVELS if level in levels
    ]
    rows = [
        _shape(level, 0, top + LEGEND_LINE * row - 6, 30, 18) + _legend_words(word, top, row)
        for row, (level, word) in enumerate(signs)
    ]
    seen = [mark for mark in Mark if mark in marks and mark is not Mark.NONE]
    rows += [
        _mark(mark, 15, top + LEGEND_LINE * row + 3) + _legend_words(words.marks[mark], top, row)
        for row, mark in enumerate(seen, start=len(signs))
    ]
    return _Legend(rows)


def _legend_words(word: str, top: int, row: int) -> str:
    y = top + LEGEND_LINE * row + 8
    return f'<text x="40" y="{y}" font-size="13" fill="{INK}">{escape(word)}</text>'
