from tangguh.domains.atlas.commands._boundaries import boundaries, district
from tangguh.domains.atlas.commands._roads import atlas, roads
from tangguh.domains.atlas.commands._zones import zones

__all__ = ["atlas", "boundaries", "district", "roads", "zones"]
