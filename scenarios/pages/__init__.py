"""Pages for a browser: one environment of templates, one style sheet, and the charts in them."""
