"""What the agencies do under a policy, where, with what money, and how far it is."""
