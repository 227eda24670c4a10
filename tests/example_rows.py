"""All rows of the example, to compare one moment of it with another."""

import json

from tangguh.web.backups import tables

NEVER_THE_SAME = {
    "accounts.user.password",
    "accounts.user.date_joined",
    "atlas.boundaryset.received_at",
    "atlas.roadset.edition",
    "emergencies.computation.stamp",  # the edition of the roads is in it
    "participation.step.act_id",
}
# Numbers of ballots and slips are drawn anew each time, so that nobody is known by one.
DRAWN_BY_LOT = {
    "participation.ballot",
    "participation.slip",
    "participation.tally",
    "participation.votingright",
}
THE_TRAIL = {"audit.entry", "audit.head"}


def rows_now() -> dict[str, list[list[object]]]:
    """All rows of the rooms, without the trail, the salt of passwords and the wall's time."""
    found: dict[str, list[list[object]]] = {}
    for model in tables.carried():
        label = model._meta.label_lower
        names, *rows = [json.loads(line) for line in tables.lines(model)]
        same = [at for at, name in enumerate(names) if f"{label}.{name}" not in NEVER_THE_SAME]
        found[label] = [[row[at] for at in same] for row in rows]
        if label in DRAWN_BY_LOT:
            found[label] = [[len(rows)]]
    return {label: rows for label, rows in found.items() if label not in THE_TRAIL}
