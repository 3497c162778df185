"""Several writers at once, as processes of their own: who is faster wins, and the chain is one."""

import os
import subprocess
import sys
import time
from pathlib import Path

from lifecycle.store import Store

WRITER = f"""
import runpy, sys, time
from pathlib import Path
from lifecycle.store import Store, StoreProblem
told = runpy.run_path({str(Path(__file__).with_name("conftest.py"))!r})
url, folder, name, *subscriptions = sys.argv[1:]
waited = []
def together(at):
    if not waited:
        waited.append(at)
        (Path(folder) / name).touch()
        while not (Path(folder) / "go").exists():
            time.sleep(0.001)
with Store.open(url) as store:
    for subscription in subscriptions:
        try:
            store.record(told["told"](subscription), told["BOOKS"], at_instant=together)
        except StoreProblem as problem:
            sys.exit(f"refused: {{problem}}")
"""


def raced(url: str, folder: Path, *writers: list[str]) -> list[tuple[int, str]]:
    """Lets a process a list record its subscriptions, all at once; the exit status and last words of each."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, url, str(folder), f"ready{number}", *subscriptions],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number, subscriptions in enumerate(writers)
    ]
    while not all((folder / f"ready{number}").exists() or one.poll() is not None for number, one in enumerate(running)):
        time.sleep(0.005)
    (folder / "go").touch()
    return [(one.returncode, said) for one in running for said in one.communicate()[1:]]


def test_of_two_programs_on_one_subscription_one_wins(url: str, tmp_path: Path) -> None:
    """The other is refused in words, and nothing of it is written."""
    Store.open(url).close()
    ended = sorted(raced(url, tmp_path, ["indihome/122001"], ["indihome/122001"]))
    assert [status for status, _ in ended] == [0, 1]
    assert ended[1][1].startswith("refused: another program recorded indihome/122001 at the same time, from event 1 on")
    with Store.open(url, reading=True) as store:
        assert store.head.count == 6
        assert store.verify() is None


def test_programs_on_subscriptions_of_their_own_make_one_chain(url: str, tmp_path: Path) -> None:
    """Of one provider or of several, a store that neither has made before them."""
    mine = [
        [f"{provider}/{writer}{n}" for n in range(5)] for writer, provider in enumerate(("indihome", "iconnet", "x"))
    ]
    assert [status for status, _ in raced(url, tmp_path, *mine)] == [0, 0, 0]
    with Store.open(url, reading=True) as store:
        assert store.subscriptions() == sorted(name for names in mine for name in names)
        assert store.head.count == 6 * 15
        assert store.verify() is None
