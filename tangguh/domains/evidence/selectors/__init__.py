from tangguh.domains.evidence.selectors._areas import areas_for, areas_of_district
from tangguh.domains.evidence.selectors._files import (
    file_name,
    served_file,
    thumbnail_file,
)
from tangguh.domains.evidence.selectors._integrity import damaged_files
from tangguh.domains.evidence.selectors._reading import (
    Card,
    Filters,
    card,
    evidence_for,
    evidence_list,
    evidence_open_to,
    in_eights,
    may_verify_it,
)
from tangguh.domains.evidence.selectors._samples import Drawn, drawn, replay, samples_for
from tangguh.domains.evidence.selectors._seals import seal, sealed, with_seals
from tangguh.domains.evidence.selectors._warnings import warnings

__all__ = [
    "Card",
    "Drawn",
    "Filters",
    "areas_for",
    "areas_of_district",
    "card",
    "damaged_files",
    "drawn",
    "evidence_for",
    "evidence_list",
    "evidence_open_to",
    "file_name",
    "in_eights",
    "may_verify_it",
    "replay",
    "samples_for",
    "seal",
    "sealed",
    "served_file",
    "thumbnail_file",
    "warnings",
    "with_seals",
]
