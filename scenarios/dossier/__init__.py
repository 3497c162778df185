"""The dossier: all that is told of a story or of a dispute, in one file that opens without a network."""
