"""Drawings that stand where photos would: each says CONTOH across its face."""

import hashlib
import io
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from tangguh.domains.evidence import services as evidence
from tangguh.domains.evidence.models import Evidence, Verification
from tangguh.domains.places.models import Area
from tangguh.web.demo.scenario import DEMO, Scenario, act, noon

LINE = 50
SIZE = (640, 426)
VERIFIED = Verification.Verdict.VERIFIED
SKY, HILL, RIVER, INK = "#dfeee8", "#7fb5a4", "#0f6258", "#16211f"


def picture(title: str, place: str) -> bytes:
    """A hill, a river and a sheet of paper, drawn from the title alone. JPEG."""
    turn = hashlib.sha256(title.encode()).digest()
    image = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(image)
    peak = 130 + turn[0] // 2
    draw.polygon([(0, 306), (peak, 120 + turn[1] // 5), (peak + 280, 306)], fill=HILL)
    draw.polygon([(0, 312), (640, 280 + turn[2] // 6), (640, 426), (0, 426)], fill=RIVER)
    draw.rectangle([50, 50, 590, 178], fill="white", outline=INK, width=2)
    draw.text((64, 60), title[:LINE], fill=INK, font=ImageFont.load_default(18))
    draw.text((64, 88), title[LINE : 2 * LINE], fill=INK, font=ImageFont.load_default(18))
    draw.text((64, 116), title[2 * LINE : 3 * LINE], fill=INK, font=ImageFont.load_default(18))
    draw.text((64, 148), place, fill=INK, font=ImageFont.load_default(16))
    draw.text((170, 318), "CONTOH", fill="white", font=ImageFont.load_default(74))
    written = io.BytesIO()
    image.save(written, "JPEG", quality=70)
    return written.getvalue()


@dataclass(frozen=True)
class Picture:
    """What is shown of where and when, who claims it, who looked at it, and what did not agree."""

    area: Area
    claimed_by: str
    title: str
    on: date
    checked_by: str | None = None
    disputed: str = ""


def claim_picture(scenario: Scenario, shown: Picture) -> Evidence:
    """A drawing claimed as evidence and, unless it still waits, judged by a second person."""
    content = picture(shown.title, shown.area.name)
    claimed = evidence.claim(
        by=scenario.people[shown.claimed_by],
        area=shown.area,
        kind=Evidence.Kind.PHOTO,
        title=shown.title[:200],
        file=SimpleUploadedFile("contoh.jpg", content, content_type="image/jpeg"),
        happened_on=shown.on,
        source=scenario.source,
        audience=Evidence.Audience.PUBLIC,
        act_id=act(f"evidence {shown.area.code} {shown.title}"),
        now=noon(shown.on),
        provenance=DEMO,
    )
    if shown.checked_by:
        verdict = Verification.Verdict.DISPUTED if shown.disputed else VERIFIED
        evidence.verify(
            by=scenario.people[shown.checked_by],
            evidence=claimed,
            verdict=verdict,
            note=shown.disputed,
            now=noon(scenario.today),
        )
    return claimed


def load_pictures(scenario: Scenario) -> None:
    """What was seen of the flood, the landslide and the work, in every state a claim can be in."""
    for code, who, title, on, checked_by, disputed in scenario.text["evidence"]:
        claim_picture(scenario, Picture(scenario.area(code), who, title, on, checked_by, disputed))
