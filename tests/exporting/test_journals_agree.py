"""Journals, read by a few lines of another kind, come to what a replay says is payable and held as credit."""

import re
from collections import defaultdict
from datetime import date

import pytest

from lifecycle import calendar
from lifecycle.clock import frozen
from projections.months import months
from scenarios.exporting.journals import journal
from tests.exporting.test_export import BARE, FOLDERS, STORIES, recorded

POSTING = re.compile(r" +(\S+) +(-?\d+)\.(\d\d) IDR(?: = .*)?")
DATED = re.compile(r"(\d{4}-\d\d-\d\d) [*]")


def sums(text: str) -> dict[date, dict[str, int]]:
    """What is posted to each kind of account on each day, in sen."""
    found: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    day = date.min
    for line in text.splitlines():
        if dated := DATED.match(line):
            day = date.fromisoformat(dated[1])
        elif posting := POSTING.fullmatch(line):
            kind = ":".join(posting[1].split(":")[:2])
            found[day][kind] += int(posting[2] + posting[3])
    return found


@pytest.mark.parametrize("form", ["beancount", "hledger"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_postings_up_to_each_months_end_come_to_what_a_replay_says(folder: str, form: str) -> None:
    """And those of each day to nothing, of whatever account."""
    with frozen() as clock:
        for path in STORIES:
            if path.parent.name != folder:
                continue
            with recorded(path, clock) as (replayed, store):
                posted = sums("\n".join(journal(store, [replayed.subscription], form, BARE)))
            assert all(sum(moved.values()) == 0 for moved in posted.values()), path.name
            for month in months(replayed.events, replayed.rules, max(one.at for one in replayed.events)):
                until = calendar.wib(month.until).date()
                held = [moved for day, moved in posted.items() if day <= until]
                receivable = sum(moved["Assets:Receivable"] for moved in held)
                credit = -sum(moved["Liabilities:Credit"] for moved in held)
                assert (receivable, credit) == (month.payable.sen, month.credit.sen), (path.name, month.period)
