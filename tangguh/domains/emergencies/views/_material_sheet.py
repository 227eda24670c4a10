"""Material on paper: A4, a drawing beside each line, black on white, read from two metres."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tangguh.domains.emergencies.models import Material
from tangguh.domains.places.models import Provenance
from tangguh.integrations.paper import TANGGUH, print_pdf, qr

TEMPLATE = (
    TANGGUH / "domains" / "emergencies" / "templates" / "emergencies" / "outreach" / "material.typ"
)


def material_pdf(material: Material, address: str) -> bytes:
    """A sheet that has lines; what is kept as a file is printed as it is."""
    return print_pdf(TEMPLATE, words_of(material, address))


def words_of(material: Material, address: str) -> dict[str, Any]:
    on = dateformat.format(material.as_of, "j F Y")
    is_sample = material.provenance == Provenance.DEMO
    return {
        "title": material.title,
        "office": material.owner,
        "subtitle": material.get_hazard_display() if material.hazard else "",
        "qr": qr(address),
        "address": "",
        "foot": f"{material.source} · {on} · {address.partition('://')[2]}",
        "language": "id" if material.language == Material.Language.JAMBI_MALAY else get_language(),
        "ribbon": _("SAMPLE DATA, not real events") if is_sample else None,
        "lines": [{"picture": drawn(code), "text": text} for code, text in material.lines],
    }


def drawn(code: str) -> str:
    """The drawing of a picture's code, as SVG."""
    return render_to_string("emergencies/outreach/_picture.html", {"code": code}).strip()
