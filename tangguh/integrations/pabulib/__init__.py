"""Votes on a budget as Pabulib and other counting software exchange them: `.pb` files."""

from tangguh.integrations.pabulib.model import Ballot, PbFile, PbProject, Vote
from tangguh.integrations.pabulib.problems import MalformedPb, PbWarning
from tangguh.integrations.pabulib.reading import read_pb
from tangguh.integrations.pabulib.writing import write_pb

__all__ = [
    "Ballot",
    "MalformedPb",
    "PbFile",
    "PbProject",
    "PbWarning",
    "Vote",
    "read_pb",
    "write_pb",
]
