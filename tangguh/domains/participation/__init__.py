"""Forums, proposals, ballots, a fair count, and a public answer to every proposal."""
