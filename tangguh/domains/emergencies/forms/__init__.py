from tangguh.domains.emergencies.forms._buddies import (
    HelperForm,
    LevelForm,
    PlacesForm,
    RenewForm,
    SideForm,
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
    AnswerForm,
    EndForm,
    FilterForm,
    ResourceForm,
    SourcedForm,
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
    "RenewForm",
    "ResourceForm",
    "SessionForm",
    "SideForm",
    "SourcedForm",
    "WaveForm",
]
