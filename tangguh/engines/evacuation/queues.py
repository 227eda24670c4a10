"""What happens on the road: every plan is walked through here, and only this number is published."""

import numpy as np

from tangguh.engines.evacuation.fast.queues import run
from tangguh.engines.evacuation.model import Floats, Roads, Routes, Whole


def safe_at(roads: Roads, persons: Whole, routes: Routes, leave: Floats | None = None) -> Floats:
    """When the last person of each household is safe, in seconds; nan for who does not leave.

    A link lets people in one after the other, `per_second` of them; who waits stands in a line in
    front of it. Households enter as they come; at the same moment the lower number first.
    """
    hours = routes.leave if leave is None else leave
    return run(
        np.asarray(hours, np.float64),
        routes.first,
        routes.links,
        persons,
        roads.seconds,
        roads.per_second,
    )
