"""What may be asked of a story that can be replayed, beside replaying it as it is."""

from datetime import date

from hypothesis import strategies as st

from projections.keys import KEYS
from tests.fuzz.words import BY_KEY, INSTANTS, NO_READINGS, READINGS

_WHEN = st.sampled_from(INSTANTS) | st.dates(date(2022, 1, 1), date(2025, 12, 31)).map(str)
_READINGS = st.sampled_from(
    [
        *(f"{name}={word}" for name, words in READINGS.items() for word in words),
        *NO_READINGS,
        "a=b",
        "=",
        "late_fee.tax=",
    ]
)

QUESTIONS: st.SearchStrategy[tuple[str, ...]] = st.one_of(
    st.tuples(st.just("replay"), st.sampled_from(["--as-of", "--as-of", "--as-known-on"]), _WHEN),
    st.tuples(st.just("replay"), st.just("--reading"), _READINGS),
    st.tuples(st.just("replay"), st.just("--edition"), st.sampled_from(BY_KEY["edition"])),
    st.tuples(
        st.just("explain"), st.just("--at"), _WHEN, st.just("--format"), st.sampled_from(["text", "json", "csv"])
    ),
    st.tuples(st.just("explain"), st.just("--only"), st.sampled_from([*KEYS, "stat", ""])),
    st.sampled_from(
        [
            ("replay", "--format", "csv", "--unmask"),
            ("replay", "--verbose", "--unmask"),
            ("history",),
            ("history", "--format", "json"),
        ]
    ),
)
"""The commands with their options, right ones and wrong ones."""
