"""The written files of a plan, read back into numbers."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from tangguh.engines.evacuation import NOWHERE, Named, Outcome, Proof, Routes

Row = Mapping[str, str]


def parsed(
    named: Named, lines: Iterable[Row], steps: Iterable[Row], certificate: dict[str, Any] | None
) -> tuple[tuple[Outcome, ...], Routes, Any, Proof | None]:
    """Outcomes, routes, hours and proof. Raises KeyError or ValueError for what the case lacks."""
    shelters = {name: number for number, name in enumerate(named.shelters)}
    by_name = {line["household"]: line for line in lines}
    told = [by_name[name] for name in named.households]
    goes = [line["outcome"] == Outcome.ROUTED.value for line in told]
    shelter = [
        shelters[line["shelter"]] if there else NOWHERE
        for line, there in zip(told, goes, strict=True)
    ]
    first, links = ways(named, steps)
    leave = [
        float(line["leave_s"]) if there else -1.0 for line, there in zip(told, goes, strict=True)
    ]
    safe = [
        float(line["arrive_s"]) if there else np.nan for line, there in zip(told, goes, strict=True)
    ]
    return (
        tuple(Outcome(line["outcome"]) for line in told),
        Routes(np.array(shelter, np.int32), first, links, np.array(leave)),
        np.array(safe),
        proof_of(named, certificate),
    )


def ways(named: Named, steps: Iterable[Row]) -> tuple[Any, Any]:
    """Where the links of each household begin, and the links in the order of their steps."""
    homes = {name: number for number, name in enumerate(named.households)}
    links = {name: number for number, name in enumerate(named.links)}
    found = sorted(
        (homes[step["household"]], int(step["step"]), links[step["edge"]]) for step in steps
    )
    count = np.bincount([home for home, _, _ in found], minlength=len(homes))
    return np.append(0, np.cumsum(count)), np.array([link for _, _, link in found], np.int32)


def proof_of(named: Named, certificate: dict[str, Any] | None) -> Proof | None:
    if certificate is None:
        return None
    nodes = {name: number for number, name in enumerate(named.nodes)}
    shelters = {name: number for number, name in enumerate(named.shelters)}
    return Proof(
        float(certificate["seconds"]),
        np.array([nodes[name] for name in certificate["people_of_nodes"]], np.int32),
        np.array([shelters[name] for name in certificate["full_shelters"]], np.int32),
        np.array([nodes[name] for name in certificate["near_side"]], np.int32),
    )
