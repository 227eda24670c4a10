"""The time that no plan can beat, with the cut that proves it.

Take households A and shelters F that are too small for them: E persons of A must end outside F.
Whoever does passes a link only after the way from A to it, and with the way to a shelter outside
F still before him. So within T seconds a link brings at most per_second * (T - a - seconds - d)
of them to safety. Where the links of a cut bring fewer than E, T is too short: for every plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tangguh.engines.evacuation.fast.max_flow import Arcs, Flow, arcs, max_flow
from tangguh.engines.evacuation.model import Floats, Mask, Whole
from tangguh.engines.evacuation.parts import Part, nearest
from tangguh.engines.evacuation.regions import is_large

HAIR = 1e-9  # a share of a second and of a person, for what floats cannot tell apart
THRESHOLDS = 16


@dataclass(frozen=True, eq=False)
class Cut:
    """Why a part cannot be empty sooner. Nodes and shelters as the part numbers them.

    seconds   no plan brings everybody to safety earlier
    start     nodes whose people are counted (A)
    full      shelters that take as many of them as they can (F)
    near      nodes on this side of the cut
    """

    seconds: float
    start: Mask
    full: Mask
    near: Mask


@dataclass(frozen=True, eq=False)
class Question:
    """Whether `need` persons of A can be safe outside F in time; its flows are asked again and again."""

    graph: Arcs
    fixed: Whole  # persons of A, places outside F
    slack: Floats  # of each link: a + seconds + d
    per_second: Floats
    tail: Whole
    head: Whole
    need: int


def people_at(part: Part) -> Whole:
    """Persons at each node."""
    counted = np.bincount(part.households.node, part.households.persons, part.nodes)
    return counted.astype(np.int64)


def bound(part: Part, known: float = 0.0) -> Cut | None:
    """The latest time that a cut proves for this part; None where nothing beats what is known.

    Everybody in the part must have a way and a place.
    """
    persons = people_at(part)
    proof = farthest(part, persons, known)
    for suspect in suspects(part, persons):
        best = max(known, proof.seconds if proof else 0.0)
        proof = newton(part, persons, suspect, best) or proof
    return proof


def farthest(part: Part, persons: Whole, known: float) -> Cut | None:
    """Nobody arrives before his way is walked."""
    ways = np.where(persons > 0, nearest(part.homewards, part.shelters.node), -1.0)
    last = int(np.argmax(ways))
    if not ways[last] > known:
        return None
    start, near = np.zeros((2, part.nodes), bool)
    start[last] = True
    near[:] = True
    near[part.shelters.node] = False
    return Cut(float(ways[last]), start, np.zeros(len(part.shelters.node), bool), near)


def suspects(part: Part, persons: Whole) -> Iterator[tuple[Mask, Mask]]:
    """Households and the shelters too small for them: all and none, then by how far they would go."""
    everybody, none = persons > 0, np.zeros(len(part.shelters.node), bool)
    yield everybody, none
    if is_large(part):
        return
    ways = part.to_shelter[:, everybody]
    worst = bottleneck(ways, persons[everybody], part.shelters.places)
    for share in (*np.linspace(0.06, 0.94, THRESHOLDS - 1), 1 - HAIR):
        too_many, full = crowded(ways, persons[everybody], part.shelters.places, share * worst)
        if too_many.any():
            start = np.zeros(part.nodes, bool)
            start[np.flatnonzero(everybody)[too_many]] = True
            yield start, full


def crowded(ways: Floats, persons: Whole, places: Whole, limit: float) -> tuple[Mask, Mask]:
    """Nodes with more people than all shelters within the limit have places, and those shelters."""
    within = ways <= limit
    sample, kind = kinds(within)
    groups, shelters = len(sample), len(places)
    crowd = np.bincount(kind, persons, groups).astype(np.int64)
    shelter, group = np.nonzero(within[:, sample])
    source, sink = groups + shelters, groups + shelters + 1
    tail = np.concatenate((np.full(groups, source), group, groups + np.arange(shelters)))
    head = np.concatenate((np.arange(groups), groups + shelter, np.full(shelters, sink)))
    capacity = np.concatenate((crowd, crowd[group], places))
    flow = max_flow(arcs(sink + 1, tail, head), capacity, source, sink)
    if flow.value == crowd.sum():
        return np.zeros(len(persons), bool), np.zeros(shelters, bool)
    return flow.near[:groups][kind], flow.near[groups:source]


def kinds(within: Mask) -> tuple[Whole, Whole]:
    """Columns that are alike: one of each kind, and the kind of each."""
    packed = np.ascontiguousarray(np.packbits(within, axis=0).T)
    same = packed.view([("", packed.dtype, packed.shape[1])]).ravel()
    _kinds, sample, kind = np.unique(same, return_index=True, return_inverse=True)
    return sample, kind.ravel()


def bottleneck(ways: Floats, persons: Whole, places: Whole) -> float:
    """The longest way that somebody must go even where roads have room for all."""
    candidates = np.unique(ways[np.isfinite(ways)])
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if crowded(ways, persons, places, candidates[middle])[0].any():
            low = middle + 1
        else:
            high = middle
    return float(candidates[low])


def newton(
    part: Part,
    persons: Whole,
    suspect: tuple[Mask, Mask],
    known: float,
    first: Mask | None = None,
) -> Cut | None:
    """From cut to cut: each gives a time before which it cannot carry enough (Newton's method).

    It looks further ahead as long as cuts are found there; what is proven is only what a cut says.
    `first` is the near side of a cut to begin with.
    """
    question = ask(part, persons, suspect)
    if question is None:
        return None
    proof: Cut | None = None
    if first is not None:
        seconds = when_wide_enough(question, np.append(first, (True, False)))
        if known < seconds < np.inf:
            known, proof = seconds, Cut(seconds, *suspect, first)
    ahead, leap = known, 0.0
    while True:
        near = too_tight(question, ahead)
        if near is None and ahead == known:
            return proof
        if near is None:
            ahead, leap = known, leap / 4
            continue
        seconds = when_wide_enough(question, near)
        if not seconds > known:
            return proof
        leap = max(2 * leap, seconds - known)
        known, proof = seconds, Cut(seconds, *suspect, near[: part.nodes])
        ahead = known + leap


def ask(part: Part, persons: Whole, suspect: tuple[Mask, Mask]) -> Question | None:
    start, full = suspect
    places, shelters = part.shelters.places[~full], part.shelters.node[~full]
    need = int(persons[start].sum() - part.shelters.places[full].sum())
    if need <= 0 or not len(shelters):
        return None
    homes = np.flatnonzero(start)
    slack = nearest(part.away, homes)[part.tail] + part.seconds
    slack = slack + nearest(part.homewards, shelters)[part.head]
    useful = np.isfinite(slack)
    source, sink = part.nodes, part.nodes + 1
    tail = np.concatenate((part.tail[useful], np.full(len(homes), source), shelters))
    head = np.concatenate((part.head[useful], homes, np.full(len(shelters), sink)))
    return Question(
        arcs(part.nodes + 2, tail, head),
        np.concatenate((persons[homes], places)),
        slack[useful],
        part.per_second[useful],
        tail,
        head,
        need,
    )


def too_tight(question: Question, seconds: float) -> Mask | None:
    """The near side of a cut that lets too few through in time; None where there is none."""
    flow = windowed(question, seconds)
    return None if flow.value >= question.need else flow.near


def most_safe(question: Question, seconds: float) -> int:
    """How many persons any plan can have brought to safety by then."""
    return windowed(question, seconds).value


def windowed(question: Question, seconds: float) -> Flow:
    """The largest flow when each link is open as long as passing it still helps; rounded up."""
    window = np.ceil(question.per_second * np.maximum(0, seconds - question.slack) - HAIR)
    capacity = np.concatenate((window.astype(np.int64), question.fixed))
    n = len(question.graph.first) - 1
    return max_flow(question.graph, capacity, n - 2, n - 1)


def when_wide_enough(question: Question, near: Mask) -> float:
    """The first moment at which the cut lets as many through as need be; inf: never."""
    across = near[question.tail] & ~near[question.head]
    links = len(question.slack)
    rest = question.need - int(question.fixed[across[links:]].sum())
    if rest <= 0:
        return 0.0
    slack, rate = question.slack[across[:links]], question.per_second[across[:links]]
    return moment(slack, rate, rest)


def moment(slack: Floats, rate: Floats, amount: float) -> float:
    """When links that open at `slack` and then bring `rate` a second have brought the amount."""
    if not len(slack):
        return float("inf")
    order = np.argsort(slack, kind="stable")
    slack, rate = slack[order], rate[order]
    total = np.cumsum(rate)
    brought = total * slack - np.cumsum(rate * slack)  # by all opened, when each opens
    last = int(np.searchsorted(brought, amount, "left")) - 1
    last = max(last, 0)
    return float((amount + np.cumsum(rate * slack)[last]) / total[last])
