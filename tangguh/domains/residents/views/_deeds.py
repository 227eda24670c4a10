from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.places import selectors as places
from tangguh.domains.residents import parameters, selectors, services
from tangguh.domains.residents.errors import HouseholdChanged
from tangguh.domains.residents.forms import (
    CorrectForm,
    HouseholdForm,
    MemberForm,
    RenewForm,
    WithdrawForm,
)
from tangguh.domains.residents.models import Consent, Household, Member
from tangguh.errors import Refused
from tangguh.integrations.browser import done, sent

KEPT_IN_ADDRESS = ("paper_on", "area", "neighbourhood")  # of a roster, from row to row


@never_cache
@login_required
def record(request: HttpRequest) -> HttpResponse:
    """Write a household down, at its door."""
    by, today = accounts.signed_in(request.user), places.today()
    accounts.area_of(by, "residents.record")
    place = {name: request.GET.get(name, "") for name in KEPT_IN_ADDRESS}
    form = HouseholdForm(sent(request), by=by, initial={k: v for k, v in place.items() if v})

    def deed() -> object:
        said, draft = form.cleaned_data, form.draft()
        record = partial(services.record_household, by=by, act_id=said["act_id"])
        if said["paper_on"] is None:
            return record(draft=draft, on=today)
        keyed = services.from_paper(draft, paper_on=said["paper_on"], on=today)
        return record(draft=keyed, on=said["paper_on"])

    if done(form, deed):
        messages.success(request, _("The household is written down."))
        return redirect(next_row(form))
    texts = [(label, parameters.text(code, today)[1]) for code, label in Consent.Purpose.choices]
    context = {"form": form, "texts": texts, "months": parameters.months(today)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "residents/record.html", context, status=status)


@never_cache
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more who lives there."""
    household, form = to_change(request, pk), MemberForm(sent(request))
    by, today = accounts.signed_in(request.user), places.today()

    def deed() -> object:
        return services.add_member(by=by, household=household, draft=form.draft(), on=today)

    return answer(request, household, form, _("Add somebody"), deed, outbox=True)


@never_cache
@login_required
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """The household was asked again."""
    household, today = to_change(request, pk), places.today()
    held = {each.purpose for each in selectors.consents_of(household, on=today)}
    purposes = [each for each in Consent.Purpose.values if each not in held]
    further = {each: parameters.text(each, today)[1] for each in purposes}
    by, form = accounts.signed_in(request.user), RenewForm(sent(request), further=further)
    deed = partial(services.renew_consents, by=by, household=household, on=today)
    title = _("Renew what was agreed to")
    return answer(request, household, form, title, lambda: deed(**form.cleaned_data))


@never_cache
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A yes is taken back, and what it covered is removed."""
    household = to_change(request, pk)
    by, today = accounts.signed_in(request.user), places.today()
    form = WithdrawForm(sent(request), consents=selectors.consents_of(household, on=today))

    def deed() -> object:
        said = form.cleaned_data
        services.withdraw_consent(by=by, household=household, on=today, **said)
        return True

    return answer(request, household, form, _("Withdraw a consent"), deed)


@never_cache
@login_required
def correct(request: HttpRequest, pk: int, member_pk: int | None = None) -> HttpResponse:
    """Put the house, or somebody who lives there, right; works without a signal.

    The form shows what stands there, so that it was opened is kept.
    """
    household, by = to_change(request, pk), accounts.signed_in(request.user)
    if request.method == "GET":
        services.open_household(by=by, pk=pk, on=places.today())
    target: Household | Member = household
    if member_pk is not None:
        target = get_object_or_404(household.members.all(), pk=member_pk)
    form = CorrectForm(sent(request), target=target)

    def deed() -> object:
        deed = partial(services.correct, by=by, household=household, target=target)
        return deed(draft=form.draft(), now=places.now())

    title = _("Correct what is written down")
    return answer(request, household, form, title, deed, outbox=True)


def next_row(form: HouseholdForm) -> str:
    """The same form anew; from paper, with the day and the RT of the row before."""
    said = form.cleaned_data
    address = reverse("residents:record")
    if said["paper_on"] is None:
        return address
    kept = (said["paper_on"].isoformat(), said["area"].code, said["neighbourhood"])
    return f"{address}?{urlencode(dict(zip(KEPT_IN_ADDRESS, kept, strict=True)))}"


def to_change(request: HttpRequest, pk: int) -> Household:
    """A household that the person may change; for anyone else there is none."""
    by = accounts.signed_in(request.user)
    return selectors.household_for(by, pk, on=places.today(), deed="residents.record")


def answer(
    request: HttpRequest,
    household: Household,
    form: Form,
    title: str,
    deed: Callable[[], object],
    *,
    outbox: bool = False,
) -> HttpResponse:
    """Do a deed to a household and go back to it, or to the list where it is gone."""
    number = household.pk
    if done(form, deed, shows=(Refused, HouseholdChanged)):
        messages.success(request, _("Saved."))
        is_there = Household.objects.filter(pk=number).exists()
        return redirect("residents:detail", pk=number) if is_there else redirect("residents:list")
    context = {
        "form": form,
        "title": title,
        "cancel_url": reverse("residents:detail", args=[number]),
        "withdraws": isinstance(form, WithdrawForm),
        "outbox": outbox,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "residents/form.html", context, status=status)
