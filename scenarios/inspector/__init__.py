"""The inspector: a local web page over a store, a scenario file or a folder of them, which nothing writes through."""
