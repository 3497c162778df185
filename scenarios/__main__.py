"""``python -m scenarios`` is ``lifecycle``."""

from scenarios.cli import main

main()
