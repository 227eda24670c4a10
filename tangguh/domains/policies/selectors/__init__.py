from tangguh.domains.policies.selectors._actuals import (
    Point,
    Reading,
    actual,
    reading,
    readings_of,
    text_in_force,
)
from tangguh.domains.policies.selectors._answers import answers
from tangguh.domains.policies.selectors._documents import (
    Shown,
    document_of,
    document_on,
    indicator_text,
    shown_to,
    version_at,
    version_on,
    versions_of,
)
from tangguh.domains.policies.selectors._findings import findings_of
from tangguh.domains.policies.selectors._indicators import (
    IndicatorPage,
    indicator_for,
    indicator_page,
    measurement_for,
    result_for,
    target_for,
)
from tangguh.domains.policies.selectors._links import broken_links
from tangguh.domains.policies.selectors._periods import months_after
from tangguh.domains.policies.selectors._picture import nodes_of, words_of
from tangguh.domains.policies.selectors._reading import (
    Filters,
    policies_called,
    policies_for,
    policy_for,
    policy_list,
)
from tangguh.domains.policies.selectors._reviews import (
    may_read_open,
    next_review_proposed,
    promised,
    recommendation_for,
    review_for,
    reviews_of,
    snapshot,
    unfinished,
)
from tangguh.domains.policies.selectors._schedule import last_closed, next_review
from tangguh.domains.policies.selectors._upper_rooms import (
    BrokenLink,
    ProgrammeRow,
    programmes_of,
    register_links,
    register_programmes,
)
from tangguh.domains.policies.selectors._uses import Use, uses_of
from tangguh.domains.policies.selectors._words import figure
from tangguh.domains.policies.selectors._work import work_of

__all__ = [
    "BrokenLink",
    "Filters",
    "IndicatorPage",
    "Point",
    "ProgrammeRow",
    "Reading",
    "Shown",
    "Use",
    "actual",
    "answers",
    "broken_links",
    "document_of",
    "document_on",
    "figure",
    "findings_of",
    "indicator_for",
    "indicator_page",
    "indicator_text",
    "last_closed",
    "may_read_open",
    "measurement_for",
    "months_after",
    "next_review",
    "next_review_proposed",
    "nodes_of",
    "policies_called",
    "policies_for",
    "policy_for",
    "policy_list",
    "programmes_of",
    "promised",
    "reading",
    "readings_of",
    "recommendation_for",
    "register_links",
    "register_programmes",
    "result_for",
    "review_for",
    "reviews_of",
    "shown_to",
    "snapshot",
    "target_for",
    "text_in_force",
    "unfinished",
    "uses_of",
    "version_at",
    "version_on",
    "versions_of",
    "words_of",
    "work_of",
]
