from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from tangguh.domains.accounts import selectors as offices
from tangguh.domains.accounts import views as accounts
from tangguh.domains.partners import selectors as partners
from tangguh.domains.places import selectors as places

SHOWN = 10


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """The own profile, and what other rooms ask this person to attend to."""
    today = places.today()
    notices = partners.expiring_documents(request.user, on=today)[:SHOWN]
    return accounts.profile(
        request,
        template="pages/profile.html",
        notices=notices,
        today=today,
        may_report=offices.may_anywhere(request.user, "programmes.report"),
    )
