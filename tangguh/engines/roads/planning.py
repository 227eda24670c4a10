"""A network as directed links for a planner, in which no two links join the same two nodes."""

from collections.abc import Sequence
from dataclasses import dataclass

from tangguh.engines.roads.model import Floats, Mask, Network


@dataclass(frozen=True, slots=True)
class Link:
    """One direction of a piece, or half of it: its name, ends, metres, seconds, persons a second."""

    id: str
    from_node: str
    to_node: str
    length_m: float
    travel_time_s: float
    capacity_pps: float
    is_open: bool


def links(
    network: Network,
    names: Sequence[str],
    seconds: Floats,
    per_second: Floats,
    is_open: Mask,
) -> list[Link]:
    """Both directions of every piece, one of a one-way; `names` name the pieces.

    Some solvers add up or drop links that join the same two nodes: of parallel pieces every one
    but the first is split in two by a node of its own. What begins where it ends leads nowhere.
    """
    found: list[Link] = []
    taken: set[tuple[int, int]] = set()
    for number, name in enumerate(names):
        tail, head = int(network.tail[number]), int(network.head[number])
        if tail == head:
            continue
        pair = (min(tail, head), max(tail, head))
        stops = [str(tail), str(head)] if pair not in taken else [str(tail), f"m{name}", str(head)]
        taken.add(pair)
        halves = len(stops) - 1
        figures = (
            float(network.length_m[number]) / halves,
            float(seconds[number]) / halves,
            float(per_second[number]),
            bool(is_open[number]),
        )
        found.extend(
            Link(f"{name}+{suffix(part, halves)}", stops[part], stops[part + 1], *figures)
            for part in range(halves)
        )
        if not network.one_way[number]:
            found.extend(
                Link(f"{name}-{suffix(part, halves)}", stops[part + 1], stops[part], *figures)
                for part in range(halves)
            )
    return found


def suffix(part: int, halves: int) -> str:
    return "" if halves == 1 else "ab"[part]
