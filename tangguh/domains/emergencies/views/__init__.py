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
from tangguh.domains.emergencies.views._drills import (
    action,
    alarm,
    arrive,
    drill,
    drills,
    end,
    event,
    finish,
    hand,
    plan,
    problem,
    replay,
    replay_event,
    report,
)
from tangguh.domains.emergencies.views._helpers import (
    add_helper,
    change_helper,
    declare_level,
    helpers,
)
from tangguh.domains.emergencies.views._outreach import outreach, record_session, session
from tangguh.domains.emergencies.views._profile import profile
from tangguh.domains.emergencies.views._tabletop import step

__all__ = [
    "action",
    "add_helper",
    "alarm",
    "arrive",
    "buddies",
    "change_helper",
    "coverage",
    "declare_level",
    "district",
    "drill",
    "drills",
    "end",
    "event",
    "finish",
    "flooded",
    "hand",
    "helpers",
    "outreach",
    "pair",
    "plan",
    "problem",
    "profile",
    "propose",
    "record_session",
    "renew",
    "replay",
    "replay_event",
    "report",
    "session",
    "step",
    "training",
]
