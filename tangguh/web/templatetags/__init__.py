"""What templates may say beyond plain Django: how figures and dates are written, and the blocks pages are built of."""
