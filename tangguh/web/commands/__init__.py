"""The operator's commands that concern several rooms at once."""
