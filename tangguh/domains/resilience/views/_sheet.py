"""The words of the sheet of evidence for a village index."""

from datetime import date
from typing import Any

from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tangguh.domains.evidence.models import Seal
from tangguh.domains.places import selectors as places
from tangguh.domains.resilience.models import IndicatorEvidence
from tangguh.domains.resilience.selectors import Proof, Proofs
from tangguh.integrations.paper import TANGGUH, print_pdf, qr

TEMPLATE = TANGGUH / "domains" / "resilience" / "templates" / "resilience" / "evidence.typ"
HASH_SIGNS = 12


def evidence(found: Proofs, address: str, *, on: date) -> bytes:
    """A4, black on white, a table a dimension."""
    return print_pdf(TEMPLATE, words(found, address, on=on))


def words(found: Proofs, address: str, *, on: date) -> dict[str, Any]:
    district = places.home_district()
    is_demo = district is not None and district.is_demo
    return {
        "title": _("Evidence for the village index"),
        "office": f"{found.area.name} ({found.area.code})",
        "subtitle": f"{found.definition.facts['title']}, {day(on)}",
        "qr": qr(address),
        "address": address.partition("://")[2].partition("?")[0],
        "foot": address.partition("://")[2],
        "language": get_language() or "id",
        "ribbon": _("SAMPLE DATA, not real events") if is_demo else None,
        "summary": _("%(shown)d of %(of)d indicators have evidence. Scores: %(release)s.")
        % {"shown": found.shown, "of": found.of, "release": released(found)},
        "how": _(
            "A blank line is for what is missing: write what shows it, with its date, or leave "
            "it empty. Claimed: nobody has looked at it yet in another role."
        ),
        "head": [_("Code"), _("Indicator"), _("Score"), _("Evidence")],
        "parts": [[title, [row(proof) for proof in part]] for title, part in found.parts],
        "signatures": [
            {"office": _("Village head"), "name": ""},
            {"office": _("Village operator"), "name": ""},
        ],
    }


def released(found: Proofs) -> str:
    if found.release is None:
        return _("none imported yet")
    return f"{found.release.source}, {day(found.release.as_of)}"


def row(proof: Proof) -> dict[str, Any]:
    return {
        "code": proof.indicator.code,
        "name": proof.name,
        "question": proof.indicator.facts.get("question", ""),
        "score": "–" if proof.score is None else f"{proof.score}",
        "says": proof.says,
        "evidence": [shown(link) for link in proof.links],
    }


def shown(link: IndicatorEvidence) -> str:
    """Title, day, how far it was looked at, and the beginning of its hash."""
    file = link.evidence
    seal = Seal(vars(file)["seal"]).label
    return f"{file.title}, {day(file.happened_on)}. {seal}. SHA-256 {file.sha256[:HASH_SIGNS]}…"


def day(on: date) -> str:
    return dateformat.format(on, "j F Y")
