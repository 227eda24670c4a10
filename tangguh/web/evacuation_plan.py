"""The files of a plan: written, and read back into numbers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tangguh.engines.evacuation import (
    NOWHERE,
    Named,
    Outcome,
    Plan,
    Proof,
    Routes,
    Shortage,
    certificate,
    left_out,
    proof_of,
)
from tangguh.integrations.plain_tables import UnreadableTable, rows, write
from tangguh.web.evacuation_faults import refused
from tangguh.web.evacuation_tables import Given

Row = Mapping[str, Any]

ASSIGNMENT = ("household", "outcome", "shelter", "leave_s", "arrive_s")
ROUTES = ("household", "step", "edge")
LEFT_OUT = ("household", "persons", "outcome", "why")
CLOSED = ("edge", "zone")
IDS_TOLD = 100


def write_plan(given: Given, plan: Plan, folder: Path, ending: str) -> dict[str, Any]:
    """Write all files of a plan; what its summary says."""
    folder.mkdir(parents=True, exist_ok=True)
    named = given.named
    write(folder / f"assignment.{ending}", ASSIGNMENT, assignment(named, plan))
    write(folder / f"routes.{ending}", ROUTES, steps(named, plan.routes))
    write(folder / f"left_out.{ending}", LEFT_OUT, who_stays(named, plan))
    write(folder / f"closed.{ending}", CLOSED, given.closed)
    told = summary(given, plan)
    (folder / "summary.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return told


def assignment(named: Named, plan: Plan) -> Iterable[Sequence[object]]:
    for number, (name, outcome) in enumerate(zip(named.households, plan.outcomes, strict=True)):
        shelter = int(plan.routes.shelter[number])
        if shelter < 0:
            yield name, outcome.value, None, None, None
            continue
        leave, safe = float(plan.routes.leave[number]), float(plan.safe[number])
        yield name, outcome.value, named.shelters[shelter], leave, safe


def steps(named: Named, routes: Routes) -> Iterable[Sequence[object]]:
    first, links = routes.first.tolist(), routes.links.tolist()
    for number, name in enumerate(named.households):
        for step, link in enumerate(links[first[number] : first[number + 1]], 1):
            yield name, step, named.links[link]


def who_stays(named: Named, plan: Plan) -> Iterable[Sequence[object]]:
    persons = named.case.households.persons.tolist()
    for number, why in enumerate(left_out(named.case, plan)):
        if why is not None:
            outcome = plan.outcomes[number].value
            yield named.households[number], persons[number], outcome, why.value


def summary(given: Given, plan: Plan) -> dict[str, Any]:
    named = given.named
    persons = {outcome.value: 0 for outcome in Outcome}
    for outcome, count in zip(plan.outcomes, named.case.households.persons.tolist(), strict=True):
        persons[outcome.value] += count
    return {
        "clearance_s": plan.clearance_s,
        "bound_s": plan.bound_s,
        "gap": plan.gap,
        **{f"persons_{outcome}": count for outcome, count in persons.items()},
        "persons_by_mode": by_mode(given, plan.routes),
        "roads_closed_by_zones": len(given.closed),
        "bridges_left_open_in_zones": given.bridges_open,
        "doubts": [
            {"code": doubt.code, "count": len(doubt.ids), "ids": doubt.ids[:IDS_TOLD]}
            for doubt in given.doubts
        ],
        "shortages": [
            {
                "persons": short.persons,
                "places": short.places,
                "nodes": [named.nodes[n] for n in short.nodes],
                "shelters": [named.shelters[n] for n in short.shelters],
            }
            for short in plan.shortages
        ],
        "certificate": certificate(named, plan.proof),
    }


def by_mode(given: Given, routes: Routes) -> dict[str, int]:
    """Persons whose way leads over a link of each mode that there is."""
    persons = given.named.case.households.persons
    owner = np.repeat(np.arange(len(persons)), np.diff(routes.first))
    of_link = np.array(given.modes)[routes.links]
    return {
        mode: int(persons[np.unique(owner[of_link == mode])].sum())
        for mode in dict.fromkeys(given.modes)
    }


def written_plan(named: Named, folder: Path) -> tuple[Any, ...]:
    """Outcomes, routes, hours and proof as the files of a plan hold them."""
    try:
        lines, ways = (rows(there(folder, name)) for name in ("assignment", "routes"))
        told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        return parsed(named, lines, ways, told["certificate"])
    except (UnreadableTable, OSError, KeyError, TypeError, ValueError) as problem:
        raise refused("no_plan", path=folder, why=repr(problem)) from None


def written_shortages(named: Named, folder: Path) -> tuple[Shortage, ...]:
    """Where the plan found too few places, as its summary holds it."""
    nodes = {name: number for number, name in enumerate(named.nodes)}
    shelters = {name: number for number, name in enumerate(named.shelters)}
    try:
        told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))["shortages"]
        return tuple(
            Shortage(
                np.array([nodes[name] for name in one["nodes"]], np.int32),
                np.array([shelters[name] for name in one["shelters"]], np.int32),
                int(one["persons"]),
                int(one["places"]),
            )
            for one in told
        )
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise refused("no_plan", path=folder, why=repr(problem)) from None


def there(folder: Path, name: str) -> Path:
    parquet = folder / f"{name}.parquet"
    return parquet if parquet.exists() else folder / f"{name}.csv"


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
