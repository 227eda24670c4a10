from tangguh.domains.emergencies.selectors._villages import villages

__all__ = ["villages"]
