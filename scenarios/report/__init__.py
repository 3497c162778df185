"""What people and programs see of a story: text for a terminal, JSON and CSV for machines."""
