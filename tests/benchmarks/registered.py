"""Every benchmark, in the order in which they run."""

from tests.benchmarks import allocation, ballots, index, matching, national, pages, start, suite

BENCHMARKS = {
    benchmark.name: benchmark
    for benchmark in (
        pages.BENCHMARK,
        ballots.BENCHMARK,
        allocation.BENCHMARK,
        index.BENCHMARK,
        matching.BENCHMARK,
        national.BENCHMARK,
        start.BENCHMARK,
        suite.BENCHMARK,
    )
}
