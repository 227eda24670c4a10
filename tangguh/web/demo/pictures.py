"""Drawings that stand where photos would: each says CONTOH across its face."""

import hashlib
import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from tangguh.domains.evidence import services as evidence
from tangguh.domains.evidence.models import Evidence, Verification
from tangguh.domains.places.models import Area
from tangguh.web.demo.scenario import DEMO, Scenario, act, noon

SIZE = (960, 640)
SKY, HILL, RIVER, INK = "#dfeee8", "#7fb5a4", "#0f6258", "#16211f"


def picture(title: str, place: str) -> bytes:
    """A hill, a river and a sheet of paper, drawn from the title alone. JPEG."""
    turn = hashlib.sha256(title.encode()).digest()
    image = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(image)
    peak = 200 + turn[0]
    draw.polygon([(0, 460), (peak, 180 + turn[1] // 3), (peak + 420, 460)], fill=HILL)
    draw.polygon([(0, 470), (960, 420 + turn[2] // 4), (960, 640), (0, 640)], fill=RIVER)
    draw.rectangle([90, 90, 870, 250], fill="white", outline=INK, width=3)
    draw.text((110, 105), title[:52], fill=INK, font=ImageFont.load_default(26))
    draw.text((110, 150), title[52:104], fill=INK, font=ImageFont.load_default(26))
    draw.text((110, 200), place, fill=INK, font=ImageFont.load_default(22))
    draw.text((250, 480), "CONTOH", fill="white", font=ImageFont.load_default(110))
    written = io.BytesIO()
    image.save(written, "JPEG", quality=70)
    return written.getvalue()


def claim_picture(
    scenario: Scenario, area: Area, title: str, on: date, *, checked_by: str = "inspektorat"
) -> Evidence:
    """A drawing claimed as evidence, and verified by a second person in another office."""
    content = picture(title, area.name)
    claimed = evidence.claim(
        by=scenario.people["operator"] if area.code == "15.03.08.2006" else scenario.people["pmd"],
        area=area,
        kind=Evidence.Kind.PHOTO,
        title=title[:200],
        file=SimpleUploadedFile("contoh.jpg", content, content_type="image/jpeg"),
        happened_on=on,
        source=scenario.source,
        audience=Evidence.Audience.PUBLIC,
        act_id=act(f"evidence {area.code} {title}"),
        now=noon(on),
        provenance=DEMO,
    )
    if checked_by:
        evidence.verify(
            by=scenario.people[checked_by],
            evidence=claimed,
            verdict=Verification.Verdict.VERIFIED,
            now=noon(scenario.today),
        )
    return claimed
