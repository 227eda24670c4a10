"""Official scores met exactly, and ranks under many weights against the plain pandas way."""

import importlib
import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index import (
    Draw,
    Plan,
    decimals,
    draws,
    ranks,
    robustness,
    score,
    score_all,
)
from tangguh.engines.composite_index import Scale as LevelScale
from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale, Table
from tests.benchmarks.throwaway import ROOT
from tests.engines.composite_index import asem, shipped

TIMES_FASTER, MOST_MEGABYTES, MOST_MOVED = 300, 64, 50
INDICATORS = 60
A_MEGABYTE = 1_000_000
KILOBYTES_OR_BYTES = 1 if sys.platform == "darwin" else 1024
ABSENT = "not here"

Scores = NDArray[np.uint8]
T = TypeVar("T")


@dataclass(frozen=True)
class Size:
    units: int
    draws: int
    plain_draws: int  # of the plain way; the others take as long
    plain_columns: int  # of ranks from which it takes its quantiles


SIZES = {Scale.FULL: Size(84_000, 1000, 12, 100), Scale.TINY: Size(2_000, 30, 3, 10)}


def measure(scale: Scale) -> Report:
    size = SIZES[scale]
    ours = min((alone("ours", scale) for _ in range(3)), key=lambda run: run["busy"])
    plain = alone("plain", scale)
    plain_seconds = size.draws * (plain["busy"] + plain["quantiles"])
    aim = plain_seconds / TIMES_FASTER if plain["way"] == "pandas" else None
    what = f"{size.units:,} villages by {INDICATORS} indicators by {size.draws:,} draws"
    return Report(
        rows=(
            Row(f"{what}, rank intervals", ours["busy"], "s", aim),
            Row("its memory above the input", ours["megabytes"], "MB", MOST_MEGABYTES),
            Row(f"the same the plain {plain['way']} way", plain_seconds, "s"),
            Row("so many times faster", plain_seconds / ours["busy"], "times"),
            Row("district: 158 villages, 1,000 draws", ours["district"] * 1000, "ms"),
            Row(
                "158 villages ranked again, a weight moved", ours["moved"] * 1000, "ms", MOST_MOVED
            ),
        ),
        table=Table(("what", "compared", "differences"), tuple(exactness(scale))),
        notes=(
            "Seconds are those in which the processor worked, one core for either way. The plain way "
            "normalises, weighs and ranks a frame anew in every draw, then takes quantiles; "
            f"{size.plain_draws} draws were measured and counted {size.draws:,} times as one. "
            f"The aim is a {TIMES_FASTER}th of pandas; where that is not installed, arrays stand in for "
            "it and there is no aim. "
            "The compiled loops are loaded before the clock and the memory are looked at: they take a "
            "quarter of a second and some sixty megabytes once for a process, and no part in a district. "
            f"The best of three runs of ours; an interval is at most {ours['width']:,} ranks too wide.",
        ),
    )


# ── Exactness ────────────────────────────────────────────────────────────────────────────────


def exactness(scale: Scale) -> Iterator[tuple[str, str, str]]:
    codes, table = shipped.sarolangun()
    found = differences_in(codes, table)
    yield "desa of the district: four figures and the status", f"{len(codes)}", f"{found}"
    if not shipped.NATIONAL.exists():
        yield "villages of the nation, two cases in full, COINr's stages", ABSENT, "–"
        return
    compared, found = nation(None if scale is Scale.FULL else 500)
    yield "villages of the nation on the lattice: index and status", f"{compared:,}", f"{found}"
    yield "cases published with all 50 scores", "2", f"{cases()}"
    example = asem.Asem()
    for stage in asem.STAGES:
        worst = example.differences(stage)
        yield f"COINr's example, {stage.lower()}: largest relative difference", "51", f"{worst:.0e}"
    compared, found = exact_ranks(SIZES[scale].units)
    yield "ranks under drawn weights, against sorting whole numbers", f"{compared:,}", f"{found}"


def differences_in(codes: list[str], table: NDArray[np.int64]) -> int:
    official, wrong = shipped.published(), 0
    scored = score_all(shipped.IDM, table)
    for n, code in enumerate(codes):
        row = official[code]
        figures = {
            c: (int(v[n]), shipped.IDM.dimension_parts[c]) for c, v in scored.dimensions.items()
        }
        figures["IDM"] = (int(scored.index[n]), shipped.IDM.parts)
        wrong += any(
            float(decimals(*figure)) != float(row[c.lower()]) for c, figure in figures.items()
        )
        status = shipped.IDM.status_of(int(scored.index[n]))
        wrong += status is None or status.code != row["status"]
    return wrong


def nation(most: int | None) -> tuple[int, int]:
    compared = wrong = 0
    for row in shipped.rows(shipped.NATIONAL)[:most]:
        points = shipped.lattice(row)
        if points is None:
            continue
        compared += 1
        index = sum(p * n for p, n in zip(points, (12, 35, 140), strict=True))
        status = shipped.IDM.status_of(index)
        near = abs(Fraction(index, 6300) - Fraction(row["idm"])) <= Fraction(1, 10000)
        wrong += not near or status is None or status.title.upper() != row["status"]
    return compared, wrong


def cases() -> int:
    wrong = 0
    for case in shipped.rows(shipped.CASES):
        card = score(
            shipped.IDM,
            {c[:5]: int(v) for c, v in case.items() if c[:3] in shipped.PARTS and c[3:5].isdigit()},
        )
        figures = {c: (p, shipped.IDM.dimension_parts[c]) for c, p in card.dimensions.items()}
        figures["IDM"] = (card.index, shipped.IDM.parts)
        wrong += any(
            abs(Fraction(part or 0, parts) - Fraction(case[f"{c.lower()}_pub"]))
            > Fraction(1, 20000)
            for c, (part, parts) in figures.items()
        )
        wrong += card.status is None or card.status.title.upper() != case["status_pub"]
    return wrong


