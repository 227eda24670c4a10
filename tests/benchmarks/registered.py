"""Every benchmark, in the order in which they run."""

from tests.benchmarks import (
    against_pabutools,
    allocation,
    ballots,
    evacuation,
    evacuation_districts,
    evacuation_province,
    index,
    matching,
    national,
    offline,
    pages,
    portfolio,
    sheets,
    start,
    suite,
)

BENCHMARKS = {
    benchmark.name: benchmark
    for benchmark in (
        pages.BENCHMARK,
        sheets.BENCHMARK,
        ballots.BENCHMARK,
        allocation.BENCHMARK,
        evacuation.BENCHMARK,
        evacuation_province.BENCHMARK,
        evacuation_districts.BENCHMARK,
        against_pabutools.BENCHMARK,
        index.BENCHMARK,
        matching.BENCHMARK,
        portfolio.BENCHMARK,
        national.BENCHMARK,
        offline.BENCHMARK,
        start.BENCHMARK,
        suite.BENCHMARK,
    )
}
