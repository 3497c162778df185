"""The clauses over arrays: the very functions that judge one customer, compiled for whole portfolios.

Needs the extra ``portfolio`` (numba and numpy).
"""
