import numpy as np

from tangguh.engines.modelled_district.model import Floats


def wandering(start: Floats, end: Floats, chance: np.random.Generator, swing: float) -> Floats:
    """A line from start to end whose middles are pushed aside three times, each time by less."""
    line = np.array([start, end])
    for depth in range(3):
        step = np.diff(line, axis=0)
        aside = np.column_stack([-step[:, 1], step[:, 0]])
        push = chance.uniform(-swing, swing, (len(step), 1)) * 0.75**depth
        middle = line[:-1] + step / 2 + aside * push
        mixed = np.empty((len(line) + len(middle), 2))
        mixed[::2], mixed[1::2] = line, middle
        line = mixed
    return line


def smoothed(line: Floats) -> Floats:
    """Corners cut twice at a quarter, ends kept (Chaikin)."""
    for _ in range(2):
        near = line[:-1] * 0.75 + line[1:] * 0.25
        far = line[:-1] * 0.25 + line[1:] * 0.75
        mixed = np.empty((2 * len(near), 2))
        mixed[::2], mixed[1::2] = near, far
        line = np.vstack([line[:1], mixed, line[-1:]])
    return line


def tour(points: Floats) -> list[int]:
    """A short path through all points: nearest neighbour from the most western, mended by 2-opt."""
    gaps = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    order = [int(points[:, 0].argmin())]
    while len(order) < len(points):
        left = [number for number in range(len(points)) if number not in set(order)]
        order.append(min(left, key=lambda number: (gaps[order[-1], number], number)))
    is_better = True
    while is_better:
        is_better = False
        for first in range(1, len(order) - 1):
            for last in range(first + 1, len(order)):
                is_better |= turned(order, first, last, gaps)
    return order


def turned(order: list[int], first: int, last: int, gaps: Floats) -> bool:
    """Walk a stretch the other way round if that is shorter."""
    before, after = order[first - 1], order[last + 1] if last + 1 < len(order) else None
    now = gaps[before, order[first]] + (gaps[order[last], after] if after is not None else 0)
    then = gaps[before, order[last]] + (gaps[order[first], after] if after is not None else 0)
    if then >= now - 1e-9:
        return False
    order[first : last + 1] = order[first : last + 1][::-1]
    return True
