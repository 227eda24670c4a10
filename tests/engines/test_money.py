import pytest

from tangguh.engines.money import rupiah


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "Rp0"),
        (999, "Rp999"),
        (1_240_000_000, "Rp1.240.000.000"),
        (-46_000_000, "−Rp46.000.000"),
    ],
)
def test_an_amount_is_written_as_in_indonesian_budgets(amount: int, written: str):
    assert rupiah(amount) == written
