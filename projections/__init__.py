"""What follows from a subscription's events under a rule book."""
