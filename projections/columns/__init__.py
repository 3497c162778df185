"""The clauses over arrays: the very functions that judge one customer, compiled for whole portfolios.

Needs the extra ``portfolio`` (numba and numpy). Compiled integers have 64 bits and wrap silently:
a base at its rate fits (see `lifecycle.money.MAX_SEN`) where all of it counts. A base that counts
without its tax, a rate that grows beyond 9.000 %, or a penalty counted by days of more than
Rp 100.000.000 a month belongs on the event path.
"""
