"""A dispute as a difference of two histories: what the provider asks for, and what its own rules give."""
