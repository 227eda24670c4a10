from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import chain, repeat

from tangguh.integrations.pabulib.model import Ballot, PbFile, PbProject
from tangguh.integrations.pabulib.problems import PbWarning, refuse
from tangguh.integrations.pabulib.sections import Section, split_into_sections

VOTE_TYPES = ("approval", "choose-1", "cumulative", "scoring", "ordinal")
WITH_POINTS = ("cumulative", "scoring")
MOST_DIGITS = 18


def read_pb(data: bytes) -> PbFile:
    """A vote from the bytes of its file. Raises MalformedPb with the line and the remedy.

    Real files mix line endings, write decimal budgets and list a project twice on a ballot:
    these are read, and what was strange is told in `warnings`.
    """
    sections, warnings = split_into_sections(data)
    meta = _meta(sections["META"])
    budget = _money(*meta["budget"], "budget")
    vote_type = _vote_type(meta)
    projects = _projects(sections["PROJECTS"])
    votes = sections["VOTES"]
    _one_ballot_a_voter(votes)
    ballots, strange = _ballots(votes, {project.id for project in projects}, vote_type)
    _agree(meta, "num_projects", len(projects))
    _agree(meta, "num_votes", len(votes.texts))
    return PbFile(
        meta={key: value for key, (value, _) in meta.items()},
        budget=budget,
        vote_type=vote_type,
        projects=projects,
        ballots=ballots,
        votes=votes,
        warnings=(*warnings, *strange, *_remarks(projects, ballots, budget)),
    )


Meta = Mapping[str, tuple[str, int]]  # value and line


def _meta(section: Section) -> Meta:
    key, value = section.place("key"), section.place("value")
    meta: dict[str, tuple[str, int]] = {}
    for row, line in zip(section.rows(), section.lines, strict=True):
        name, said = row[key].strip(), row[value].strip()
        other, first = meta.setdefault(name, (said, line))
        if other != said:
            raise refuse("meta_twice", line, key=name, value=said, other=other, first=first)
    if "budget" not in meta:
        raise refuse("no_meta", section.first, key="budget")
    return meta


def _vote_type(meta: Meta) -> str:
    said, line = meta.get("vote_type", ("approval", 0))
    if said not in VOTE_TYPES:
        raise refuse("unknown_vote_type", line, value=said)
    return said


def _agree(meta: Meta, key: str, found: int) -> None:
    if key not in meta:
        return
    said, line = meta[key]
    if not said.isdecimal():
        raise refuse("not_a_number", line, key=key, value=said)
    if int(said) != found:
        raise refuse("wrong_number", line, key=key, expected=int(said), found=found)


def _money(text: str, line: int, column: str) -> Decimal:
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        raise refuse("not_money", line, column=column, value=text) from None
    if not amount.is_finite() or "_" in text or amount.adjusted() > MOST_DIGITS:
        raise refuse("not_money", line, column=column, value=text)
    if amount <= 0:
        raise refuse("not_positive", line, column=column, value=text)
    return amount


def _projects(section: Section) -> tuple[PbProject, ...]:
    id_, cost = section.place("project_id"), section.place("cost")
    found: dict[str, PbProject] = {}
    for row, line in zip(section.rows(), section.lines, strict=True):
        name = row[id_].strip()
        if not name:
            raise refuse("empty_id", line)
        if name in found:
            raise refuse("project_twice", line, project=name, first=found[name].line)
        columns = dict(zip(section.head, row, strict=True))
        found[name] = PbProject(line, name, _money(row[cost], line, "cost"), columns)
    return tuple(found.values())


def _one_ballot_a_voter(votes: Section) -> None:
    voters = votes.column("voter_id")
    if len(set(voters)) == len(voters):
        return
    first: dict[str, int] = {}
    for voter, line in zip(voters, votes.lines, strict=True):
        if voter in first:
            raise refuse("voter_twice", line, voter=voter, first=first[voter])
        first[voter] = line


Text = tuple[str, str]  # the cells vote and points


