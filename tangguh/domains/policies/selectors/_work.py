from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.partners.models import Organization
from tangguh.domains.partners.selectors import Work
from tangguh.domains.policies.selectors._reading import policies_for
from tangguh.domains.policies.selectors._reviews import promised


def work_of(organization: Organization, on: date) -> tuple[Work, ...]:
    """The policies that an organization answers for, and what reviews asked of it. Public ones only."""
    everybody = AnonymousUser()
    policies = policies_for(everybody).filter(owner=organization).order_by("title")
    return (
        *(
            Work(each.called, reverse("policies:detail", args=[each.pk]), each.get_status_display())
            for each in policies
        ),
        *(
            Work(
                each.text,
                reverse("policies:review", args=[each.review_id]),
                due_words(each.due_on, on),
            )
            for each in promised(everybody, owner=organization.pk)
        ),
    )


def due_words(due_on: date | None, on: date) -> str:
    if due_on is None:
        return ""
    words = _("late, was due %(day)s") if due_on < on else _("due %(day)s")
    return words % {"day": date_format(due_on)}
