"""Stories at each edge of each clause of a rule book, their outcomes filled in for somebody to review."""
