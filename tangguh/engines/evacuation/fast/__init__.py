"""Loops that are compiled: flows, assignment, schedule."""
