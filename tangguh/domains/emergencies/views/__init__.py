from tangguh.domains.emergencies.views._buddies import (
    buddies,
    coverage,
    flooded,
    pair,
    propose,
    renew,
    training,
)
from tangguh.domains.emergencies.views._district import district
from tangguh.domains.emergencies.views._helpers import (
    add_helper,
    change_helper,
    declare_level,
    helpers,
)
from tangguh.domains.emergencies.views._profile import profile

__all__ = [
    "add_helper",
    "buddies",
    "change_helper",
    "coverage",
    "declare_level",
    "district",
    "flooded",
    "helpers",
    "pair",
    "profile",
    "propose",
    "renew",
    "training",
]
