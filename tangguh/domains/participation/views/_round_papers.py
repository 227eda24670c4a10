from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.accounts.services import require
from tangguh.domains.participation import selectors, services
from tangguh.domains.participation.forms import BundleForm, KeyingForm, ReasonForm
from tangguh.domains.participation.views._requests import form_page, stop, tried
from tangguh.domains.participation.views._round_requests import bundle_chain, chain_of
from tangguh.domains.places import selectors as places
from tangguh.integrations.browser import sent


@login_required
def bundles(request: HttpRequest, pk: int) -> HttpResponse:
    """The bundles of paper ballots of a round, and a new one."""
    by, round_ = signed_in(request.user), selectors.round_for(request.user, pk)
    require(by, "participation.key_ballots", at=round_.area)
    form = BundleForm(sent(request))
    opened = tried(
        form,
        lambda: services.open_bundle(
            by=by,
            round_=round_,
            label=form.cleaned_data["label"],
            size=form.cleaned_data["size"],
            now=places.now(),
        ),
    )
    if opened:
        return redirect("participation:bundle", pk=opened.pk)
    title = _("Paper ballots")
    return form_page(
        request,
        form,
        title=title,
        chain=chain_of(round_, stop("", title)),
        template="participation/rounds/bundles.html",
        round=round_,
        bundles=round_.bundles.order_by("label"),
        label=_("Open a bundle"),
    )


@login_required
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the double entry of a bundle is. What the other person typed is not shown."""
    found = selectors.bundle_for(request.user, pk)
    own = selectors.keyed_by(found, signed_in(request.user))
    comparison = selectors.comparison_of(found)
    missing = [serial for serial in range(1, found.size + 1) if serial not in own]
    others = [who for who in comparison.people if who.pk != signed_in(request.user).pk]
    context = {
        "bundle": found,
        "chain": bundle_chain(found),
        "own": len(own),
        "next": missing[0] if missing else None,
        "comparison": comparison if len(own) == found.size else None,
        "others": [(who, found.size - len(comparison.missing[who])) for who in others],
        "may_key": bool(own) or len(others) < 2,
        "may_withdraw": selectors.round_duties(request.user, found.round).count,
    }
    return render(request, "participation/rounds/bundle.html", context)


@login_required
def key_ballot(request: HttpRequest, pk: int, serial: int) -> HttpResponse:
    """Type one paper ballot, then the next one that is still missing."""
    by, found = signed_in(request.user), selectors.bundle_for(request.user, pk)
    form = KeyingForm(sent(request))
    keyed = tried(
        form,
        lambda: services.key_ballot(
            by=by,
            bundle=found,
            serial=serial,
            choices=form.cleaned_data["choices"],
            now=places.now(),
        ),
    )
    if keyed is None:
        title = _("Ballot %(serial)d of %(size)d") % {"serial": serial, "size": found.size}
        return form_page(
            request,
            form,
            title=title,
            chain=bundle_chain(found, stop("", title)),
            label=_("Save, next ballot"),
        )
    own = selectors.keyed_by(found, by)
    left = [each for each in range(serial + 1, found.size + 1) if each not in own]
    if left:
        return redirect("participation:key_ballot", pk=pk, serial=left[0])
    return redirect("participation:bundle", pk=pk)


@login_required
@require_POST
def commit_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a bundle that two people typed alike into the box."""
    found = selectors.bundle_for(request.user, pk)
    services.commit_bundle(by=signed_in(request.user), bundle=found, now=places.now())
    messages.success(request, _("The ballots of bundle %(label)s lie in the box.") % vars(found))
    return redirect("participation:bundles", pk=found.round_id)


@login_required
def withdraw_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a bundle back that was opened by mistake."""
    by, found = signed_in(request.user), selectors.bundle_for(request.user, pk)
    require(by, "participation.count_round", at=found.round.area)
    form, round_pk = ReasonForm(sent(request)), found.round_id
    label = tried(
        form,
        lambda: services.withdraw_bundle(by=by, bundle=found, reason=form.cleaned_data["reason"]),
    )
    if label is None:
        title = _("Take the bundle back")
        return form_page(
            request, form, title=title, chain=bundle_chain(found, stop("", title)), label=title
        )
    messages.success(request, _("The bundle is taken back; the audit trail keeps why."))
    return redirect("participation:bundles", pk=round_pk)
