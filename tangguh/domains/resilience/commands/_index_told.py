"""What `tangguh index` tells in words, in the reader's language."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from tangguh.engines.composite_index import MISSING, Definition, Explanation, Raise, decimals

FEW = 5


def as_text(definition: Definition, code: str, told: Explanation) -> Iterator[str]:
    card, step = told.card, told.next_step
    status = f", {card.status.title}" if card.status else ""
    value = _("none yet") if card.index is None else printed(card.index, definition.parts)
    yield f"{code}: {definition.code} {value}{status}"
    for dimension in definition.dimensions:
        yield f"  {dimension.code} {standing(definition, told, dimension.code)}"
    if card.missing:
        codes = ", ".join(card.missing)
        yield _("Missing, so there is no index: %(codes)s") % {"codes": codes}
    if step:
        yield ""
        yield _("%(status)s needs %(needed)s of %(parts)s (%(printed)s) more.") % {
            "status": step.status.title,
            "needed": step.needed,
            "parts": definition.parts,
            "printed": printed(step.needed, definition.parts),
        }
        yield from rises(_("Each of these alone is enough:"), definition, step.alone)
        if not step.alone:
            yield from rises(_("These together, the fewest there are:"), definition, step.together)
    yield ""
    yield from rises(_("Largest gaps:"), definition, told.gaps[: 2 * FEW])


def standing(definition: Definition, told: Explanation, code: str) -> str:
    points, parts = told.card.dimensions[code], definition.dimension_parts[code]
    if points is None:
        return _("none yet")
    return _("%(printed)s (%(points)s of %(parts)s)") % {
        "printed": printed(points, parts),
        "points": points,
        "parts": parts,
    }


def level_named(level: str) -> str:
    """Of government, as the tables of an index name it."""
    words = {
        "central": _("central government"),
        "province": _("province"),
        "district": _("district"),
        "village": _("village"),
        "others": _("others"),
    }
    return words.get(level, level)


def rises(head: str, definition: Definition, found: Sequence[Raise]) -> Iterator[str]:
    if found:
        yield head
    for rise in found:
        gain = f"+{rise.gain} ({printed(rise.gain, definition.parts)})"
        by = "; ".join(
            f"{level_named(level)}: {', '.join(who)}" for level, who in rise.indicator.who.items()
        )
        able = "" if rise.indicator.actionable else _(" [no programme can or should change this]")
        yield f"  {rise.indicator.code} {rise.score} → {rise.to} {gain} {rise.indicator.name}{able}"
        yield f"      {rise.indicator.activity} – {by}"


def printed(part: int | None, parts: int) -> str:
    return "" if part is None or part == MISSING else decimals(part, parts)
