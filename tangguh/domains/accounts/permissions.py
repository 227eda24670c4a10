"""Who may do what. Read it aloud to the legal bureau; change it only here."""

from tangguh.domains.accounts.models import Role

R = Role.Name
OFFICIALS = {
    R.REGENT,
    R.PLANNER,
    R.PROGRAMME_MANAGER,
    R.DUTY_OFFICER,
    R.CIVIL_SOCIETY_OFFICER,
    R.INSPECTOR,
    R.ADMINISTRATOR,
    R.SUBDISTRICT_HEAD,
    R.VILLAGE_HEAD,
    R.VILLAGE_OPERATOR,
    R.FACILITATOR,
}
FIELD = {
    R.VILLAGE_HEAD,
    R.VILLAGE_OPERATOR,
    R.NEIGHBOURHOOD_HEAD,
    R.FACILITATOR,
    R.CADRE,
    R.NGO_STAFF,
}

MAY: dict[str, set[R]] = {
    "accounts.manage": {R.ADMINISTRATOR},
    "audit.read": {R.INSPECTOR, R.ADMINISTRATOR},
    "atlas.import_boundaries": {R.ADMINISTRATOR, R.PLANNER},
    "atlas.edit_facilities": {R.PLANNER, R.VILLAGE_HEAD, R.VILLAGE_OPERATOR},
    "evidence.read": OFFICIALS,
    "evidence.read_original": {R.INSPECTOR},
    "evidence.upload": FIELD | {R.PLANNER, R.PROGRAMME_MANAGER, R.DUTY_OFFICER},
    "evidence.verify": {
        R.INSPECTOR,
        R.PLANNER,
        R.PROGRAMME_MANAGER,
        R.CIVIL_SOCIETY_OFFICER,
        R.SUBDISTRICT_HEAD,
        R.VILLAGE_HEAD,
    },
    "evidence.draw_sample": {R.INSPECTOR},
    "partners.edit": {R.CIVIL_SOCIETY_OFFICER, R.ADMINISTRATOR},
    "partners.verify": {R.CIVIL_SOCIETY_OFFICER},
    "partners.read_notices": {R.CIVIL_SOCIETY_OFFICER, R.ADMINISTRATOR, R.INSPECTOR},
    "policies.read_draft": {R.REGENT, R.PLANNER, R.PROGRAMME_MANAGER, R.INSPECTOR},
    "policies.draft": {R.PLANNER},
    "policies.publish": {R.PLANNER},
    "policies.report": {R.PLANNER, R.PROGRAMME_MANAGER},
    "policies.review": {R.PLANNER},
    "policies.decide": {R.REGENT},
    "programmes.plan": {R.PLANNER, R.PROGRAMME_MANAGER},
    "programmes.report": {
        R.PROGRAMME_MANAGER,
        R.FACILITATOR,
        R.VILLAGE_HEAD,
        R.VILLAGE_OPERATOR,
        R.NGO_STAFF,
    },
    "resilience.import_scores": {R.PLANNER},
}
