"""Whether coordinates can be where a facility stands, or what a proposal asks for."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tangguh.domains.atlas import selectors
from tangguh.domains.atlas.errors import PositionRefused
from tangguh.domains.places.models import Area

# From Sabang to Merauke and from Miangas to Rote, in degrees.
WEST, EAST, SOUTH, NORTH = 94.9, 141.1, -11.1, 6.2


def refuse_impossible_position(area: Area, latitude: float | None, longitude: float | None) -> None:
    """Raise PositionRefused for half a position, and for one outside Indonesia or the district."""
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        raise PositionRefused(
            _("Only one of latitude and longitude is given. Give both, or leave both empty.")
        )
    refuse_abroad(latitude, longitude)
    refuse_outside(area, latitude, longitude)


def refuse_abroad(latitude: float, longitude: float) -> None:
    if in_indonesia(latitude, longitude):
        return
    if in_indonesia(longitude, latitude):
        raise PositionRefused(
            _(
                "Latitude %(latitude)s and longitude %(longitude)s seem to be exchanged: latitude "
                "lies between −11 and 6 here, longitude between 95 and 141. Write each in its field."
            )
            % written(latitude, longitude)
        )
    raise PositionRefused(
        _(
            "Latitude %(latitude)s, longitude %(longitude)s lies outside Indonesia. Copy both in "
            "degrees from a map or a phone, such as −2.301 and 102.712."
        )
        % written(latitude, longitude)
    )


def in_indonesia(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def refuse_outside(area: Area, latitude: float, longitude: float) -> None:
    found = selectors.away_from_district(area, latitude, longitude)
    if found is None or found.km <= found.tolerated_km:
        return
    where = written(latitude, longitude)
    raise PositionRefused(
        _(
            "Latitude %(latitude)s, longitude %(longitude)s lies %(km)s km outside %(district)s. "
            "Compare both with a map, or leave them empty."
        )
        % (where | {"km": number_format(round(found.km)), "district": found.district.name})
    )


def written(latitude: float, longitude: float) -> dict[str, str]:
    return {"latitude": number_format(latitude), "longitude": number_format(longitude)}
