"""What the commands of the command line do; their names and options stand in `scenarios.cli`."""
