"""Rule books changed by a little, and the stories at their edges."""
