"""Exports of a provider's own system, read into events by a small map; README.md beside this file tells the map."""
