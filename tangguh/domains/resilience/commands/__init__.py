"""`tangguh index` and `tangguh portfolio`: plain files in and out; `index own` reads the district."""

from tangguh.domains.resilience.commands._index import index, read
from tangguh.domains.resilience.commands._own import own
from tangguh.domains.resilience.commands._portfolio import portfolio

__all__ = ["index", "own", "portfolio", "read"]
