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
from tangguh.domains.emergencies.forms._plans import (
    ROW_FORMS,
    ForceForm,
    ScenarioForm,
)
from tangguh.domains.emergencies.forms._readiness import (
    EndForm,
    FilterForm,
    ReadinessForm,
    ResourceForm,
)

__all__ = [
    "ROW_FORMS",
    "ActionForm",
    "AlarmForm",
    "AnswerForm",
    "ArrivalForm",
    "DrillForm",
    "EndForm",
    "EventForm",
    "FilterForm",
    "ForceForm",
    "HandForm",
    "HelperForm",
    "LevelForm",
    "NoteForm",
    "PlacesForm",
    "ProblemForm",
    "ReadinessForm",
    "RenewForm",
    "ResourceForm",
    "ScenarioForm",
    "SessionForm",
    "WaveForm",
]
