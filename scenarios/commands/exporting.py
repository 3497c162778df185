"""`lifecycle export`: what a store holds, as rows of events or as a journal of the accounts."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from lifecycle.store import Store, StoreProblem
from scenarios.commands import inputs
from scenarios.commands.new_file import new_file
from scenarios.exporting import files
from scenarios.exporting.event_rows import event_row
from scenarios.exporting.journals import journal
from scenarios.report.masking import Mask

EVENTS: dict[str, Callable[[files.Rows, IO[bytes]], None]] = {
    "csv": files.write_csv,
    "jsonl": files.write_json_lines,
    "parquet": files.write_parquet,
}
JOURNALS = ("beancount", "hledger")
FORMATS = (*EVENTS, *JOURNALS)


def run(url: str, subscription: str | None, form: str, out: Path | None, *, unmask: bool = False) -> int:
    """Write what a store holds to a new file, or to standard output. Raises Problems and StoreProblem."""
    inputs.format_of(form, FORMATS)
    with Store.open(url, reading=True) as store:
        known = store.subscriptions()
        names = known if subscription is None else [inputs.subscription(subscription, known)]
        _check(store, None if subscription is None else names[0], unmask=unmask)
        if out is None:
            sys.stdout.flush()
            _write(store, names, form, sys.stdout.buffer, unmask=unmask)
            sys.stdout.buffer.flush()
            return 0
        with new_file(out, "name another file") as stream:
            _write(store, names, form, stream, unmask=unmask)
    return 0


def _check(store: Store, subscription: str | None, *, unmask: bool) -> None:
    """Raises StoreProblem for a store, or a subscription, that is not what was recorded: nothing of it is written."""
    problem = store.verify() if subscription is None else store.verify_only(subscription)
    if problem is not None:
        told = problem.told(Mask(on=not unmask).subscription)
        raise StoreProblem(f"{told}; nothing was exported. `lifecycle verify` says more, `lifecycle history` shows it")


def _write(store: Store, names: Iterable[str], form: str, out: IO[bytes], *, unmask: bool) -> None:
    if form in EVENTS:
        EVENTS[form](_rows(store, names, unmask=unmask), out)
        return
    for line in journal(store, names, form, Mask(on=not unmask, sign="*")):
        out.write(f"{line}\n".encode())


def _rows(store: Store, names: Iterable[str], *, unmask: bool) -> Iterator[dict[str, Any]]:
    for name in names:
        mask = Mask.over(store.events(name), on=not unmask, sign="*")
        for recorded, row in store.linked(name):
            yield event_row(recorded, row, mask)
