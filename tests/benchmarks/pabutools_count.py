"""One election counted by pabutools, in a Python that has it: pabutools_count.py FILE.pb SECONDS"""

import json
import resource
import sys
import time


def main(path: str, most_seconds: str) -> None:
    """Its exact mode, all ballots as approvals, ties to the lower cost, more votes, lower id.

    After so many seconds of work the system ends it.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (int(most_seconds), int(most_seconds)))
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, parse_pabulib
    from pabutools.rules import method_of_equal_shares
    from pabutools.tiebreaking import TieBreakingRule

    instance, profile = parse_pabulib(path)
    approvals = ApprovalProfile([ApprovalBallot(set(ballot)) for ballot in profile])
    votes = {project: sum(project in ballot for ballot in approvals) for project in instance}
    ties = TieBreakingRule(lambda _i, _p, project: (project.cost, -votes[project], project.name))
    begun = time.process_time()
    winners = method_of_equal_shares(
        instance,
        approvals.as_multiprofile(),
        sat_class=Cost_Sat,
        voter_budget_increment=1,
        tie_breaking=ties,
    )
    seconds = time.process_time() - begun
    print(json.dumps({"seconds": seconds, "winners": [project.name for project in winners]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
