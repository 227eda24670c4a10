from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.participation import selectors
from tangguh.domains.participation.forms import ForumListForm
from tangguh.domains.participation.models import Forum
from tangguh.domains.participation.views import _forum_sheets as sheets
from tangguh.domains.participation.views._requests import Stop, stop
from tangguh.domains.places import selectors as places
from tangguh.integrations.browser import page_of, paper


def forum_chain(forum: Forum | None, *stops: Stop) -> list[Stop]:
    """The way from the list of forums to one, and on to where the reader is."""
    first = stop(_("Forums"), _("All"), reverse("participation:forums"))
    if forum is None:
        return [first, *stops]
    url = reverse("participation:forum", args=[forum.pk])
    return [first, stop(_("Forum"), forum.title, url), *stops]


def forums(request: HttpRequest) -> HttpResponse:
    """The meetings at which residents said what they need."""
    form = ForumListForm(request.GET)
    context = {
        "form": form,
        "page": page_of(request, selectors.forum_list(form.filters())),
        "may_open": accounts.may_anywhere(request.user, "participation.hold_forum"),
    }
    return render(request, "participation/forums/list.html", context)


def forum(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting as everybody may read it: whose voices were heard, what was asked, what decided."""
    found = selectors.forum_for(pk)
    records = accounts.may(request.user, "participation.record_forum", at=found.area)
    context: dict[str, Any] = {
        "forum": found,
        "attendance": selectors.attendance_of(found),
        "ranking": selectors.ranking(found),
        "cards": selectors.cards_of(request.user, found),
        "chain": forum_chain(found),
        "records": records,
        "today": places.today(),
    }
    return render(request, "participation/forums/detail.html", context)


@never_cache
@login_required
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes (berita acara) as A4, to be signed."""
    found = selectors.forum_to_record(signed_in(request.user), pk)
    address = request.build_absolute_uri(reverse("participation:forum", args=[pk]))
    return paper(f"berita-acara-{pk}", sheets.minutes(found, address))


@never_cache
@login_required
def attendance_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The names of those who came, for the file of the village alone."""
    found = selectors.forum_to_record(signed_in(request.user), pk)
    address = request.build_absolute_uri(reverse("participation:forum", args=[pk]))
    return paper(f"daftar-hadir-{pk}", sheets.attendance_list(found, address))


@login_required
def blank_forms(request: HttpRequest, pk: int) -> HttpResponse:
    """Empty lists and cards for a meeting on paper, to be keyed afterwards."""
    found = selectors.forum_to_record(signed_in(request.user), pk)
    address = request.build_absolute_uri(reverse("participation:meeting", args=[pk]))
    return paper(f"formulir-{pk}", sheets.blank_forms(found, address))


def wish_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The forum's proposals in their order, by whose task they are (DU-RKP)."""
    found = selectors.forum_for(pk)
    address = request.build_absolute_uri(reverse("participation:forum", args=[pk]))
    return paper(f"du-rkp-{pk}", sheets.wish_list(found, address))
