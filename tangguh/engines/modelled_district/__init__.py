"""A district's roads, households and floods as they might be, from its label points; never the truth.

The same points and seed give the same district on every machine: each thing has a dice of its own,
named by what it is, and everything is rounded and sorted.
"""

from tangguh.engines.modelled_district.model import Flood, Homes, Modelled, Village
from tangguh.engines.modelled_district.modelling import model_district
from tangguh.engines.modelled_district.people import A_HOUSEHOLD, expected_people

__all__ = [
    "A_HOUSEHOLD",
    "Flood",
    "Homes",
    "Modelled",
    "Village",
    "expected_people",
    "model_district",
]
