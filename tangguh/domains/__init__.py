"""The rooms of the house. A room may use only the rooms below it."""
