"""The numbers on a profile's map."""

from dataclasses import dataclass

from tangguh.domains.emergencies.selectors import Profile

BASELINE = 9  # SVG units from the middle of a mark down to the foot of its number


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on the map, and where it stands."""

    number: int
    x: float
    y: float

    @property
    def text_y(self) -> float:
        return self.y + BASELINE


def marks_of(profile: Profile) -> tuple[Mark, ...]:
    """The facilities whose position is known and lies on the map."""
    found = []
    for placed in profile.facilities if profile.map else ():
        facility = placed.facility
        if profile.map is None or facility.longitude is None or facility.latitude is None:
            continue
        x, y = profile.map.place(facility.longitude, facility.latitude)
        if 0 <= x <= profile.map.width and 0 <= y <= profile.map.height:
            found.append(Mark(placed.number, x, y))
    return tuple(found)
