from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.forms import NoteForm
from tangguh.integrations.browser import done, sent


@never_cache
@login_required
def step(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One step of a replay: what happens, who must be told, what is done; and what would go wrong."""
    drill = selectors.drill_for(pk)
    moments = selectors.moments_of(drill) if drill.minutes_to_peak else ()
    if not 1 <= number <= len(moments):
        raise Http404
    moment = moments[number - 1]
    may_note = accounts.may(request.user, "emergencies.record_drill", at=drill.area)
    form = NoteForm(sent(request))

    def deed() -> object:
        by = accounts.signed_in(request.user)
        return services.note_problem(by=by, drill=drill, minute=moment.step.minute, **form.said)

    if done(form, deed):
        return redirect("emergencies:step", pk=pk, number=number)
    context = {
        "drill": drill,
        "moment": moment,
        "notes": [each for each in drill.problems.all() if each.minute == moment.step.minute],
        "before": number - 1,
        "after": number + 1 if number < len(moments) else 0,
        "last": len(moments),
        "form": form,
        "may_note": may_note,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "emergencies/drills/step.html", context, status=status)
