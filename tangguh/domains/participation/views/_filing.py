from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import File
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.evidence import services as evidence
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation import selectors, services
from tangguh.domains.participation.forms import ProposalForm
from tangguh.domains.participation.models import Proposal
from tangguh.domains.participation.views._proposal_chain import chain_of
from tangguh.domains.participation.views._requests import form_page, stop, tried
from tangguh.domains.partners.models import Organization
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tangguh.integrations.browser import sent

SHORTEST = 4  # signs, before anything is looked for


@login_required
def file_proposal(request: HttpRequest) -> HttpResponse:
    """Hand in what residents ask for."""
    by, today = signed_in(request.user), places.today()
    areas = areas_for(by)
    form = ProposalForm(
        sent(request),
        request.FILES if request.method == "POST" else None,
        areas=areas,
        organizations=organizations_of(by),
        takes_photos=accounts.may_anywhere(by, "evidence.upload"),
        today=today,
        initial={"area": request.GET.get("area") or only_one(areas)},
    )
    proposal = tried(form, lambda: filed(by, form))
    if proposal is None:
        title = _("Hand in a proposal")
        said = {"template": "participation/file.html", "outbox": True}
        return form_page(request, form, title=title, chain=chain_of(None, stop("", title)), **said)
    messages.success(
        request,
        _("Handed in as %(number)s. Print the slip for the author, or write the number down.")
        % {"number": proposal.number},
    )
    return redirect("participation:proposal", number=proposal.number)


def areas_for(by: User) -> QuerySet[Area]:
    """The villages for which a person may hand in a proposal."""
    if not accounts.may_anywhere(by, "participation.propose"):
        raise NotAllowed(
            _(
                "Proposals are handed in by residents and by those who serve a village. Ask your "
                "RT head, cadre or the village office to hand yours in."
            )
        )
    villages = Area.objects.filter(level=Area.Level.VILLAGE, valid_to=None).order_by("name")
    return accounts.open_to(by, villages, deed="participation.propose", area="")


def only_one(areas: QuerySet[Area]) -> str:
    codes = list(areas.values_list("code", flat=True)[:2])
    return codes[0] if len(codes) == 1 else ""


def organizations_of(by: User) -> QuerySet[Organization]:
    """The organizations that a person belongs to, which may hand in the voice of others."""
    kinds = (Organization.Kind.NGO, Organization.Kind.COMMUNITY_GROUP)
    return Organization.objects.filter(members__user=by, kind__in=kinds).order_by("name")


def filed(by: User, form: ProposalForm) -> Proposal:
    """The photos are claimed as evidence first; all is kept, or nothing."""
    said = form.cleaned_data
    pictures = claimed(
        by,
        form.handed_photos,
        form.act,
        area=said["area"],
        title=said["title"],
        happened_on=said["filed_on"],
        source=_("Whoever handed in the proposal"),
        audience=form.audience,
    )
    draft = form.draft(source=_("Handed in by a resident or the village"), pictures=pictures)
    return services.file_proposal(by=by, draft=draft, act_id=form.act, now=places.now())


def claimed(
    by: User, photos: "Sequence[File[bytes]]", act: UUID, **about: Any
) -> tuple[Evidence, ...]:
    """The photos of one act as evidence, each under a number that follows from the act's."""
    return tuple(
        evidence.claim(
            by=by,
            kind=Evidence.Kind.PHOTO,
            file=photo,
            act_id=uuid5(act, f"photo {number}"),
            now=places.now(),
            **about,
        )
        for number, photo in enumerate(photos)
    )


def hints(request: HttpRequest) -> HttpResponse:
    """While a title is typed: proposals that are alike, and what the village will ask."""
    title = request.GET.get("title", "").strip()
    area = Area.objects.filter(code=request.GET.get("area", "")).first()
    district = places.home_district()
    near = area or (district.area if district else None)
    alike = selectors.similar_proposals(title, near) if near else []
    context = {
        "hints": selectors.hints(title) if len(title) >= SHORTEST else None,
        "similar": [(row, selectors.status_of(row)) for row in alike],
    }
    return render(request, "participation/_hints.html", context)
