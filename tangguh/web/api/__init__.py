"""The open data of a district: read-only lists and rows that obey the same row filter as the pages."""

from tangguh.web.api.routes import api

__all__ = ["api"]
