from tangguh.domains.resilience.indicators import Period as OwnPeriod
from tangguh.domains.resilience.selectors._cards import (
    Card,
    Compared,
    called,
    card_of,
    cards_of,
    compared,
)
from tangguh.domains.resilience.selectors._conflicts import (
    Conflict,
    VillageConflicts,
    conflicts_of,
    conflicts_with_shown,
)
from tangguh.domains.resilience.selectors._district import (
    Counted,
    Row,
    Weighed,
    counted,
    rows_of,
    scores_by_village,
    unsure_items,
    weighed,
)
from tangguh.domains.resilience.selectors._field import Field, Robust, field_of
from tangguh.domains.resilience.selectors._follow_ups import (
    Said,
    follow_up_for,
    follow_ups,
    may_record,
    question_words,
    said_in,
    to_ask_again,
    villages_asked,
)
from tangguh.domains.resilience.selectors._own import (
    Figure,
    Own,
    halves_back,
    own_of,
    period_of,
    periods_back,
    places_of,
    source_of,
)
from tangguh.domains.resilience.selectors._own import Standing as OwnStanding
from tangguh.domains.resilience.selectors._own_district import Row as OwnRow
from tangguh.domains.resilience.selectors._own_district import counted as own_counted
from tangguh.domains.resilience.selectors._own_district import known as own_known
from tangguh.domains.resilience.selectors._own_district import lines_of as own_lines
from tangguh.domains.resilience.selectors._own_district import part_told_most as own_part
from tangguh.domains.resilience.selectors._own_district import read_aloud as own_read_aloud
from tangguh.domains.resilience.selectors._own_district import rows_of as own_rows
from tangguh.domains.resilience.selectors._own_district import trend_of as own_trend
from tangguh.domains.resilience.selectors._own_sources import OF_THIS_ROOM
from tangguh.domains.resilience.selectors._own_words import (
    Bar,
    bars_of,
    class_title,
    percent,
    titles_of,
    worded,
)
from tangguh.domains.resilience.selectors._own_words import figure_told as own_figure
from tangguh.domains.resilience.selectors._plan_pages import (
    Opened,
    PlanPage,
    Side,
    opened_by,
    page_for,
)
from tangguh.domains.resilience.selectors._plans import (
    is_out_of_date,
    last_plan,
    limit_prices,
    limits_to_price,
    next_limit_to_price,
    plan_for,
    plans_for,
    requests_for,
)
from tangguh.domains.resilience.selectors._proof import (
    Proof,
    Proofs,
    evidence_to_link,
    may_link,
    proofs_of,
)
from tangguh.domains.resilience.selectors._question import (
    SIDES,
    Question,
    fingerprint_of,
    question_of,
    release_to_plan_with,
)
from tangguh.domains.resilience.selectors._releases import (
    may_import,
    release_for,
    releases,
    waiting_releases,
)
from tangguh.domains.resilience.selectors._standings import (
    Standing,
    newest_release,
    scores_in,
    shades,
    shades_of,
    standings_of,
)
from tangguh.domains.resilience.selectors._trend import Stretch, trend_of
from tangguh.domains.resilience.selectors._unit_costs import (
    Priced,
    cost_entries,
    may_plan,
    may_read_plans,
    priced_interventions,
    unit_costs_on,
)
from tangguh.domains.resilience.selectors._weights import (
    Reweighted,
    WhatIf,
    official_weights,
    what_if,
)

__all__ = [
    "OF_THIS_ROOM",
    "SIDES",
    "Bar",
    "Card",
    "Compared",
    "Conflict",
    "Counted",
    "Field",
    "Figure",
    "Opened",
    "Own",
    "OwnPeriod",
    "OwnRow",
    "OwnStanding",
    "PlanPage",
    "Priced",
    "Proof",
    "Proofs",
    "Question",
    "Reweighted",
    "Robust",
    "Row",
    "Said",
    "Side",
    "Standing",
    "Stretch",
    "VillageConflicts",
    "Weighed",
    "WhatIf",
    "bars_of",
    "called",
    "card_of",
    "cards_of",
    "class_title",
    "compared",
    "conflicts_of",
    "conflicts_with_shown",
    "cost_entries",
    "counted",
    "evidence_to_link",
    "field_of",
    "fingerprint_of",
    "follow_up_for",
    "follow_ups",
    "halves_back",
    "is_out_of_date",
    "last_plan",
    "limit_prices",
    "limits_to_price",
    "may_import",
    "may_link",
    "may_plan",
    "may_read_plans",
    "may_record",
    "newest_release",
    "next_limit_to_price",
    "official_weights",
    "opened_by",
    "own_counted",
    "own_figure",
    "own_known",
    "own_lines",
    "own_of",
    "own_part",
    "own_read_aloud",
    "own_rows",
    "own_trend",
    "page_for",
    "percent",
    "period_of",
    "periods_back",
    "places_of",
    "plan_for",
    "plans_for",
    "priced_interventions",
    "proofs_of",
    "question_of",
    "question_words",
    "release_for",
    "release_to_plan_with",
    "releases",
    "requests_for",
    "rows_of",
    "said_in",
    "scores_by_village",
    "scores_in",
    "shades",
    "shades_of",
    "source_of",
    "standings_of",
    "titles_of",
    "to_ask_again",
    "trend_of",
    "unit_costs_on",
    "unsure_items",
    "villages_asked",
    "waiting_releases",
    "weighed",
    "what_if",
    "worded",
]
