"""The colours of charts and how their lines are dashed: nothing is told by a colour alone."""

INK, QUIET, LINE, PAPER = "#1c1e21", "#5d636e", "#e1e4e8", "#ffffff"

LINES = {"payable": "#1f4e79", "balance": "#8a6d1f", "owed": "#1f4e79", "asked": "#a03c22"}
"""Step lines, by their kind."""

DASHES = {"balance": "2,3", "owed": "6,3"}
"""The lines that are dashed, by dash and gap in pixels."""

BANDS = {
    "active": "#9fb8a7",
    "warned": "#d9bf77",
    "isolated": "#cf8f78",
    "blocked": "#cf8f78",
    "cancellation_pending": "#aea3c9",
    "terminated": "#8f949c",
    "not_active": "#d4d8dd",
}
"""Bands of states, each in a lane of its own."""

SHAPES = {"customer": "circle", "provider": "diamond", "staff": "triangle-up", "rules": "square"}
"""Marks of events, by whoever acted."""
