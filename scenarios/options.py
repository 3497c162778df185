"""Options that several commands have; each says the same wherever it stands."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

Told = Annotated[
    str | None,
    typer.Argument(metavar="[FILE]", help="A scenario; without one, --store and --subscription say whose story."),
]
Stored = Annotated[
    str | None, typer.Option("--store", metavar="URL", help="A store, instead of a file: the story that it keeps.")
]
One = Annotated[
    str | None, typer.Option("--subscription", metavar="NAME", help="Of this subscription, as provider/number.")
]
Rules = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of rule books that add to those here, or override them."),
]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", metavar="NAME=VALUE", help="Another reading, laid over the file's. Again for more."),
]
Edition = Annotated[
    str | None, typer.Option("--edition", metavar="DAY", help="The edition of the rules, by its first day in force.")
]
Unmask = Annotated[bool, typer.Option("--unmask", help="Show account numbers and names in full.")]
Jobs = Annotated[str, typer.Option("--jobs", metavar="N", help="Share the work among so many processes.")]
Kept = Annotated[str, typer.Option("--store", metavar="URL", help="Where the events are kept.")]
TextOrJson = Annotated[str, typer.Option("--format", metavar="text|json", help="How to write it.")]

AnyFormat = Annotated[
    str, typer.Option("--format", metavar="text|json|csv|html|pdf", help="How to write it; html and pdf are one file.")
]
Lang = Annotated[
    str | None, typer.Option("--lang", metavar="en|id", help="The language of html and pdf: English or Indonesian.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="INSTANT", help="Stop here, this instant included.")]
AsKnownOn = Annotated[
    str | None,
    typer.Option("--as-known-on", metavar="INSTANT", help="Leave out what became known later; judge no expectation."),
]

Before = Annotated[
    str, typer.Option("--from", metavar="BOOK", help="The book as it is: PROVIDER, PROVIDER@EDITION or a file.")
]
After = Annotated[str | None, typer.Option("--to", metavar="BOOK", help="The other book; without it, --set makes it.")]
Values = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Set a parameter of the other book. Again for more."),
]


def as_paths(names: Iterable[str] | None) -> list[Path]:
    """The paths that an option names."""
    return [Path(name) for name in names or ()]


def as_path(name: str | None) -> Path | None:
    """The path that an argument names, if it is given."""
    return None if name is None else Path(name)
