"""Which of the example's files show which indicator of a village index."""

import yaml

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.resilience import services as resilience
from tangguh.web.demo.scenario import FILE, Scenario, noon

LINKS = FILE.with_name("index_evidence.yaml")


def load_index_evidence(scenario: Scenario) -> None:
    """The operator links the village's own files; the official scores are real and stay as they are."""
    said = yaml.safe_load(LINKS.read_text(encoding="utf-8"))
    area = scenario.area(said["village"])
    for index, indicator, title in said["links"]:
        resilience.link_evidence(
            by=scenario.people[said["by"]],
            area=area,
            index=index,
            indicator=indicator,
            evidence=Evidence.objects.select_related("area").get(title=title),
            now=noon(scenario.today),
        )
