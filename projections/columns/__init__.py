"""The clauses over arrays: the very functions that judge one customer, compiled for whole portfolios.

Needs the extra ``portfolio`` (numba and numpy). Compiled integers have 64 bits and wrap silently: a row whose fees they
do not hold is left to the events, and a book whose penalty they may not hold is refused.
"""
