"""A district as it will be after some years: invented people and deeds on Sarolangun's villages.

The same size makes the same district, row by row. It is written in bulk, past the rooms' own
deeds, which would take hours; every row keeps the rules that those deeds would have asked of it.
"""

from tests.benchmarks.district_size.build import build
from tests.benchmarks.district_size.ground import SIZES, District, Size

__all__ = ["SIZES", "District", "Size", "build"]
