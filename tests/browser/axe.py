"""A page must be usable by everybody; axe finds the part of that which a machine can find."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

REFUSED = {"serious", "critical"}


def assert_accessible(page: Page) -> None:
    """Refuse what axe calls serious or critical, naming each element and the rule it breaks."""
    violations = Axe().run(page).response["violations"]

    found = [_told(violation) for violation in violations if violation["impact"] in REFUSED]

    assert not found, f"{page.url} is not accessible:\n" + "\n".join(found)


def _told(violation: dict[str, Any]) -> str:
    elements = "\n".join(f"    {node['html']}" for node in violation["nodes"])
    return f"- {violation['help']} ({violation['id']}, {violation['impact']})\n{elements}"
