"""Households, who lives in them, what help they need to leave, and what they agreed to."""
