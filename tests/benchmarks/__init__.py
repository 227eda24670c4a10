"""How fast the product is, against its aims: ./run bench [NAME …].

To add a benchmark: a file with a function from a Scale to a Report, and a line in `registered`.
"""
