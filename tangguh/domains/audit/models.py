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
