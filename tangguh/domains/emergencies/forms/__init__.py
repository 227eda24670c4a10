from tangguh.domains.emergencies.forms._buddies import (
    AnswerForm,
    HelperForm,
    LevelForm,
    PlacesForm,
    RenewForm,
)
from tangguh.domains.emergencies.forms._drills import (
    ActionForm,
    AlarmForm,
    ArrivalForm,
    DrillForm,
    EventForm,
    HandForm,
    NoteForm,
    ProblemForm,
    WaveForm,
)
from tangguh.domains.emergencies.forms._outreach import SessionForm
from tangguh.domains.emergencies.forms._readiness import (
    EndForm,
    FilterForm,
    ReadinessForm,
    ResourceForm,
)

__all__ = [
    "ActionForm",
    "AlarmForm",
    "AnswerForm",
    "ArrivalForm",
    "DrillForm",
    "EndForm",
    "EventForm",
    "FilterForm",
    "HandForm",
    "HelperForm",
    "LevelForm",
    "NoteForm",
    "PlacesForm",
    "ProblemForm",
    "ReadinessForm",
    "RenewForm",
    "ResourceForm",
    "SessionForm",
    "WaveForm",
]
