from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.db import models


class Entry(models.Model):
    """One deed, chained to the one before it.

    It has no foreign keys, so nothing it tells of is kept from being deleted, and nothing that
    is deleted takes its history along. The migration adds triggers that refuse any change.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    deed = models.CharField(max_length=80)
    about = models.CharField(max_length=120)
    area_code = models.CharField(max_length=20, blank=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["about", "number"]),
            models.Index(fields=["area_code", "number"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.deed} {self.about}"

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError("An audit entry is written once and never removed.")


class Head(models.Model):
    """The last link of the chain. Locking this one row puts concurrent deeds in a line."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class Act(models.Model):
    """One thing that a person sent, kept once: sent again, it is answered again and not done again.

    Its number is made on the device, so that what was entered without a signal can be sent as
    often as it takes. Like an entry it has no foreign keys.
    """

    act_id = models.UUIDField(unique=True)
    actor = models.CharField(max_length=150, blank=True, help_text="Empty where nobody signed in")
    path = models.CharField(max_length=200, help_text="The form that it was entered in")
    content = models.CharField(max_length=64, help_text="SHA-256 of what was entered")
    happened_at = models.DateTimeField(null=True, help_text="When it was entered, by the device")
    sent_at = models.DateTimeField(null=True, help_text="When it was sent, by the same clock")
    received_at = models.DateTimeField(help_text="When it came in, by our clock")
    result = models.JSONField(default=dict, help_text="Where it led, and what was said")

    class Meta:
        indexes = [models.Index(fields=["received_at"])]

    def __str__(self) -> str:
        return f"{self.act_id} {self.path}"

    @property
    def skew(self) -> timedelta:
        """How far the device's clock is behind ours; the time on the way is counted with it."""
        return self.received_at - self.sent_at if self.sent_at else timedelta(0)

    @property
    def happened(self) -> datetime:
        """When it was entered, by our clock as well as we know."""
        return self.happened_at + self.skew if self.happened_at else self.received_at
