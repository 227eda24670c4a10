"""A page must be usable by everybody; axe finds the part of that which a machine can find."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The rows of a long table and the villages on a map are alike: looking at some of them is enough.
ALIKE = {"exclude": [["tbody tr:nth-child(n+7)"], ["svg.district a:nth-of-type(n+7)"]]}
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}


def assert_accessible(page: Page) -> None:
    """Refuse whatever axe objects to, naming each element and the rule it breaks."""
    violations = Axe().run(page, ALIKE, ONLY_VIOLATIONS).response["violations"]

    found = [_told(violation) for violation in violations]

    assert not found, f"{page.url} is not accessible:\n" + "\n".join(found)


def _told(violation: dict[str, Any]) -> str:
    elements = "\n".join(f"    {node['html']}" for node in violation["nodes"])
    return f"- {violation['help']} ({violation['id']}, {violation['impact']})\n{elements}"
