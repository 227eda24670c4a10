"""The example district: real places, invented people and events, always under its ribbon."""

from tangguh.web.demo.clearing import clear
from tangguh.web.demo.load import accounts, is_loaded, load

__all__ = ["accounts", "clear", "is_loaded", "load"]
