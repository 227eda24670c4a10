from tangguh.domains.resilience.views._district import compare, district
from tangguh.domains.resilience.views._evidence import evidence, evidence_sheet, unlink
from tangguh.domains.resilience.views._releases import accept, check, discard, release, releases
from tangguh.domains.resilience.views._villages import card

__all__ = [
    "accept",
    "card",
    "check",
    "compare",
    "discard",
    "district",
    "evidence",
    "evidence_sheet",
    "release",
    "releases",
    "unlink",
]
