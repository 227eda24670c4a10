"""What threatens a village, who and what lies in its way, and how ready it is before it comes."""
