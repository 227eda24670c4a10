"""Agencies and NGOs: their documents, their people and how to reach them."""
