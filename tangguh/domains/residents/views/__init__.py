from tangguh.domains.residents.views._deeds import add, correct, record, renew, withdraw
from tangguh.domains.residents.views._imports import accept, discard, import_file, waiting
from tangguh.domains.residents.views._lists import counts, detail, index
from tangguh.domains.residents.views._roster import roster

__all__ = [
    "accept",
    "add",
    "correct",
    "counts",
    "detail",
    "discard",
    "import_file",
    "index",
    "record",
    "renew",
    "roster",
    "waiting",
    "withdraw",
]
