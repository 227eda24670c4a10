from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_POST

from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.evidence import selectors, services
from tangguh.domains.evidence.models import Evidence

COPY_TYPE = "image/webp"


def file_(request: HttpRequest, pk: int) -> FileResponse:
    """A picture's clean copy to look at, or a document to save."""
    evidence = selectors.evidence_for(request.user, pk)
    path = selectors.served_file(evidence)
    if evidence.is_picture:
        return picture(evidence, path)
    return document(evidence, path)


def thumbnail(request: HttpRequest, pk: int) -> FileResponse:
    """A picture's small copy."""
    evidence = selectors.evidence_for(request.user, pk)
    return picture(evidence, selectors.thumbnail_file(evidence))


@require_POST
@login_required
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it was sent. A button, not a link: opening it leaves a line in the audit."""
    evidence = selectors.evidence_for(request.user, pk)
    return document(evidence, services.open_original(by=signed_in(request.user), evidence=evidence))


def picture(evidence: Evidence, path: Path) -> FileResponse:
    answer = FileResponse(path.open("rb"), content_type=COPY_TYPE, filename=f"{evidence.pk}.webp")
    return harmless(answer, evidence)


def document(evidence: Evidence, path: Path) -> FileResponse:
    """Never shown by the browser itself: what others wrote must not act under our name."""
    answer = FileResponse(
        path.open("rb"),
        content_type=evidence.media_type,
        as_attachment=True,
        filename=selectors.file_name(evidence),
    )
    return harmless(answer, evidence)


def harmless(answer: FileResponse, evidence: Evidence) -> FileResponse:
    is_public = evidence.audience == Evidence.Audience.PUBLIC
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, max-age=3600" if is_public else "private, no-store"
    return answer
