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

__all__ = [
    "ActionForm",
    "AlarmForm",
    "AnswerForm",
    "ArrivalForm",
    "DrillForm",
    "EventForm",
    "HandForm",
    "HelperForm",
    "LevelForm",
    "NoteForm",
    "PlacesForm",
    "ProblemForm",
    "RenewForm",
    "SessionForm",
    "WaveForm",
]
