from tangguh.domains.atlas.forms._facilities import (
    BoundaryForm,
    CorrectionForm,
    EndForm,
    FacilityForm,
    FilterForm,
    NewFacilityForm,
)
from tangguh.domains.atlas.forms._hazards import (
    EndZonesForm,
    GaugeForm,
    ReadingFileForm,
    ReadingForm,
    ZoneFileForm,
)
from tangguh.domains.atlas.forms._roads import (
    CloseForm,
    DrawForm,
    OpenForm,
    PaceForm,
    RoadFileForm,
    RoadFilterForm,
    RoadForm,
)

__all__ = [
    "BoundaryForm",
    "CloseForm",
    "CorrectionForm",
    "DrawForm",
    "EndForm",
    "EndZonesForm",
    "FacilityForm",
    "FilterForm",
    "GaugeForm",
    "NewFacilityForm",
    "OpenForm",
    "PaceForm",
    "ReadingFileForm",
    "ReadingForm",
    "RoadFileForm",
    "RoadFilterForm",
    "RoadForm",
    "ZoneFileForm",
]
