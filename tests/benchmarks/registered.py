"""Every benchmark, in the order in which they run."""

from tests.benchmarks import national, pages, start, suite

BENCHMARKS = {
    benchmark.name: benchmark
    for benchmark in (pages.BENCHMARK, national.BENCHMARK, start.BENCHMARK, suite.BENCHMARK)
}
