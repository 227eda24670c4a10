from tangguh.domains.evidence.views._claims import upload, verify
from tangguh.domains.evidence.views._files import file_, original, thumbnail
from tangguh.domains.evidence.views._lists import export, index
from tangguh.domains.evidence.views._pages import page_of
from tangguh.domains.evidence.views._samples import draw, sample, sample_table, samples

__all__ = [
    "draw",
    "export",
    "file_",
    "index",
    "original",
    "page_of",
    "sample",
    "sample_table",
    "samples",
    "thumbnail",
    "upload",
    "verify",
]
