"""The terms of the providers that ship: one folder a provider, one Markdown file an edition."""
