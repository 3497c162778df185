"""What differs between two rule books, clause by clause: rules, readings, words and what is not modelled."""
