"""`lifecycle seal` and `lifecycle verify`: what a store held, and whether it still does."""

import sys
from collections.abc import Iterator
from pathlib import Path

from lifecycle.store import Problem, SealFile, Store, StoreProblem
from lifecycle.store import signature as signatures
from scenarios.commands.new_file import new_file
from scenarios.report.masking import Mask
from scenarios.report.page import Look, write, write_bytes


def seal(url: str, out: Path | None, key: Path | None, *, unmask: bool = False) -> int:
    """Print the seal of a store, or write it to a new file; 1 where the store does not hold, which is then said.

    Raises StoreProblem for a store or a key that cannot be used, and where the file is there already.
    """
    mask = Mask(on=not unmask, sign="*")
    with Store.open(url, reading=True) as store:
        problem = store.verify()
        if problem is not None:
            write(
                Look.of(sys.stdout).lettered(f"{problem.told(Mask(on=not unmask).subscription)}\nnothing was sealed\n")
            )
            return 1
        file = SealFile(store.seal(mask.subscription))
    if key is not None:
        file = signatures.signed(file, key)
    if out is None:
        write_bytes(file.written())
        return 0
    with new_file(out, "a seal is kept, so name another file") as written:
        written.write(file.written())
    write(f"{out}: {_count(file.seal.head.count, 'event')} sealed\n")
    return 0


def verify(url: str, seal_file: Path | None, public_key: Path | None, *, unmask: bool = False) -> int:
    """Say whether a store holds, by its chain and by a seal; 1 and what was done where it does not."""
    if public_key is not None and seal_file is None:
        raise StoreProblem("--public-key is the key of a seal; name that, too, with --seal")
    file = SealFile.read(str(seal_file), seal_file.read_bytes()) if seal_file else None
    with Store.open(url, reading=True) as store:
        problems = _problems(store, file, public_key)
        told = list(_holds(store, file, public_key)) if not problems else []
    mask = Mask(on=not unmask)
    told += [problem.told(mask.subscription) for problem in problems]
    write(Look.of(sys.stdout).lettered("".join(f"{line}\n" for line in told)))
    return 1 if problems else 0


def _problems(store: Store, file: SealFile | None, public_key: Path | None) -> list[Problem]:
    """What the chain does not hold; what is wrong with the seal; where the store is not what was sealed.

    Raises StoreProblem where an opening cannot be read, and nothing else is found.
    """
    unread: StoreProblem | None = None
    try:
        problem = store.verify()
    except StoreProblem as one:
        # A chain that was computed anew over what is no event: a seal says more than that it cannot be read.
        problem, unread = None, one
    found = [*([problem] if problem else []), *(_unsealed(store, file, public_key) if file else ())]
    if unread is not None and not found:
        raise unread
    return found


def _unsealed(store: Store, file: SealFile, public_key: Path | None) -> Iterator[Problem]:
    """What is wrong with a seal, and where the store is not what was sealed."""
    if file.signature is not None or public_key is not None:
        wrong = signatures.wrong(file, public_key)
        if wrong is not None:
            yield wrong
            return
    yield from store.breaks(file.seal)


def _holds(store: Store, file: SealFile | None, public_key: Path | None) -> Iterator[str]:
    head = store.head
    names = _count(len(store.subscriptions()), "subscription")
    yield f"the store holds: {_count(head.count, 'event')} of {names}"
    yield f"chain: {_count(head.count, 'event')}, {head.hash}"
    if file is None:
        yield "an end that was cut off, or a chain computed anew, would not show; --seal FILE shows both"
        return
    if file.signature is None:
        signed = "not signed"
    elif public_key is None:
        signed = f"signed by the key {file.signature.public_key}, of which nothing is known without --public-key"
    else:
        signed = "signed by the key that was given"
    yield f"the seal holds: {_count(file.seal.head.count, 'event')}, {signed}"
    since = head.count - file.seal.head.count
    yield f"recorded since: {_count(since, 'event') if since else 'nothing'}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
