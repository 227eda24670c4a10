from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts_read
from tangguh.domains.places import selectors as places
from tangguh.domains.policies import selectors, services
from tangguh.domains.policies.forms import (
    DecisionForm,
    DoneForm,
    RecommendationForm,
    ScheduleForm,
)
from tangguh.domains.policies.models import Finding, Recommendation, Review
from tangguh.domains.policies.views._requests import Asked, Step, answer, policy_steps, step
from tangguh.errors import NotFound
from tangguh.integrations.browser import sent


def steps_to(review: Review, *steps: Step) -> list[Step]:
    """The way from the policy to a review."""
    policy = review.policy
    here = step(_("Review"), date_format(review.due_on), page_of(review))
    return policy_steps(
        policy,
        step(_("Reviews"), _("All"), reverse("policies:reviews", args=[policy.pk])),
        here,
        *steps,
    )


def page_of(review: Review) -> str:
    return reverse("policies:review", args=[review.pk])


def reviews(request: HttpRequest, pk: int) -> HttpResponse:
    """When the policy was looked at, and what came of it."""
    policy = selectors.policy_for(request.user, pk)
    context = {
        "policy": policy,
        "reviews": selectors.reviews_of(policy),
        "today": places.today(),
        "may_review": accounts_read.may(request.user, "policies.review", at=policy.area),
        "steps": policy_steps(policy, step(_("Reviews"), _("All"))),
    }
    return render(request, "policies/reviews.html", context)


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review: what there was to look at, what is recommended, and what was decided."""
    found = selectors.review_for(request.user, pk)
    policy = found.policy
    sees_all = found.closed_at is not None or selectors.may_read_open(request.user, policy)
    rows = found.recommendations.select_related("owner").prefetch_related("findings")
    context = {
        "review": found,
        "policy": policy,
        "sees_all": sees_all,
        "prefill": prefilled(found.prefill) if sees_all else {},
        "recommendations": rows.order_by("pk") if sees_all else (),
        "today": places.today(),
        "may_review": accounts_read.may(request.user, "policies.review", at=policy.area),
        "may_decide": accounts_read.may(request.user, "policies.decide", at=policy.area),
        "may_draft": accounts_read.may(request.user, "policies.draft", at=policy.area),
        "steps": steps_to(found),
    }
    return render(request, "policies/review.html", context)


def prefilled(prefill: dict[str, Any]) -> dict[str, Any]:
    """The snapshot with its figures written for the reader."""
    if not prefill:
        return {}
    sources = dict(Finding.Source.choices)
    return prefill | {
        "indicators": [
            each
            | {"words": words(each, each["value"]), "target_words": words(each, each["target"])}
            for each in prefill["indicators"]
        ],
        "findings": [
            each | {"source_word": sources.get(each["source"], each["source"])}
            for each in prefill["findings"]
        ],
    }


def words(indicator: dict[str, Any], value: str | None) -> str:
    number = None if value is None else Decimal(value)
    return selectors.figure(number, indicator["unit"], indicator["decimals"])


@login_required
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the day on which a policy is looked at again."""
    policy = selectors.policy_for(request.user, pk)
    known = {"due_on": selectors.next_review_proposed(places.today())}
    form = ScheduleForm(sent(request), initial=known)
    asked = Asked(
        title=_("Schedule a review"),
        needs=("policies.review", policy.area),
        steps=policy_steps(policy, step(_("New"), _("Review"))),
        done=_("The review is scheduled."),
    )
    deed = partial(services.schedule_review, policy=policy)
    return answer(request, form, asked, deed, then=reverse("policies:reviews", args=[pk]))


@login_required
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a review."""
    found = selectors.review_for(request.user, pk)
    form = ScheduleForm({"due_on": found.due_on} if request.method == "POST" else None)
    form.fields.pop("due_on")
    asked = Asked(
        title=_("Open the review"),
        needs=("policies.review", found.policy.area),
        steps=steps_to(found, step(_("Change"), _("Open"))),
        done=_("The review is open. Look at what came together, and recommend."),
        submit=_("Open the review"),
        note=_(
            "Numbers, findings, broken links and money are put together as they are today, "
            "and stay so."
        ),
    )
    deed = partial(services.open_review, review=found, now=places.now())
    return answer(request, form, asked, deed, then=page_of(found))


@login_required
def recommend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask something of somebody."""
    found = selectors.review_for(request.user, pk)
    form = RecommendationForm(sent(request), policy=found.policy)
    asked = Asked(
        title=_("Recommend"),
        needs=("policies.review", found.policy.area),
        steps=steps_to(found, step(_("New"), _("Recommendation"))),
        done=_("The recommendation is kept."),
    )
    deed = partial(services.recommend, review=found)
    return answer(request, form, asked, deed, then=page_of(found))


@login_required
def edit_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Reword a recommendation, or give it its owner and day."""
    found = selectors.recommendation_for(request.user, pk)
    policy = found.review.policy
    form = RecommendationForm(sent(request), policy=policy, kept=found, initial=known(found))
    asked = Asked(
        title=_("Edit a recommendation"),
        needs=("policies.review", policy.area),
        steps=steps_to(found.review, step(_("Change"), _("Recommendation"))),
        done=_("The recommendation is kept."),
    )
    deed = partial(services.edit_recommendation, recommendation=found)
    return answer(request, form, asked, deed, then=page_of(found.review))


def known(found: Recommendation) -> dict[str, object]:
    """What the form shows at first."""
    return {
        "text": found.text,
        "owner": found.owner_id,
        "due_on": found.due_on,
        "findings": [each.pk for each in found.findings.all()],
    }


@login_required
def finish_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a recommendation was carried out."""
    found = selectors.recommendation_for(request.user, pk)
    form = DoneForm(sent(request), initial={"done_on": places.today()})
    asked = Asked(
        title=_("Report a recommendation as done"),
        needs=("policies.review", found.review.policy.area),
        steps=steps_to(found.review, step(_("Change"), _("Done"))),
        done=_("Kept as done."),
        note=found.text,
    )
    deed = partial(services.finish_recommendation, recommendation=found, now=places.now())
    return answer(request, form, asked, deed, then=page_of(found.review))


@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about the policy, and sign."""
    found = selectors.review_for(request.user, pk)
    if found.opened_at is None:
        raise NotFound(_("The review is not opened yet. Its planner opens it first."))
    form = DecisionForm(
        sent(request), initial={"next_review_on": selectors.next_review_proposed(places.today())}
    )
    asked = Asked(
        title=_("Decide and close the review"),
        needs=("policies.decide", found.policy.area),
        steps=steps_to(found, step(_("Change"), _("Decide"))),
        done=_("Decided and signed. Everybody can read it."),
        submit=_("Sign and close"),
        note=_("A closed review stands for good. Stopping ends the policy."),
    )
    deed = partial(services.close_review, review=found, now=places.now())
    return answer(request, form, asked, deed, then=page_of(found))
