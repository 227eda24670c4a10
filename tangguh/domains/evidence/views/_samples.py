from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.evidence import selectors, services
from tangguh.domains.evidence.forms import DrawForm
from tangguh.domains.evidence.models import Seal
from tangguh.domains.evidence.views._pages import page_of
from tangguh.domains.evidence.views._requests import tried
from tangguh.domains.evidence.views._tables import table
from tangguh.domains.places import selectors as places
from tangguh.integrations.browser import sent


@login_required
def samples(request: HttpRequest) -> HttpResponse:
    """All draws within reach, newest first."""
    context = {
        "page": page_of(request, selectors.samples_for(request.user)),
        "may_draw": accounts.may_anywhere(request.user, "evidence.draw_sample"),
    }
    return render(request, "evidence/samples.html", context)


@login_required
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw, drawn again on the spot, as a list that can be printed."""
    sample_ = get_object_or_404(selectors.samples_for(request.user), pk=pk)
    context = {
        "sample": sample_,
        "replay": selectors.replay(sample_),
        "drawn": selectors.drawn(sample_),
        "fingerprint": selectors.in_eights(sample_.fingerprint),
    }
    return render(request, "evidence/sample.html", context)


@login_required
def sample_table(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The same list as a table."""
    sample_ = get_object_or_404(selectors.samples_for(request.user), pk=pk)
    return table(f"sampel-{pk}", sample_rows(selectors.drawn(sample_)))


def sample_rows(drawn: Iterable[selectors.Drawn]) -> Iterator[tuple[object, ...]]:
    yield _("Draw"), _("Evidence"), _("Happened on"), _("Area"), _("What it shows"), _("Seal")
    for line in drawn:
        if line.evidence is None:
            yield line.number, line.pk, "", "", _("no longer here"), ""
            continue
        yield (
            line.number,
            line.pk,
            line.evidence.happened_on.isoformat(),
            line.evidence.area,
            line.evidence.title,
            Seal(selectors.seal(line.evidence)).label,
        )


@login_required
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a sample from a seed."""
    by, today = signed_in(request.user), places.today()
    initial = {"happened_from": today.replace(month=1, day=1), "happened_to": today, "size": 20}
    form = DrawForm(sent(request), by=by, initial=initial)
    drawn = tried(form, lambda: services.draw_sample(by=by, now=places.now(), **form.cleaned_data))
    if drawn is None:
        status = 422 if form.errors else 200
        return render(request, "evidence/draw.html", {"form": form}, status=status)
    messages.success(request, _("Drawn. Anybody with the seed can draw the same again."))
    return redirect("evidence:sample", pk=drawn.pk)