def _ballots(
    votes: Section, known: set[str], vote_type: str
) -> tuple[tuple[Ballot, ...], list[PbWarning]]:
    """Equal ballots are read once. A line is looked up only where something is to be said of it."""
    points = votes.column("points") if vote_type in WITH_POINTS else repeat("", len(votes.texts))
    texts = list(zip(votes.column("vote"), points, strict=True))
    reader = _Ballots(known, vote_type, texts, votes.lines)
    ballots = tuple(reader.ballot(text, times) for text, times in Counter(texts).items())
    return ballots, reader.warnings


class _Ballots:
    def __init__(
        self, known: set[str], vote_type: str, texts: Sequence[Text], lines: Sequence[int]
    ) -> None:
        self.known = known
        self.vote_type = vote_type
        self.texts = texts
        self.lines = lines
        self.warnings: list[PbWarning] = []

    def line(self, text: Text) -> int:
        return self.lines[self.texts.index(text)]

    def ballot(self, text: Text, times: int) -> Ballot:
        projects = tuple(text[0].split(",")) if text[0].strip() else ()
        if not self.known.issuperset(projects):
            projects = self._known(projects, text)
        if self.vote_type == "choose-1" and len(projects) > 1:
            raise refuse("one_choice", self.line(text), found=len(projects))
        if not projects:
            self.warnings.append(PbWarning("empty_ballots", self.line(text), {"found": times}))
        points = self._points(projects, text) if self.vote_type in WITH_POINTS else ()
        if len(set(projects)) < len(projects):
            return self._without_repetition(projects, points, text, times)
        return Ballot(projects, points, times)

    def _known(self, projects: tuple[str, ...], text: Text) -> tuple[str, ...]:
        """Ids may hold spaces; what is still unknown after a second look is an error."""
        projects = tuple(project.strip() for project in text[0].split(","))
        for project in projects:
            if not project:
                raise refuse("empty_choice", self.line(text), vote=text[0])
            if project not in self.known:
                raise refuse("unknown_project", self.line(text), project=project)
        return projects

    def _points(self, projects: tuple[str, ...], text: Text) -> tuple[int, ...]:
        given = text[1].replace(" ", "").split(",") if text[1].strip() else []
        if not all(points.isdecimal() and len(points) < MOST_DIGITS for points in given):
            raise refuse("points_not_whole", self.line(text), value=text[1])
        if len(given) != len(projects):
            raise refuse(
                "points_missing", self.line(text), found=len(given), expected=len(projects)
            )
        return tuple(map(int, given))

    def _without_repetition(
        self, projects: tuple[str, ...], points: tuple[int, ...], text: Text, times: int
    ) -> Ballot:
        line = self.line(text)
        once: dict[str, int] = {}
        repeated: dict[str, None] = {}
        for project, given in zip(projects, points or (1,) * len(projects), strict=True):
            if project in once:
                repeated[project] = None
            if once.setdefault(project, given) != given:
                raise refuse("points_contradict", line, project=project)
        self.warnings += [
            PbWarning("project_twice_on_ballot", line, {"project": project}) for project in repeated
        ]
        return Ballot(tuple(once), tuple(once.values()) if points else (), times)


def _remarks(
    projects: Sequence[PbProject], ballots: Sequence[Ballot], budget: Decimal
) -> list[PbWarning]:
    votes = Counter(chain.from_iterable(b.projects for b in ballots if b.times == 1))
    for ballot in ballots:
        if ballot.times > 1:
            votes.update(dict.fromkeys(ballot.projects, ballot.times))
    remarks = []
    for project in projects:
        found, said = votes[project.id], project.columns.get("votes", "").strip()
        named = {"project": project.id}
        if project.cost > budget:
            remarks.append(PbWarning("dearer_than_budget", project.line, named))
        if not found:
            remarks.append(PbWarning("no_votes", project.line, named))
        if said.isdecimal() and int(said) != found:
            differ = {**named, "said": int(said), "found": found}
            remarks.append(PbWarning("votes_differ", project.line, differ))
    return remarks
