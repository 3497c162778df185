"""What the provider did, held against what its rules give."""
