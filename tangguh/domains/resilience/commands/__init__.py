"""`tangguh index` and `tangguh portfolio`: plain files in and out, without a district or a database."""

from tangguh.domains.resilience.commands._index import index, read
from tangguh.domains.resilience.commands._portfolio import portfolio

__all__ = ["index", "portfolio", "read"]
