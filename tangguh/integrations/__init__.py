"""One file for each outside system or file format."""
