"""The benchmark of portfolios still runs; how fast is told by ./run bench portfolio alone."""

from tests.benchmarks import throwaway
from tests.benchmarks.benchmark import Scale


def test_portfolios_are_measured_agree_with_highs_and_their_certificates_are_accepted():
    report = throwaway.measured("portfolio", scale=Scale.TINY).report

    (differ,) = [row for row in report.rows if row.what.startswith("levels")]
    assert differ.measured == 0
    assert [line[-1] for line in report.table.lines] == ["accepted"] * 4
