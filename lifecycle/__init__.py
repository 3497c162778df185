"""What happened to a subscription, and what its provider's rules say about it."""
