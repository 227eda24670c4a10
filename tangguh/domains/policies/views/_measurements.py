from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.places import selectors as places
from tangguh.domains.policies import selectors, services
from tangguh.domains.policies.forms import MeasurementForm
from tangguh.domains.policies.models import Indicator, Measurement
from tangguh.domains.policies.views._requests import Asked, answer, indicator_steps, step
from tangguh.integrations.browser import sent


@login_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a number, with what shows it."""
    indicator = selectors.indicator_for(request.user, pk)
    return reported(request, indicator, None, _("Report a number"))


@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a better number in the place of a reported one, which stays on record."""
    replaced = selectors.measurement_for(request.user, pk)
    return reported(request, replaced.indicator, replaced, _("Correct a number"))


def reported(
    request: HttpRequest, indicator: Indicator, replaced: Measurement | None, title: str
) -> HttpResponse:
    policy = indicator.result.policy
    form = MeasurementForm(
        sent(request),
        policy=policy,
        viewer=request.user,
        initial=known(replaced) if replaced else {"evidence": request.GET.get("evidence", "")},
    )
    asked = Asked(
        title=f"{title}: {indicator.name}",
        needs=("policies.report", policy.area),
        steps=indicator_steps(indicator, step(_("New"), title)),
        done=_("Kept. The number counts from now on."),
        note=_("Unit: %(unit)s. Where its numbers come from: %(source)s.")
        % {"unit": indicator.unit, "source": indicator.source},
    )
    deed = partial(
        services.report_measurement,
        indicator=indicator,
        replaces=replaced,
        now=places.now(),
    )
    return answer(
        request, form, asked, deed, then=reverse("policies:indicator", args=[indicator.pk])
    )


def known(replaced: Measurement) -> dict[str, object]:
    """What the form of a correction shows at first."""
    names = ("starts", "ends", "value", "numerator", "denominator", "source", "note")
    evidence = ", ".join(str(each.pk) for each in replaced.evidence.all())
    return {name: getattr(replaced, name) for name in names} | {
        "area": replaced.area.code,
        "evidence": evidence,
    }
