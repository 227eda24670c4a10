from tangguh.domains.atlas.commands._boundaries import boundaries
from tangguh.domains.atlas.commands._roads import atlas, roads

__all__ = ["atlas", "boundaries", "roads"]
