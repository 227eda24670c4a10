"""Tangguh: the policy of a district on social resilience, from its text to its evidence and back."""

__version__ = "0.1.0"
