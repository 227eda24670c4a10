"""Which of the example's files show which indicator, and what its participants said later."""

import yaml

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.programmes.models import Activity
from tangguh.domains.resilience import services as resilience
from tangguh.web.demo.scenario import FILE, Scenario, act, noon

FOLLOW_UPS = FILE.with_name("follow_ups.yaml")
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


def load_follow_ups(scenario: Scenario) -> None:
    """What participants said when they were asked again, some months after an activity."""
    said = yaml.safe_load(FOLLOW_UPS.read_text(encoding="utf-8"))
    for title, code, by, on, chosen_by, asked, yes in said["follow_ups"]:
        resilience.record_follow_up(
            by=scenario.people[by],
            activity=Activity.objects.select_related("area").get(title=title, area__code=code),
            draft=resilience.FollowUpDraft(scenario.area(code), on, chosen_by, asked, yes),
            act_id=act(f"follow-up {title} {code}"),
            now=noon(on),
        )
