"""Whole customer bases: Parquet in, one row a subscription and a summary out; needs the extra ``portfolio``."""
