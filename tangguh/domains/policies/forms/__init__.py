from tangguh.domains.policies.forms._drafting import (
    DraftForm,
    EditForm,
    IndicatorForm,
    NewIndicatorForm,
    NewResultForm,
    PublishForm,
    ResultForm,
    TargetForm,
)
from tangguh.domains.policies.forms._fields import (
    RevisionForm,
)
from tangguh.domains.policies.forms._lists import (
    FilterForm,
    SourceForm,
)
from tangguh.domains.policies.forms._measuring import (
    FindingForm,
    MeasurementForm,
)
from tangguh.domains.policies.forms._reviews import (
    DecisionForm,
    DoneForm,
    RecommendationForm,
    ScheduleForm,
)

__all__ = [
    "DecisionForm",
    "DoneForm",
    "DraftForm",
    "EditForm",
    "FilterForm",
    "FindingForm",
    "IndicatorForm",
    "MeasurementForm",
    "NewIndicatorForm",
    "NewResultForm",
    "PublishForm",
    "RecommendationForm",
    "ResultForm",
    "RevisionForm",
    "ScheduleForm",
    "SourceForm",
    "TargetForm",
]
