"""What a change of the rules does to stories: whose outcome changes, by how much, and because of which number."""
