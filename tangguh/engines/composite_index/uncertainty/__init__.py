"""How sure a rank is: rank again under many weights and scales, and keep what stays."""

from tangguh.engines.composite_index.uncertainty.draws import Draw, Plan, Scale, draws
from tangguh.engines.composite_index.uncertainty.intervals import Robustness, robustness
from tangguh.engines.composite_index.uncertainty.ranking import ranks

__all__ = ["Draw", "Plan", "Robustness", "Scale", "draws", "ranks", "robustness"]
