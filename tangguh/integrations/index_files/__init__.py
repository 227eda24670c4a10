"""Indices as officials write them down: a folder with a description and two tables, and scores."""

from tangguh.integrations.index_files.definitions import known_definitions, read_definition
from tangguh.integrations.index_files.problems import MalformedIndex
from tangguh.integrations.index_files.scores import Sheet, read_scores

__all__ = ["MalformedIndex", "Sheet", "known_definitions", "read_definition", "read_scores"]
