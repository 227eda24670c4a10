"""The three ways in which the loops of the count are compiled."""

from tangguh.engines.compiled_loops import compiler

HERE = "tangguh.engines.allocation.fast"
SUMS_ARE_EXACT = {"reassoc", "nsz", "nnan", "ninf"}

compiled = compiler(HERE)
"""In floats as they are written."""

compiled_in_any_order = compiler(HERE, fastmath=SUMS_ARE_EXACT)
"""For sums of whole numbers below 2**53, which any order leaves exact."""

compiled_into_its_callers = compiler(HERE, inline="always")
"""For what is called so often that handing over its columns takes longer than many calls."""
