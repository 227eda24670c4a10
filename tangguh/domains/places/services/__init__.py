from tangguh.domains.places.services._areas import load_areas
from tangguh.domains.places.services._districts import add_district, freeze_district
from tangguh.domains.places.services._tables import rows

__all__ = ["add_district", "freeze_district", "load_areas", "rows"]
