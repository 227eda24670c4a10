"""The example district: real places, invented people and events, always under its ribbon."""

from tangguh.web.demo.load import NotEmpty, accounts, is_loaded, load
from tangguh.web.demo.reset import RealData, reset

__all__ = ["NotEmpty", "RealData", "accounts", "is_loaded", "load", "reset"]
