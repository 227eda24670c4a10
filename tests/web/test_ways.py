"""Where residents decide is one click away from where they arrive."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_district, make_village

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["home", "village", "proposals"])
@pytest.mark.parametrize("list_", ["forums", "rounds"])
def test_forums_and_rounds_are_one_click_from_where_a_resident_arrives(
    page: str, list_: str, client: Client
) -> None:
    make_district()
    village = make_village()
    addresses = {
        "home": "/",
        "village": reverse("places:village", args=[village.code]),
        "proposals": reverse("participation:proposals"),
    }

    told = client.get(addresses[page]).content.decode()

    assert f'href="{reverse(f"participation:{list_}")}' in told
