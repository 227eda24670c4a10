"""Draw a theory of change: which result leads to which, and how far each one has come."""

from tangguh.engines.result_tree.drawing import draw
from tangguh.engines.result_tree.layout import Box, Layout, tall, wide
from tangguh.engines.result_tree.model import (
    LEVELS,
    Circle,
    Mark,
    Node,
    Outline,
    UnknownParent,
    Words,
    outline,
)

__all__ = [
    "LEVELS",
    "Box",
    "Circle",
    "Layout",
    "Mark",
    "Node",
    "Outline",
    "UnknownParent",
    "Words",
    "draw",
    "outline",
    "tall",
    "wide",
]
