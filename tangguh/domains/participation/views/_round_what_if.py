from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.participation import selectors, services
from tangguh.domains.participation.forms import ImportForm, RuleForm, VoteForm
from tangguh.domains.participation.views._requests import form_page, stop, tried
from tangguh.domains.participation.views._round_requests import chain_of
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import sent

MOST_TOLD = 5


@login_required
def what_if(request: HttpRequest) -> HttpResponse:
    """Two rules on the same ballots, side by side. Everything stands in the address."""
    accounts.area_of(signed_in(request.user), "participation.plan_round")
    votes = selectors.votes_to_try(request.user)
    asked = request.GET if "vote" in request.GET else None
    vote = VoteForm(asked, votes=votes)
    first, second = RuleForm(asked, prefix="a"), RuleForm(asked, prefix="b")
    trials = None
    if asked and all(form.is_valid() for form in (vote, first, second)):
        trials = selectors.two_trials(
            selectors.vote_for(request.user, vote.cleaned_data["vote"]),
            first.rule(),
            second.rule(),
            ceiling=vote.cleaned_data["ceiling"] or 0,
        )
    context = {
        "vote": vote,
        "rules": [(_("First rule"), first), (_("Second rule"), second)],
        "has_votes": bool(votes),
        "trials": trials,
        "chain": chain_of(None, stop("", _("Try rules"))),
    }
    return render(request, "participation/rounds/what_if.html", context)


@login_required
def import_vote(request: HttpRequest) -> HttpResponse:
    """Bring in a .pb file; what is wrong with it is told with its line."""
    by = signed_in(request.user)
    accounts.area_of(by, "participation.plan_round")
    areas = accounts.open_to(
        by, Area.objects.filter(valid_to=None), deed="participation.plan_round", area=""
    )
    files = request.FILES if request.method == "POST" else None
    form = ImportForm(sent(request), files, areas=areas.order_by("code"))
    kept = tried(
        form,
        lambda: services.import_vote(
            by=by,
            area=form.cleaned_data["area"],
            data=form.cleaned_data["file"].read(),
            source=form.cleaned_data["source"],
            now=places.now(),
        ),
    )
    if kept is None:
        title = _("Import ballots")
        tries = stop(_("Rules"), _("Try rules"), reverse("participation:what_if"))
        chain = chain_of(None, tries, stop("", title))
        return form_page(request, form, title=title, chain=chain, label=title)
    vote, warnings = kept
    for warning in warnings[:MOST_TOLD]:
        messages.warning(request, warning.message)
    messages.success(request, _("“%(title)s” can be counted now.") % {"title": vote.title})
    return redirect(f"{reverse('participation:what_if')}?vote=file-{vote.pk}")
