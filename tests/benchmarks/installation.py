"""The product, made ready in a benchmark's own home as an operator makes it ready."""

import django
from django.core.management import call_command


def make_ready() -> None:
    """Load the product, bring the empty database to its shape, collect the static files."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
