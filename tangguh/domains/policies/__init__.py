"""What the district intends, how it measures it, what it learnt and what it changed."""
