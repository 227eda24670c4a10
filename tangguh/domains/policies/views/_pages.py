from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.places import selectors as places
from tangguh.domains.policies import selectors
from tangguh.domains.policies.models import Policy, Version
from tangguh.domains.policies.selectors import IndicatorPage, Reading
from tangguh.domains.policies.views._requests import (
    day_if_asked,
    indicator_steps,
    policy_steps,
    step,
)
from tangguh.domains.policies.views._so_far import so_far
from tangguh.domains.policies.views._told import counts_of, told
from tangguh.engines import result_tree
from tangguh.engines.revision import (
    IndicatorText,
    PolicyDocument,
    ResultText,
    difference,
    from_json,
)
from tangguh.engines.trend_chart import Point, draw_trend
from tangguh.errors import NotFound

NEWEST_FINDINGS = 5


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One page: problem, goals, programmes, the latest numbers, the last review."""
    policy = selectors.policy_for(request.user, pk)
    if day := day_if_asked(request, "on"):
        return as_it_stood(request, policy, day)
    today = places.today()
    shown = selectors.shown_to(request.user, policy, on=today)
    readings = selectors.readings_of(
        policy,
        on=today,
        document=shown.document,
        results=shown.results,
        head=vars(policy)["trail_head"],
    )
    programmes = selectors.programmes_of(request.user, policy, on=today)
    links = selectors.broken_links(policy, on=today, document=shown.document, readings=readings)
    context = {
        "policy": policy,
        "shown": shown,
        "goals": goals(shown.document, readings),
        "readings": readings,
        "programmes": programmes,
        "links": links,
        "so_far": so_far(readings, programmes, broken=len(links)),
        "findings": selectors.findings_of(policy)[:NEWEST_FINDINGS],
        "last_review": selectors.last_closed(policy),
        "next_review": selectors.next_review(policy),
        "outline": result_tree.outline(
            selectors.nodes_of(policy, shown.document, readings, linked=True)
        ),
        "pictures": pictures(policy, shown.document, readings),
        "steps": policy_steps(None, step(_("Policy"), shown.document.title)),
        "today": today,
        "may_review": accounts.may(request.user, "policies.review", at=policy.area),
    }
    return render(request, "policies/detail.html", context)


def goals(
    document: PolicyDocument, readings: tuple[Reading, ...]
) -> list[tuple[ResultText, list[Reading]]]:
    """Each result with its readings, in the order of reading."""
    return [
        (result, [each for each in readings if each.result.code == result.code])
        for result in document.results
    ]


def pictures(
    policy: Policy, document: PolicyDocument, readings: tuple[Reading, ...]
) -> dict[str, SafeString]:
    """The result tree for wide screens and paper, and for narrow ones. The engine escapes texts."""
    nodes = selectors.nodes_of(policy, document, readings, linked=True)
    if not nodes:
        return {}
    words = selectors.words_of(document)
    wide = result_tree.draw(result_tree.wide(nodes), words, name="tree-wide")
    tall = result_tree.draw(result_tree.tall(nodes), words, name="tree-tall")
    return {"wide": mark_safe(wide), "tall": mark_safe(tall)}  # noqa: S308


def tree(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture alone, without links, to be kept or printed."""
    policy = selectors.policy_for(request.user, pk)
    today = places.today()
    document = selectors.shown_to(request.user, policy, on=today).document
    readings = selectors.readings_of(policy, on=today, document=document)
    nodes = selectors.nodes_of(policy, document, readings, linked=False)
    words = selectors.words_of(document)
    drawn = result_tree.draw(result_tree.wide(nodes), words, name="tree")
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


def as_it_stood(request: HttpRequest, policy: Policy, day: date) -> HttpResponse:
    """The policy's text on another day."""
    version = selectors.version_on(policy, day)
    if version is None:
        raise NotFound(
            _(
                "No version of “%(policy)s” was in force on %(day)s. Its versions are listed on its page."
            )
            % {"policy": policy.called, "day": date_format(day)}
        )
    return version_page(request, policy, version, day=day)


