"""How the villages stand: official scores, release by release."""
