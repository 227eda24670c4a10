"""Who did what, when: written once, chained, never changed."""
