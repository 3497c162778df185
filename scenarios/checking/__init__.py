"""Scenario files held to what they say: one or many, in one process or in several."""
