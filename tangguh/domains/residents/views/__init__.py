from tangguh.domains.residents.views._deeds import add, record, renew, withdraw
from tangguh.domains.residents.views._lists import counts, detail, index

__all__ = ["add", "counts", "detail", "index", "record", "renew", "withdraw"]
