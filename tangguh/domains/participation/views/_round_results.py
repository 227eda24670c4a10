from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tangguh.domains.participation import selectors
from tangguh.domains.participation.forms import ReceiptForm
from tangguh.domains.participation.models import Round, Tally
from tangguh.domains.participation.views._requests import stop, tried
from tangguh.domains.participation.views._round_requests import chain_of
from tangguh.engines.tables import csv_lines
from tangguh.errors import NotFound
from tangguh.integrations.browser import sent


def published(request: HttpRequest, pk: int) -> tuple[Round, Tally]:
    """A round that is counted; of any other one there is nothing to tell, to anybody."""
    round_ = selectors.round_for(request.user, pk)
    tally = selectors.tally_of(round_)
    if tally is None:
        raise NotFound(
            _("This round is not counted yet, and nothing of its ballots is told before.")
        )
    return round_, tally


def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Each purchase of the count, to be paid again by hand."""
    round_, _tally = published(request, pk)
    context = {
        "round": round_,
        "result": selectors.result_of(round_),
        "chain": chain_of(round_, stop("", _("Step by step"))),
    }
    return render(request, "participation/rounds/steps.html", context)


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """One ballot among the published ones, found by its receipt."""
    round_, _tally = published(request, pk)
    form = ReceiptForm(sent(request))
    chosen = tried(form, lambda: selectors.ballot_told(round_, form.cleaned_data["receipt"]))
    context = {
        "round": round_,
        "form": form,
        "chosen": chosen,
        "chain": chain_of(round_, stop("", _("Find your ballot"))),
    }
    return render(request, "participation/rounds/receipt.html", context)


def ballots_file(request: HttpRequest, pk: int) -> HttpResponse:
    """All ballots without names, as a file that other software counts again."""
    round_, tally = published(request, pk)
    text = selectors.ballots_file(round_, tally.told["winners"])
    return attached(HttpResponse(text, content_type="text/plain; charset=utf-8"), round_, "pb")


def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of the count: its rule, its purchases, its winners."""
    round_, tally = published(request, pk)
    answer = JsonResponse(tally.certificate, json_dumps_params={"indent": 1})
    return attached(answer, round_, "certificate.json")


def result_table(request: HttpRequest, pk: int) -> HttpResponse:
    """The result as a table."""
    round_, tally = published(request, pk)
    rows = [
        ("number", "proposal", "title", "area", "cost", "votes", "funded", "effective_support"),
        *(row.values() for row in result_rows(round_, tally)),
    ]
    answer = HttpResponse("".join(csv_lines(rows)), content_type="text/csv; charset=utf-8")
    return attached(answer, round_, "csv")


def result_data(request: HttpRequest, pk: int) -> HttpResponse:
    """The result for programs."""
    round_, tally = published(request, pk)
    return JsonResponse(
        {
            "round": round_.pk,
            "title": round_.title,
            "area_code": round_.area.code,
            "ceiling": round_.ceiling,
            "voters": tally.voters,
            "spent": tally.told["spent"],
            "rule": round_.rule,
            "lot_seed": round_.lot_seed,
            "ballots_sha256": tally.ballots_sha256,
            "provenance": round_.provenance,
            "projects": result_rows(round_, tally),
        }
    )


def result_rows(round_: Round, tally: Tally) -> list[dict[str, Any]]:
    """Each proposal of the ballot with what became of it. Support is in percent of its cost."""
    result = selectors.result_of(round_)
    support = {each.entry.number: each.support for each in result.others}
    return [
        {
            "number": entry.number,
            "proposal": entry.proposal.number,
            "title": entry.title,
            "area": entry.proposal.area.code,
            "cost": entry.cost,
            "votes": tally.told["votes"].get(str(entry.number), 0),
            "funded": str(entry.number) in tally.told["winners"],
            "effective_support": support.get(entry.number, 100),
        }
        for entry in selectors.on_the_ballot(round_)
    ]


def attached(answer: HttpResponse, round_: Round, ending: str) -> HttpResponse:
    name = f"round-{round_.pk}-{date_of(round_).isoformat()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def date_of(round_: Round) -> date:
    return round_.ended_at.date()
