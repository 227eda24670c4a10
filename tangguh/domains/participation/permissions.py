"""The way of a proposal: from each status to the next, and the deed that takes it there. Read it aloud."""

from tangguh.domains.participation.models import Status

S = Status
NEXT: dict[Status, dict[Status, str]] = {
    S.DRAFT: {S.SUBMITTED: "participation.propose"},
    S.SUBMITTED: {
        S.SCREENED: "participation.screen",
        S.PARKED: "participation.screen",
        S.MERGED: "participation.screen",
        S.DECLINED: "participation.screen",
    },
    S.SCREENED: {
        S.RANKED: "participation.hold_forum",
        S.PLANNED_VILLAGE: "participation.plan_village",
        S.FORWARDED: "participation.plan_village",
        S.PARKED: "participation.plan_village",
        S.MERGED: "participation.screen",
        S.DECLINED: "participation.plan_village",
    },
    S.RANKED: {
        S.PLANNED_VILLAGE: "participation.plan_village",
        S.FORWARDED: "participation.plan_village",
        S.PARKED: "participation.plan_village",
        S.MERGED: "participation.plan_village",
        S.DECLINED: "participation.plan_village",
    },
    S.PARKED: {
        S.SCREENED: "participation.screen",
        S.PLANNED_VILLAGE: "participation.plan_village",
        S.FORWARDED: "participation.plan_village",
        S.DECLINED: "participation.plan_village",
    },
    S.FORWARDED: {
        S.SUBDISTRICT_OK: "participation.verify_subdistrict",
        S.PARKED: "participation.verify_subdistrict",
        S.DECLINED: "participation.verify_subdistrict",
    },
    S.SUBDISTRICT_OK: {
        S.AGENCY_REVIEW: "participation.plan_district",
        S.PARKED: "participation.plan_district",
        S.DECLINED: "participation.plan_district",
    },
    S.AGENCY_REVIEW: {
        S.PLANNED_DISTRICT: "participation.plan_district",
        S.PARKED: "participation.plan_district",
        S.DECLINED: "participation.plan_district",
    },
    S.PLANNED_VILLAGE: {
        S.BUDGETED: "participation.fund_village",
        S.PARKED: "participation.fund_village",
    },
    S.PLANNED_DISTRICT: {
        S.BUDGETED: "participation.fund_district",
        S.PARKED: "participation.fund_district",
        S.DECLINED: "participation.fund_district",
    },
    S.BUDGETED: {
        S.IN_PROGRESS: "participation.tell_progress",
        S.PARKED: "participation.fund_district",
    },
    S.IN_PROGRESS: {S.DONE: "participation.tell_progress"},
    S.DONE: {
        S.CONFIRMED: "participation.confirm",
        S.IN_PROGRESS: "participation.confirm",
    },
    S.MERGED: {},
    S.DECLINED: {},
    S.CONFIRMED: {},
}
