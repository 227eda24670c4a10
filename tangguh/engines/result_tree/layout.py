from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from tangguh.engines.result_tree.model import Node, Outline, outline

LETTER = 9.1  # an average bold letter at 14 units, in units, in the widest of the fonts that may be there
LINE = 20
PADDING = 14
HEADING = 20
GAP = 16
WIDE_COLUMN, WIDE_GAP = 320, 60
TALL_WIDTH, TALL_INDENT = 340, 22


@dataclass(frozen=True, slots=True)
class Box:
    """Where a result is drawn, in units, and its statement in lines that fit."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def middle(self) -> int:
        """The height of its centre."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes in the order of reading, the lines between them (from child to parent), and the size."""

    boxes: tuple[Box, ...]
    links: tuple[tuple[tuple[int, int], ...], ...]
    width: int
    height: int


def wide(nodes: Sequence[Node]) -> Layout:
    """Left to right: impacts, what they need, what that needs. Three columns, for a screen or A4."""
    boxes: list[Box] = []
    links: list[tuple[tuple[int, int], ...]] = []
    y = 0
    for branch in outline(nodes):
        y = _place_wide(branch, 0, y, boxes, links) + GAP
    ordered = _in_order(nodes, boxes)
    depth = max((box.x + box.width for box in boxes), default=WIDE_COLUMN)
    return Layout(ordered, tuple(links), depth, _bottom(boxes))


def _place_wide(
    branch: Outline, depth: int, y: int, boxes: list[Box], links: list[tuple[tuple[int, int], ...]]
) -> int:
    """Place a branch below `y`; a parent stands in the middle of its children. The new bottom."""
    bottom, first = y, len(boxes)
    for child in branch.children:
        bottom = _place_wide(child, depth + 1, bottom, boxes, links) + GAP
    children = [box for box in boxes[first:] if box.node.parent == branch.node.code]
    bottom = max(y, bottom - GAP)
    box = _box(branch.node, depth * (WIDE_COLUMN + WIDE_GAP), y, WIDE_COLUMN)
    centre = (children[0].middle + children[-1].middle) // 2 if children else 0
    top = max(y, centre - box.height // 2)
    placed = _box(branch.node, box.x, top, WIDE_COLUMN)
    boxes.append(placed)
    links += [_elbow_wide(child, placed) for child in children]
    return max(bottom, placed.y + placed.height)


def _elbow_wide(child: Box, parent: Box) -> tuple[tuple[int, int], ...]:
    right = parent.x + parent.width
    turn = right + WIDE_GAP // 2
    return (
        (child.x, child.middle),
        (turn, child.middle),
        (turn, parent.middle),
        (right, parent.middle),
    )


def tall(nodes: Sequence[Node]) -> Layout:
    """Top to bottom, each level a step further in: for a narrow screen."""
    boxes: list[Box] = []
    links: list[tuple[tuple[int, int], ...]] = []
    placed: dict[str, Box] = {}
    y = 0
    for node, depth in _reading(outline(nodes), 0):
        inset = depth * TALL_INDENT
        box = _box(node, inset, y, TALL_WIDTH - inset)
        boxes.append(box)
        placed[node.code] = box
        y += box.height + GAP
        if node.parent:
            above = placed[node.parent]
            spine = above.x + TALL_INDENT // 2
            links.append(
                ((box.x, box.middle), (spine, box.middle), (spine, above.y + above.height))
            )
    return Layout(tuple(boxes), tuple(links), TALL_WIDTH, _bottom(boxes))


def _reading(branches: Sequence[Outline], depth: int) -> Iterator[tuple[Node, int]]:
    for branch in branches:
        yield branch.node, depth
        yield from _reading(branch.children, depth + 1)


def _box(node: Node, x: int, y: int, width: int) -> Box:
    letters = int((width - 2 * PADDING) / LETTER)
    lines = tuple(wrap(node.text, letters)) or ("",)
    note = tuple(wrap(node.note, letters - 3)) if node.note else ()
    height = 2 * PADDING + HEADING + LINE * (len(lines) + len(note))
    return Box(node, x, y, width, height, lines, note)


def _in_order(nodes: Sequence[Node], boxes: Sequence[Box]) -> tuple[Box, ...]:
    order = [node.code for node, _ in _reading(outline(nodes), 0)]
    return tuple(sorted(boxes, key=lambda box: order.index(box.node.code)))


def _bottom(boxes: Sequence[Box]) -> int:
    return max((box.y + box.height for box in boxes), default=0)
