"""What can be wrong with a meeting, a proposal or a vote, and what to do about it."""
