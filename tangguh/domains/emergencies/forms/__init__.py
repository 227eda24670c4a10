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
from tangguh.domains.emergencies.forms._materials import MaterialForm, MaterialsForm
from tangguh.domains.emergencies.forms._outreach import SessionForm
from tangguh.domains.emergencies.forms._plans import (
    ROW_FORMS,
    ComputeForm,
    ForceForm,
    RouteForm,
    ScenarioForm,
)
from tangguh.domains.emergencies.forms._readiness import (
    AnswerForm,
    EndForm,
    FilterForm,
    ResourceForm,
    SourcedForm,
)

__all__ = [
    "ROW_FORMS",
    "ActionForm",
    "AlarmForm",
    "AnswerForm",
    "ArrivalForm",
    "ComputeForm",
    "DrillForm",
    "EndForm",
    "EventForm",
    "FilterForm",
    "ForceForm",
    "HandForm",
    "HelperForm",
    "LevelForm",
    "MaterialForm",
    "MaterialsForm",
    "NoteForm",
    "PlacesForm",
    "ProblemForm",
    "RenewForm",
    "ResourceForm",
    "RouteForm",
    "ScenarioForm",
    "SessionForm",
    "SideForm",
    "SourcedForm",
    "WaveForm",
]
