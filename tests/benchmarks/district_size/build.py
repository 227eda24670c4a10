from django.db import connection, transaction

from tangguh.domains.places import selectors as places
from tangguh.domains.places import services as places_services
from tangguh.domains.places.models import Area
from tangguh.web.districts import open_district
from tests.benchmarks.district_size.ground import TODAY, District, Size
from tests.benchmarks.district_size.land import add_land
from tests.benchmarks.district_size.neighbours import add_neighbours
from tests.benchmarks.district_size.people import add_facilities, add_organizations, add_people
from tests.benchmarks.district_size.plans import add_plans
from tests.benchmarks.district_size.policies import add_policies
from tests.benchmarks.district_size.programmes import add_programmes
from tests.benchmarks.district_size.proofs import add_proofs
from tests.benchmarks.district_size.trail import add_trail
from tests.benchmarks.district_size.voices import add_voices


def build(size: Size) -> District:
    """Open Sarolangun in an empty database and fill it to a size."""
    with transaction.atomic():
        opened = open_district("15.03")
        places_services.freeze_district(district=opened, today=TODAY)
        inside = places.areas_within(opened.area)
        district = District(
            size=size,
            area=opened.area,
            villages=list(places.villages_of(opened.area)),
            subdistricts=list(inside.filter(level=Area.Level.SUBDISTRICT)),
        )
        add_people(district)
        add_organizations(district)
        add_facilities(district)
        policies = add_policies(district)
        updates = add_programmes(district, policies)
        add_proofs(district, updates, policies)
        add_land(district)
        add_neighbours(district)
        add_plans(district)
        add_voices(district)
        add_trail(district)
    if connection.vendor == "postgresql":  # which does so by itself, but not within seconds
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return district
