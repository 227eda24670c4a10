"""The shared shell: base page, error pages, and the pages that show several rooms at once."""
