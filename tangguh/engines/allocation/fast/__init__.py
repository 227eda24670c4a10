"""The same count as the reference, fast: enclosed between integers, exact where that is not enough."""
