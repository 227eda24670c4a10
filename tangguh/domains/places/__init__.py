"""The district's areas (wilayah), their names, boundaries and facilities."""
