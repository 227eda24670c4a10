"""How many were safe by which minute of a drill, against what a plan had foreseen."""

from tangguh.engines.arrivals.chart import ChartWords, draw_curves
from tangguh.engines.arrivals.curve import Gap, Step, curve, gaps, minute_of, safe_at

__all__ = ["ChartWords", "Gap", "Step", "curve", "draw_curves", "gaps", "minute_of", "safe_at"]
