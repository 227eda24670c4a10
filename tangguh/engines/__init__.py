"""Pure calculation: frozen data in, frozen data out."""
