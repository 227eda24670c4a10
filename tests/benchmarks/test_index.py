"""The benchmark of the village index still runs; how fast is told by ./run bench index alone."""

from tests.benchmarks import throwaway
from tests.benchmarks.benchmark import Scale


def test_the_index_is_measured_and_nothing_differs():
    report = throwaway.measured("index", scale=Scale.TINY).report

    assert [row.what for row in report.rows][1] == "its memory above the input"
    assert all(float(line[2]) < 1e-9 for line in report.table.lines if line[2] != "–")
