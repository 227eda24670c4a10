"""What a new proposal resembles, and which entries of a list its words suggest."""

from tangguh.engines.proposal_triage.similar import Likeness, Titled, similar
from tangguh.engines.proposal_triage.suggest import Suggested, Worded, suggest

__all__ = ["Likeness", "Suggested", "Titled", "Worded", "similar", "suggest"]