def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version, word for word."""
    policy = selectors.policy_for(request.user, pk)
    return version_page(request, policy, selectors.version_at(policy, number))


def version_page(
    request: HttpRequest, policy: Policy, found: Version, *, day: date | None = None
) -> HttpResponse:
    context = {
        "policy": policy,
        "version": found,
        "document": from_json(found.document),
        "day": day,
        "steps": policy_steps(policy, step(_("Version"), f"{found.number} ({found.label})")),
    }
    return render(request, "policies/version.html", context)


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text that was in force, and why each came."""
    policy = selectors.policy_for(request.user, pk)
    context = {
        "policy": policy,
        "versions": selectors.versions_of(policy),
        "may_compare_draft": accounts.may(request.user, "policies.read_draft", at=policy.area),
        "steps": policy_steps(policy, step(_("Versions"), _("All"))),
        "today": places.today(),
    }
    return render(request, "policies/versions.html", context)


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed between two versions, or between one and the working text."""
    policy = selectors.policy_for(request.user, pk)
    before, before_name = text_asked(request, policy, "before")
    after, after_name = text_asked(request, policy, "after")
    changes = told(difference(before, after))
    context = {
        "policy": policy,
        "changes": changes,
        "counts": counts_of(changes),
        "before": before_name,
        "after": after_name,
        "why": reasons_between(request, policy),
        "decided": selectors.last_closed(policy) if request.GET.get("after") == "draft" else None,
        "steps": policy_steps(policy, step(_("Difference"), f"{before_name} → {after_name}")),
    }
    return render(request, "policies/difference.html", context)


def reasons_between(request: HttpRequest, policy: Policy) -> list[Version]:
    """The versions that lie between the two texts, oldest first: each says why it came."""
    ends = [number_asked(request, policy, name) for name in ("before", "after")]
    versions = selectors.versions_of(policy).filter(number__gt=min(ends), number__lte=max(ends))
    return list(versions.order_by("number"))


def number_asked(request: HttpRequest, policy: Policy, name: str) -> int:
    """The number of a version of the address; the working text comes after the last."""
    said = request.GET.get(name, "")
    return policy.versions.count() if said == "draft" else int(said)


def text_asked(request: HttpRequest, policy: Policy, name: str) -> tuple[PolicyDocument, str]:
    """A version by its number, or the working text for those who may read it."""
    said = request.GET.get(name, "")
    may_read_draft = accounts.may(request.user, "policies.read_draft", at=policy.area)
    if said == "draft" and may_read_draft:
        return selectors.document_of(policy), _("working text")
    found = selectors.version_at(policy, int(said) if said.isdigit() else 0)
    return from_json(found.document), found.label


def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """One number: where it comes from, what shows it, how it went and where it should go."""
    today = places.today()
    found = selectors.indicator_for(request.user, pk)
    page = selectors.indicator_page(request.user, found, on=today)
    context = {
        "page": page,
        "chart": chart(page),
        "points": [
            (point.on, selectors.figure(point.value, page.reading.text.unit, decimals))
            for decimals in [page.reading.text.decimals]
            for point in page.trend
        ],
        "steps": indicator_steps(found),
        "today": today,
    }
    return render(request, "policies/indicator.html", context)


def chart(page: IndicatorPage) -> SafeString | None:
    """The history as a line from the baseline to now, and the target; None where there is nothing."""
    text = page.reading.text
    known = [(point.on, point.value) for point in page.trend]
    if text.baseline is not None and text.baseline_on is not None:
        known.insert(0, (text.baseline_on, text.baseline))
    if not known:
        return None
    target = page.reading.tracking.target
    drawn = draw_trend(
        [mark(text, on, value) for on, value in known],
        target=mark(text, target.on, target.value) if target else None,
        title=f"{text.code} {text.name}",
        summary=_("From %(first)s to %(last)s; the target is %(target)s.")
        % {
            "first": selectors.figure(known[0][1], text.unit, text.decimals),
            "last": selectors.figure(known[-1][1], text.unit, text.decimals),
            "target": page.reading.target_words,
        },
    )
    return mark_safe(drawn)  # noqa: S308 the engine escapes texts


def mark(text: IndicatorText, on: date, value: Decimal) -> Point:
    words = selectors.figure(value, text.unit, text.decimals)
    return Point(on, float(value), words, date_format(on, "M Y"))
