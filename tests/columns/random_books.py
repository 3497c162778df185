"""Random rule books of pricing, late fee, arrears ladder, minimum term, blacklist and cancelling."""

from collections.abc import Sequence

from hypothesis import strategies as st

from lifecycle.problems import Problems
from lifecycle.rulebook import RuleBook
from lifecycle.rulebook.book import read_text
from tests.properties.stories import VALUES as BILLED

HEADER = """# Acak {first}

```toml
provider = "acak"
{since}
authority = "invented"
source = "drawn at random"
rounding = {{step = {step}, mode = "{mode}"}}
{clauses}
```
"""

VALUES: dict[str, tuple[str, ...]] = BILLED | {
    "penalty.months_remaining": ("ceil", "floor", "daily"),
    "penalty.month_end": ("clamp", "roll_forward"),
    "penalty.cancelled_on": ("requested", "documents_complete", "confirmed"),
    "billing.while_pending": ("until_confirmed", "until_requested"),
}

DUES = ("{month = 0, day = 20}", "{month = 0, day = 31}", "{month = 1, day = 5}", '{days_after = 14, of = "issue"}')


def _after(days: int, of: str = "due") -> str:
    return f'{{days_after = {days}, of = "{of}"}}'


@st.composite
def tiers(draw: st.DrawFn) -> str:
    """One to three tiers, at calendar days or so many days after the last day to pay, with gaps at times."""
    calendar = draw(st.booleans())
    count = draw(st.integers(1, 3))
    found = []
    for index in range(count):
        opens = _after(1) if index == 0 else f"{{month = {index + 1}, day = 1}}" if calendar else _after(20 * index + 1)
        gap = draw(st.sampled_from((0, 0, 0, 5)))
        closes = f"{{month = {index + 2}, day = 1}}" if calendar else _after(20 * index + 21 - gap)
        lines = ["[[late_fee.tier]]", f"from = {opens}"]
        if index < count - 1 or draw(st.booleans()):
            lines.append(f"until = {closes}")
        if draw(st.integers(0, 3)) == 0:
            lines.append(f"flat = {draw(st.sampled_from((1, 7500, 15000)))}")
        else:
            lines.append(f'rate = "{draw(st.sampled_from(("5%", "10%", "1.5%", "33.33%")))}"')
            bound = draw(st.sampled_from(("", "minimum = 5000", "maximum = 9000", "minimum = 10000\nmaximum = 40000")))
            lines += [bound, draw(st.sampled_from(("", 'growth = "10%"', 'growth = "0.5%"')))]
        found.append("\n".join(lines))
    return "\n".join(found)


@st.composite
def ladders(draw: st.DrawFn) -> str:
    """Some rungs, in their order or not, and an end that may vest earlier."""
    found = []
    for becomes in draw(st.lists(st.sampled_from(("warned", "downgraded", "isolated", "blocked")), unique=True)):
        at = draw(
            st.sampled_from(
                (_after(1), _after(8), "{month = 1, day = 1}", _after(25, "issue"), _after(3, "oldest_unpaid"))
            )
        )
        lines = ["[[arrears.rung]]", f'becomes = "{becomes}"', f"at = {at}"]
        lines += [draw(st.sampled_from(("", "", "fee = 12500"))), draw(st.sampled_from(("", "", "right = true")))]
        found.append("\n".join(lines))
    if draw(st.booleans()) or not found:
        vests, at = draw(
            st.sampled_from(
                (
                    ("{month = 2, day = 21}", "{month = 3, day = 1}"),
                    ("{month = 2, day = 1}", "{month = 2, day = 1}"),
                    (_after(45), _after(61)),
                    (_after(30, "issue"), "{month = 2, day = 1}"),
                    (_after(60, "oldest_unpaid"), _after(60, "oldest_unpaid")),
                    (_after(20, "oldest_unpaid"), "{month = 2, day = 15}"),
                    (_after(61), "{month = 0, day = 20}"),
                )
            )
        )
        lines = ["[[arrears.rung]]", 'becomes = "terminated"', f"at = {at}", f"vests = {vests}"]
        lines += [draw(st.sampled_from(("", "right = true"))), draw(st.sampled_from(("", "", "fee = 30000")))]
        found.append("\n".join(lines))
    return "\n".join(found)


@st.composite
def terms(draw: st.DrawFn) -> str:
    """A minimum term, resale and a blacklist, each perhaps."""
    fee = draw(
        st.sampled_from(('{flat = "given"}', "{flat = 400000}", "{per_remaining_month = 100000, plus = 200000}"))
    )
    months = draw(st.sampled_from((3, 12, 13)))
    endings = draw(st.lists(st.sampled_from(("wish", "arrears", "resale")), unique=True))
    on = ", ".join(f'"{ending}"' for ending in endings)
    found = [draw(st.sampled_from(("", f"[minimum_term]\nmonths = {months}\non = [{on}]\nfee = {fee}")))]
    found.append(draw(st.sampled_from(("", '[resale]\nends = "at_once"'))))
    eligible = 'arrears_or_fault = ["wish_in_arrears", "arrears", "resale"]\nany_exit = ["wish", "arrears"]'
    found.append(draw(st.sampled_from(("", f"[blacklist.eligible_on]\n{eligible}"))))
    return "\n".join(found)


CANCELLING = """[cancellation]
confirmed_after = [{needs}]
[documents]
all_of = ["form", "signed"]
any_of = ["payment_proof", "customer_number"]
[device]
charged_when = [{faults}]
charge = {charge}"""


@st.composite
def cancellings(draw: st.DrawFn) -> str:
    """What a customer's cancelling needs, and what the device costs."""
    needs = draw(st.sampled_from(("", '"documents"', '"device"', '"documents", "device"')))
    faults = draw(st.sampled_from(("", '"damaged"', '"damaged", "without_receipt"')))
    return CANCELLING.format(needs=needs, faults=faults, charge=draw(st.sampled_from(('"given"', "75000"))))


@st.composite
def editions(draw: st.DrawFn) -> Sequence[RuleBook]:
    """One undated book, or two that follow each other; both know cancelling, or neither does."""
    days = draw(st.sampled_from(((None,), (None, "2024-03-15"), ("2022-01-01", "2024-02-29"))))
    cancelling = draw(cancellings()) if draw(st.integers(0, 3)) == 0 else ""
    found = []
    for day in days:
        parts = [
            draw(st.sampled_from(("", draw(tiers())))),
            draw(st.sampled_from(("", draw(ladders())))),
            draw(terms()),
        ]
        declared = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=8))
        parts += [
            f"[billing]\ndue = {draw(st.sampled_from(DUES))}",
            cancelling,
            *(_reading(draw, name) for name in declared),
        ]
        text = HEADER.format(
            first=day,
            since=f"in_force = {day}" if day else "undated = true",
            step=draw(st.sampled_from((1, 1, 50, 100))),
            mode=draw(st.sampled_from(("half_up", "half_even", "down", "up"))),
            clauses="\n\n".join(parts),
        )
        try:
            found.append(read_text(text, f"acak/{day or 'undated'}.md"))
        except Problems:
            return []
    return found


def _reading(draw: st.DrawFn, name: str) -> str:
    default, *also = draw(st.permutations(VALUES[name]))
    return f'[readings."{name}"]\ndefault = "{default}"\nalso = [{", ".join(map(repr, also))}]\nquestion = "?"'
