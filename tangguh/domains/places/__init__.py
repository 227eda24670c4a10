"""The district's areas (wilayah): their codes, their names, and what they are prone to."""
