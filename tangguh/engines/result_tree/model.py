from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

LEVELS = ("impact", "outcome", "output")


class UnknownParent(ValueError):
    """A result leads to one that is not there."""


class Circle(ValueError):
    """Results that lead to each other in a circle, and so to nothing."""


class Mark(Enum):
    """How the indicators of a result stand, drawn as a shape of its own."""

    GOOD = "good"
    BEHIND = "behind"
    SILENT = "silent"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Node:
    """One result. `note` says in words what `mark` shows; `url` is empty where nothing is linked."""

    code: str
    level: str
    text: str
    parent: str = ""
    mark: Mark = Mark.NONE
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on the picture, in the reader's language."""

    title: str
    description: str
    levels: dict[str, str]
    marks: dict[Mark, str]


@dataclass(frozen=True, slots=True)
class Outline:
    """A result with what leads to it: the picture's twin for those who hear or print lists."""

    node: Node
    children: tuple["Outline", ...]


def outline(nodes: Sequence[Node]) -> tuple[Outline, ...]:
    """The forest of results, in the order in which they were given.

    Raises UnknownParent and Circle: a picture that left results out would be a lie.
    """
    codes = {node.code for node in nodes}
    children: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.parent and node.parent not in codes:
            raise UnknownParent(f"{node.code} leads to {node.parent}, which is not there.")
        children[node.parent].append(node)
    forest = _branches("", children)
    if sum(map(_size, forest)) != len(nodes):
        raise Circle("Some results lead only to each other.")
    return forest


def _branches(code: str, children: dict[str, list[Node]]) -> tuple[Outline, ...]:
    return tuple(Outline(node, _branches(node.code, children)) for node in children.get(code, ()))


def _size(branch: Outline) -> int:
    return 1 + sum(map(_size, branch.children))
