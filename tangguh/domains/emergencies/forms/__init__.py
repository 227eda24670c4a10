from tangguh.domains.emergencies.forms._buddies import (
    AnswerForm,
    HelperForm,
    LevelForm,
    PlacesForm,
    RenewForm,
)

__all__ = ["AnswerForm", "HelperForm", "LevelForm", "PlacesForm", "RenewForm"]
