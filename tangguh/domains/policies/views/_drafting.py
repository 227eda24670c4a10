from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts_read
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.places import selectors as places
from tangguh.domains.policies import selectors, services
from tangguh.domains.policies.forms import (
    DraftForm,
    EditForm,
    IndicatorForm,
    NewIndicatorForm,
    NewResultForm,
    PublishForm,
    ResultForm,
    RevisionForm,
    TargetForm,
)
from tangguh.domains.policies.models import Policy
from tangguh.domains.policies.views._requests import (
    Asked,
    answer,
    indicator_steps,
    policy_steps,
    step,
)
from tangguh.errors import NotAllowed
from tangguh.integrations.browser import sent


def page_of(policy: Policy) -> str:
    return reverse("policies:detail", args=[policy.pk])


@login_required
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a policy."""
    by = signed_in(request.user)
    if not accounts_read.may_anywhere(by, "policies.draft"):
        raise NotAllowed(_("Policies are drafted by the planners of Bappeda. Ask them."))
    form = DraftForm(sent(request), by=by)
    asked = Asked(
        title=_("Draft a policy"),
        steps=policy_steps(None, step(_("New"), _("Draft a policy"))),
        done=_("Drafted. Nobody outside sees it until it is published. Add its results now."),
    )
    deed = partial(services.draft_policy, now=places.now())
    return answer(request, form, asked, deed, then=page_of)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Reword a policy."""
    policy = selectors.policy_for(request.user, pk)
    names = ("title", "problem", "legal_basis", "planning_links", "source", "revision")
    known = {name: getattr(policy, name) for name in names} | {"owner": policy.owner_id}
    form = EditForm(sent(request), initial=known)
    asked = Asked(
        title=_("Edit the policy's text"),
        needs=("policies.draft", policy.area),
        steps=policy_steps(policy, step(_("Change"), _("Text"))),
        done=_("Saved in the working text. Publish it to put it in force."),
    )
    deed = partial(services.edit_policy, policy=policy, now=places.now())
    return answer(request, form, asked, deed, then=page_of(policy))


@login_required
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the working text in force."""
    policy = selectors.policy_for(request.user, pk)
    known = {"revision": policy.revision, "in_force_from": places.today()}
    form = PublishForm(sent(request), initial=known)
    asked = Asked(
        title=_("Publish a version"),
        needs=("policies.publish", policy.area),
        steps=policy_steps(policy, step(_("Change"), _("Publish"))),
        done=_("Published. The versions before it can still be read."),
        submit=_("Publish"),
        note=_("The whole text is kept word for word, with results, indicators and targets."),
    )
    deed = partial(services.publish_version, policy=policy, now=places.now())
    return answer(request, form, asked, deed, then=reverse("policies:versions", args=[pk]))


@login_required
def add_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a link to the theory of change."""
    policy = selectors.policy_for(request.user, pk)
    known = {"revision": policy.revision, "parent": request.GET.get("parent")}
    form = NewResultForm(sent(request), policy=policy, initial=known)
    asked = Asked(
        title=_("Add a result"),
        needs=("policies.draft", policy.area),
        steps=policy_steps(policy, step(_("New"), _("Result"))),
        done=_("Added to the working text."),
    )
    deed = partial(services.add_result, policy=policy, now=places.now())
    return answer(request, form, asked, deed, then=page_of(policy))


@login_required
def edit_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Reword a result."""
    result = selectors.result_for(request.user, pk)
    policy = result.policy
    known = {
        "revision": policy.revision,
        "statement": result.statement,
        "parent": result.parent_id,
        "assumption": result.assumption,
        "position": result.position,
    }
    form = ResultForm(sent(request), policy=policy, initial=known)
    asked = Asked(
        title=_("Edit a result"),
        needs=("policies.draft", policy.area),
        steps=policy_steps(policy, step(_("Result"), str(result))),
        done=_("Saved in the working text."),
    )
    deed = partial(services.edit_result, result=result, now=places.now())
    return answer(request, form, asked, deed, then=page_of(policy))


@login_required
def remove_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a result out of the working text."""
    result = selectors.result_for(request.user, pk)
    policy = result.policy
    form = RevisionForm(sent(request), initial={"revision": policy.revision})
    asked = Asked(
        title=_("Remove a result"),
        needs=("policies.draft", policy.area),
        steps=policy_steps(policy, step(_("Result"), str(result))),
        done=_("Removed from the working text. The versions keep it."),
        submit=_("Remove"),
        note=f"{result.get_level_display()} {result}",
    )
    deed = partial(services.remove_result, result=result, now=places.now())
    return answer(request, form, asked, deed, then=page_of(policy))


