"""What lies in the areas: their boundaries, schematic or official, and their facilities."""
