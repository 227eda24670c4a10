from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer, signed_in
from tangguh.domains.accounts.services import require
from tangguh.domains.participation import selectors, services
from tangguh.domains.participation.forms import (
    CountForm,
    EntriesForm,
    FixForm,
    ReasonForm,
    RoundForm,
)
from tangguh.domains.participation.models import Round
from tangguh.domains.participation.views._requests import attempted, form_page, stop, tried
from tangguh.domains.participation.views._round_requests import back, chain_of, planned
from tangguh.domains.participation.views._round_sheets import slips_pdf
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import selectors as programmes
from tangguh.integrations.browser import sent


def round_form(request: HttpRequest, round_: Round | None = None) -> RoundForm:
    """The form of a round with the areas in which the reader may prepare one."""
    areas = accounts.open_to(
        request.user,
        Area.objects.filter(valid_to=None),
        deed="participation.plan_round",
        area="",
    )
    return RoundForm(
        sent(request),
        areas=areas.order_by("code"),
        cycles=programmes.cycles_for(request.user).order_by("programme__title", "name"),
        round_=round_,
        initial={"year": places.today().year + 1},
    )


@login_required
def draft_round(request: HttpRequest) -> HttpResponse:
    """Prepare a round."""
    by = signed_in(request.user)
    accounts.area_of(by, "participation.plan_round")
    form = round_form(request)
    round_ = tried(form, lambda: services.draft_round(by=by, draft=form.draft(), now=places.now()))
    if round_ is None:
        title = _("Prepare a round")
        return form_page(request, form, title=title, chain=chain_of(None, stop("", title)))
    return redirect("participation:round_entries", pk=round_.pk)


@login_required
def edit_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a round that is being prepared."""
    by, round_ = signed_in(request.user), planned(request.user, pk)
    form = round_form(request, round_)
    edited = tried(
        form,
        lambda: services.edit_round(by=by, round_=round_, draft=form.draft(), now=places.now()),
    )
    if edited is None:
        title = _("Edit the round")
        return form_page(request, form, title=title, chain=chain_of(round_, stop("", title)))
    return back(request, round_, _("Saved."))


@login_required
def set_entries(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which proposals stand on the ballot."""
    by, round_ = signed_in(request.user), planned(request.user, pk)
    form = EntriesForm(sent(request), candidates=selectors.candidates_of(round_), round_=round_)
    done = tried(form, lambda: services.set_entries(by=by, round_=round_, entries=form.drafts()))
    if done is None:
        title = _("The proposals on the ballot")
        return form_page(request, form, title=title, chain=chain_of(round_, stop("", title)))
    for entry in done:
        tell_if_too_dear(request, round_, entry.title, entry.cost)
    return back(request, round_, _("The ballot is set. Try rules on it, then fix one."))


def tell_if_too_dear(request: HttpRequest, round_: Round, title: str, cost: int) -> None:
    """A cost above the ceiling is told at once; it is for people to decide what to do about it."""
    if cost > round_.ceiling:
        messages.warning(
            request,
            _("“%(title)s” costs more than the whole ceiling, so it cannot be funded as it is.")
            % {"title": title},
        )


@login_required
def fix_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Fix the rule and draw the lot."""
    by, round_ = signed_in(request.user), planned(request.user, pk)
    form = FixForm(sent(request))
    fixed = tried(
        form,
        lambda: services.fix_rule(
            by=by,
            round_=round_,
            rule=form.rule(),
            seed=form.cleaned_data["seed"],
            now=places.now(),
        ),
    )
    if fixed is None:
        title = _("Fix the rule")
        return form_page(
            request, form, title=title, chain=chain_of(round_, stop("", title)), label=title
        )
    return back(request, round_, _("The rule is fixed, the lot is drawn, the round is public."))


@login_required
def print_slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Code slips as a PDF that exists only in the hands of who prints it."""
    by, round_ = signed_in(request.user), planned(request.user, pk)
    form = CountForm(sent(request))
    codes = tried(
        form,
        lambda: services.print_slips(
            by=by, round_=round_, count=form.cleaned_data["count"], now=places.now()
        ),
    )
    if codes is None:
        title = _("Print code slips")
        about = _(
            "The codes are shown in this PDF alone and cannot be fetched again. Print it at once, "
            "cut it, mix the slips, and delete the file."
        )
        return form_page(
            request, form, title=title, chain=chain_of(round_, stop("", title)), about=about
        )
    address = request.build_absolute_uri(reverse("participation:vote", args=[round_.pk]))
    return slips_pdf(round_, codes, address)


@login_required
def close_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the voting before its hour."""
    by, round_ = signed_in(request.user), counted(request.user, pk)
    form = ReasonForm(sent(request))
    closed = tried(
        form,
        lambda: services.close_round(
            by=by, round_=round_, reason=form.cleaned_data["reason"], now=places.now()
        ),
    )
    if closed is None:
        return asked(request, round_, form, _("Close the voting now"))
    return back(request, round_, _("Voting is closed."))


@login_required
def publish_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the ballots and publish all of it."""
    by, round_, form = signed_in(request.user), counted(request.user, pk), Form(sent(request))
    tally = attempted(form, lambda: services.publish_result(by=by, round_=round_, now=places.now()))
    if tally is None:
        return asked(request, round_, form, _("Count and publish"))
    words = _("Counted and published. Everybody can count again with the files on this page.")
    return back(request, round_, words)


@login_required
def answer_proposals(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell every author what became of the proposal."""
    by, round_, form = signed_in(request.user), counted(request.user, pk), Form(sent(request))
    answered = tried(
        form, lambda: services.answer_proposals(by=by, round_=round_, now=places.now())
    )
    if answered is None:
        return asked(request, round_, form, _("Answer all proposals"))
    words = ngettext("%(n)d proposal is answered.", "%(n)d proposals are answered.", answered)
    return back(request, round_, words % {"n": answered})


def counted(viewer: Viewer, pk: int) -> Round:
    """A round that the reader may close, count and answer for."""
    round_ = selectors.round_for(viewer, pk)
    require(viewer, "participation.count_round", at=round_.area)
    return round_


def asked(request: HttpRequest, round_: Round, form: Form, title: str) -> HttpResponse:
    """Whether it is really meant: the deed's name on its button."""
    chain = chain_of(round_, stop("", title))
    return form_page(request, form, title=title, chain=chain, label=title, about=round_.title)