def exact_ranks(units: int) -> tuple[int, int]:
    """Ours by counting, against sorting the same scores as whole numbers."""
    table, plan = villages(units), Plan(draws=6, firmness=1)
    official = [1.0] * INDICATORS
    wrong = 0
    for draw, found in zip(
        draws(table, official, plan), ranks(table, draws(table, official, plan)), strict=True
    ):
        if draw.scale.value == "percentile":
            continue
        scores = table.astype(np.int64) @ draw.weights.astype(np.int64)
        ordered = np.sort(scores)
        wrong += int((found != 1 + len(ordered) - np.searchsorted(ordered, scores, "right")).sum())
    return 4 * units, wrong


# ── In processes of their own ────────────────────────────────────────────────────────────────


def alone(way: str, scale: Scale) -> dict[str, Any]:
    """Measured where nothing else has used memory yet, on one core."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.index", way, scale.value],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def villages(units: int) -> Scores:
    """Scores from 0 to 5 that rise together, as they do in villages."""
    noise = np.random.default_rng(1)
    table = np.empty((units, INDICATORS), dtype=np.uint8)
    for start in range(0, units, 4096):
        part = table[start : start + 4096]
        common = noise.normal(size=(len(part), 1))
        drawn = 3 + 0.8 * common + 1.3 * noise.normal(size=part.shape)
        part[:] = np.clip(np.rint(drawn), 0, 5)
    return table


def ours(size: Size) -> dict[str, float]:
    table, official = villages(size.units), [1.0] * INDICATORS
    for units in (200, 2100):  # loads what each of the two ways needs
        robustness(table[:units], official, Plan(draws=3))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found, seconds = busy(lambda: robustness(table, official, Plan(size.draws, firmness=1)))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    district = [busy(lambda: robustness(table[:158], official, Plan(1000)))[1] for _ in range(5)]
    moved = [[*official[:-1], 2.0 + n] for n in range(5)]
    once = [busy(lambda w=w: ranked_again(table[:158], w))[1] for w in moved]  # type: ignore[misc]
    return {
        "moved": max(once),
        "busy": seconds,
        "megabytes": (after - before) * KILOBYTES_OR_BYTES / A_MEGABYTE,
        "width": found.width - 1,
        "district": min(district),
    }


def ranked_again(table: Scores, weights: list[float]) -> NDArray[np.int64]:
    """With these weights as they are: whole numbers up to the room that a score has."""
    whole = np.floor(np.array(weights) * (3000 / sum(weights))).astype(np.float32)
    draw = Draw(LevelScale.GOALPOSTS, whole, int(whole.sum()) * int(table.max()))
    return next(ranks(table, iter([draw])))


def plain(size: Size) -> dict[str, object]:
    """Seconds for one draw, and for the quantiles of one column of ranks."""
    table, noise = villages(size.units), np.random.default_rng(2)
    weights = noise.dirichlet(np.ones(INDICATORS), size.plain_draws)
    if importlib.util.find_spec("pandas") is None:
        way, one, quantiles = "numpy", plain_numpy(table), plain_numpy_quantiles
    else:
        way, one, quantiles = "pandas", plain_pandas(table), plain_pandas_quantiles
    columns, seconds = busy(lambda: [one(n, w) for n, w in enumerate(weights)])
    many = [columns[n % len(columns)] for n in range(size.plain_columns)]
    _found, last = busy(lambda: quantiles(many))
    return {"way": way, "busy": seconds / len(weights), "quantiles": last / size.plain_columns}


def plain_pandas(table: Scores) -> Callable[[int, Any], Any]:
    pandas = importlib.import_module("pandas")

    frame = pandas.DataFrame(table, columns=[f"i{n}" for n in range(INDICATORS)])
    scales = (
        lambda: frame / 5,
        lambda: (frame - frame.mean()) / frame.std(),
        lambda: frame.rank(pct=True),
    )

    def one(number: int, weights: Any) -> Any:
        weighed = scales[number % 3]().mul(pandas.Series(weights, index=frame.columns), axis=1)
        return weighed.sum(axis=1).rank(ascending=False, method="min")

    return one


def plain_pandas_quantiles(columns: list[Any]) -> object:
    pandas = importlib.import_module("pandas")
    return pandas.DataFrame(dict(enumerate(columns))).quantile([0.05, 0.5, 0.95], axis=1)


def plain_numpy(table: Scores) -> Callable[[int, Any], Any]:
    """Where pandas is not installed: the same with arrays, percentiles left out."""

    def one(number: int, weights: Any) -> Any:
        values = table / 5 if number % 2 else (table - table.mean(axis=0)) / table.std(axis=0)
        return np.argsort(np.argsort(-(values * weights).sum(axis=1)))

    return one


def plain_numpy_quantiles(columns: list[Any]) -> object:
    return np.quantile(np.column_stack(columns), [0.05, 0.5, 0.95], axis=1)


def busy(deed: Callable[[], T]) -> tuple[T, float]:
    begun = time.process_time()
    done = deed()
    return done, time.process_time() - begun


BENCHMARK = Benchmark(
    "index", "The village index, exactly and many times", measure, on_databases=False
)

if __name__ == "__main__":
    way = {"ours": ours, "plain": plain}[sys.argv[1]]
    print(json.dumps(way(SIZES[Scale(sys.argv[2])])))
