"""What was planned and then cancelled counts nowhere, and is not listed."""

from django.db.models import Q

GOES_ON = Q(cancellation__isnull=True)
