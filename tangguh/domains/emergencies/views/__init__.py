from tangguh.domains.emergencies.views._district import district
from tangguh.domains.emergencies.views._profile import profile

__all__ = ["district", "profile"]
