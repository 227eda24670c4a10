from tangguh.domains.resilience.selectors._cards import (
    Card,
    Compared,
    called,
    card_of,
    compared,
)
from tangguh.domains.resilience.selectors._conflicts import Conflict, conflicts_of
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
from tangguh.domains.resilience.selectors._proof import (
    Proof,
    Proofs,
    evidence_to_link,
    may_link,
    proofs_of,
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

__all__ = [
    "Card",
    "Compared",
    "Conflict",
    "Counted",
    "Field",
    "Proof",
    "Proofs",
    "Robust",
    "Row",
    "Standing",
    "Weighed",
    "called",
    "card_of",
    "compared",
    "conflicts_of",
    "counted",
    "evidence_to_link",
    "field_of",
    "may_import",
    "may_link",
    "newest_release",
    "proofs_of",
    "release_for",
    "releases",
    "rows_of",
    "scores_by_village",
    "scores_in",
    "shades",
    "shades_of",
    "standings_of",
    "unsure_items",
    "waiting_releases",
    "weighed",
]
