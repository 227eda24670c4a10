"""What everybody may read of neighbours on call gives no hidden count away."""

from collections import defaultdict

from tangguh.domains.emergencies.selectors import OnCall
from tangguh.engines.disclosure import safe_count, safe_part


def test_bounds_hold_and_leave_every_hidden_count_open():
    could_be = defaultdict(list)
    for people in range(1, 26):
        for once in range(people + 1):
            for twice in range(once + 1):
                told = OnCall(people, once, twice)
                low, high = told.bounds
                assert low <= twice <= high
                seen = safe_count(people), safe_part(once, people), told.doubly, told.bounds
                could_be[seen].append(told)

    for (all_of_them, one, two, _bounds), those in could_be.items():
        if all_of_them is None or two is not None:
            continue
        assert len({told.twice for told in those}) > 1
        assert len({told.once - told.twice for told in those}) > 1
        assert one is not None or len({told.once for told in those}) > 1
