from tangguh.domains.programmes.selectors._active import (
    ActiveProgramme,
    Stand,
    active_in,
    contact_of,
    stands,
)
from tangguh.domains.programmes.selectors._broken_links import broken_links
from tangguh.domains.programmes.selectors._by_village import (
    public_activities,
    trained_by_village,
    trainings_in,
    worked_by_village,
    worked_in,
)
from tangguh.domains.programmes.selectors._cancelled import GOES_ON
from tangguh.domains.programmes.selectors._coverage import (
    Coverage,
    CoverageFilters,
    VillageRow,
    coverage,
    shade,
)
from tangguh.domains.programmes.selectors._due import to_report
from tangguh.domains.programmes.selectors._formulas import (
    FORMULAS,
    MEASURES,
    Measure,
    question_of,
)
from tangguh.domains.programmes.selectors._measures import (
    Period,
    activities_due,
    finished_on_time,
    funded,
    reaching,
    villages_reached,
)
from tangguh.domains.programmes.selectors._overlap import overlaps
from tangguh.domains.programmes.selectors._parts import (
    Duties,
    duties,
    may_plan,
    organizations_in,
    organizations_of,
    takes_part,
)
from tangguh.domains.programmes.selectors._reading import (
    Filters,
    activities_for,
    activity_for,
    activity_list,
    cycle_for,
    cycles_for,
    history,
    programme_for,
    programme_list,
    programmes_for,
)
from tangguh.domains.programmes.selectors._standing import (
    Standing,
    budget_of,
    newest_updates,
    planned_progress,
    standing,
    standing_told,
    standings,
    standings_of,
)
from tangguh.domains.programmes.selectors._totals import (
    Totals,
    cycle_totals,
    programme_totals,
    total,
)
from tangguh.domains.programmes.selectors._upper_rooms import (
    Request,
    register_askers,
    who_asked,
)
from tangguh.domains.programmes.selectors._uses import Use, uses_of
from tangguh.domains.programmes.selectors._work import programme_rows, work_of

__all__ = [
    "FORMULAS",
    "GOES_ON",
    "MEASURES",
    "ActiveProgramme",
    "Coverage",
    "CoverageFilters",
    "Duties",
    "Filters",
    "Measure",
    "Period",
    "Request",
    "Stand",
    "Standing",
    "Totals",
    "Use",
    "VillageRow",
    "active_in",
    "activities_due",
    "activities_for",
    "activity_for",
    "activity_list",
    "broken_links",
    "budget_of",
    "contact_of",
    "coverage",
    "cycle_for",
    "cycle_totals",
    "cycles_for",
    "duties",
    "finished_on_time",
    "funded",
    "history",
    "may_plan",
    "newest_updates",
    "organizations_in",
    "organizations_of",
    "overlaps",
    "planned_progress",
    "programme_for",
    "programme_list",
    "programme_rows",
    "programme_totals",
    "programmes_for",
    "public_activities",
    "question_of",
    "reaching",
    "register_askers",
    "shade",
    "standing",
    "standing_told",
    "standings",
    "standings_of",
    "stands",
    "takes_part",
    "to_report",
    "total",
    "trained_by_village",
    "trainings_in",
    "uses_of",
    "villages_reached",
    "who_asked",
    "work_of",
    "worked_by_village",
    "worked_in",
]
