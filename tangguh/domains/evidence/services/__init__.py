from tangguh.domains.evidence.services._claims import claim
from tangguh.domains.evidence.services._originals import open_original
from tangguh.domains.evidence.services._samples import draw_sample
from tangguh.domains.evidence.services._sweep import discard, sweep
from tangguh.domains.evidence.services._verification import verify

__all__ = ["claim", "discard", "draw_sample", "open_original", "sweep", "verify"]