@login_required
def add_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how a result is measured."""
    result = selectors.result_for(request.user, pk)
    policy = result.policy
    form = NewIndicatorForm(sent(request), initial={"revision": policy.revision})
    asked = Asked(
        title=_("Add an indicator"),
        needs=("policies.draft", policy.area),
        steps=policy_steps(
            policy, step(_("Result"), str(result), page_of(policy)), step(_("New"), _("Indicator"))
        ),
        done=_("Added to the working text. Set its target now."),
    )
    deed = partial(services.add_indicator, result=result, now=places.now())
    return answer(
        request, form, asked, deed, then=lambda made: reverse("policies:indicator", args=[made.pk])
    )


@login_required
def edit_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Measure a result otherwise."""
    indicator = selectors.indicator_for(request.user, pk)
    policy = indicator.result.policy
    names = ("name", "unit", "decimals", "direction", "formula", "every_months", "baseline")
    known = {name: getattr(indicator, name) for name in (*names, "baseline_on", "source")}
    form = IndicatorForm(sent(request), initial=known | {"revision": policy.revision})
    asked = Asked(
        title=_("Edit an indicator"),
        needs=("policies.draft", policy.area),
        steps=indicator_steps(indicator, step(_("Change"), _("Definition"))),
        done=_("Saved in the working text."),
    )
    deed = partial(services.edit_indicator, indicator=indicator, now=places.now())
    return answer(request, form, asked, deed, then=reverse("policies:indicator", args=[pk]))


@login_required
def remove_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an indicator out of the working text."""
    indicator = selectors.indicator_for(request.user, pk)
    policy = indicator.result.policy
    form = RevisionForm(sent(request), initial={"revision": policy.revision})
    asked = Asked(
        title=_("Remove an indicator"),
        needs=("policies.draft", policy.area),
        steps=indicator_steps(indicator, step(_("Change"), _("Remove"))),
        done=_("Removed from the working text. The versions keep it."),
        submit=_("Remove"),
        note=str(indicator),
    )
    deed = partial(services.remove_indicator, indicator=indicator, now=places.now())
    return answer(request, form, asked, deed, then=page_of(policy))


@login_required
def set_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wanted by the end of a period."""
    indicator = selectors.indicator_for(request.user, pk)
    policy = indicator.result.policy
    form = TargetForm(sent(request), policy=policy, initial={"revision": policy.revision})
    asked = Asked(
        title=_("Set a target"),
        needs=("policies.draft", policy.area),
        steps=indicator_steps(indicator, step(_("Change"), _("Target"))),
        done=_("Set in the working text."),
        note=_("The same area and period again replaces the value. Unit: %(unit)s.")
        % {"unit": indicator.unit},
    )
    deed = partial(services.set_target, indicator=indicator, now=places.now())
    return answer(request, form, asked, deed, then=reverse("policies:indicator", args=[pk]))


@login_required
def remove_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a target out of the working text."""
    target = selectors.target_for(request.user, pk)
    policy = target.indicator.result.policy
    form = RevisionForm(sent(request), initial={"revision": policy.revision})
    asked = Asked(
        title=_("Remove a target"),
        needs=("policies.draft", policy.area),
        steps=indicator_steps(target.indicator, step(_("Change"), _("Remove"))),
        done=_("Removed from the working text. The versions keep it."),
        submit=_("Remove"),
        note=str(target),
    )
    deed = partial(services.remove_target, target=target, now=places.now())
    return answer(
        request, form, asked, deed, then=reverse("policies:indicator", args=[target.indicator_id])
    )
