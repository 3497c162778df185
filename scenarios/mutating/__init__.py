"""Rule books changed by a little, one number or word at a time, and the stories that notice."""
