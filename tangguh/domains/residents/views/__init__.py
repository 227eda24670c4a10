from tangguh.domains.residents.views._deeds import add, record, renew, withdraw
from tangguh.domains.residents.views._imports import accept, discard, import_file, waiting
from tangguh.domains.residents.views._lists import counts, detail, index

__all__ = [
    "accept",
    "add",
    "counts",
    "detail",
    "discard",
    "import_file",
    "index",
    "record",
    "renew",
    "waiting",
    "withdraw",
]
