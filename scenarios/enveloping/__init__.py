"""What a story comes to under every reading that it consults: the least and the most owed, and what hangs on which."""
