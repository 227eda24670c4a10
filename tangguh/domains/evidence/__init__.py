"""Files, photos and minutes (bukti): claimed by one person, verified by another."""
