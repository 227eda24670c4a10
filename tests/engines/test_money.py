import pytest

from tangguh.engines.money import rupiah
from tangguh.integrations.rupiah import whole_rupiah


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


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("Rp 1.240.000.000", 1_240_000_000),
        ("1500000", 1_500_000),
        ("", 0),
        ("45000000.00", None),  # a decimal point, not a dot between thousands
        ("1,5", None),
        ("-5", None),
        ("9" * 5000, None),
    ],
)
def test_an_amount_is_read_as_people_write_it_or_not_at_all(said: str, amount: int | None):
    assert whole_rupiah(said) == amount
