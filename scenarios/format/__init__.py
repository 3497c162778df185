"""Scenario files: what they may say, read into events with every mistake told at its place."""
