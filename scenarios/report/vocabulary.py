"""The words for codes: of states, answers, events, fields and their values, each in both languages."""

from scenarios.report.terms import EVENTS, KEYS, STATES, Term

WORDS: dict[str, Term] = {
    **EVENTS,
    **KEYS,
    **STATES,
}
"""Words by the code that files write."""
