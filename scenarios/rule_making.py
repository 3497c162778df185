"""The commands of rule makers: which books there are, one of them, what is wrong with them, and one to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.options import (
    After,
    Before,
    Edition,
    Jobs,
    Lang,
    One,
    Readings,
    Rules,
    Stored,
    TextOrJson,
    Told,
    Unmask,
    Values,
    as_path,
    as_paths,
)

# What a command does is imported when it runs, as in `cli`.
# ruff: noqa: PLC0415


def list_books(rules: Rules = None) -> None:
    """Print every rule book: whose it is, since when, and what it has clauses for."""
    from scenarios.commands.rules import list_all

    raise typer.Exit(list_all(as_paths(rules)))


def show_book(
    name: Annotated[str, typer.Argument(metavar="PROVIDER[@EDITION]|FILE", help="Without an edition, the latest.")],
    rules: Rules = None,
) -> None:
    """Print one book: its clauses, their numbers, the readings they leave open, and what is not modelled."""
    from scenarios.commands.rules import show

    raise typer.Exit(show(name, as_paths(rules)))


def lint_books(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[PROVIDER|FILE]...", help="Without any: every book.")
    ] = None,
    rules: Rules = None,
) -> None:
    """Ask about gaps, overlaps and order. Status 1 when there is an error or a warning."""
    from scenarios.commands.rules import lint_all

    raise typer.Exit(lint_all(names or [], as_paths(rules)))


def diff_books(
    before: Annotated[str, typer.Argument(metavar="BOOK", help="PROVIDER, PROVIDER@EDITION or FILE.md.")],
    after: Annotated[str, typer.Argument(metavar="BOOK", help="The other one.")],
    form: Annotated[str, typer.Option("--format", metavar="text|json|markdown", help="How to write it.")] = "text",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Status 1 where anything differs.")] = False,
    rules: Rules = None,
) -> None:
    """Say what differs between two books, clause by clause, in words and numbers."""
    from scenarios.commands.rules_diff import run

    raise typer.Exit(run(before, after, form, as_paths(rules), exit_code=exit_code))


def new_book(
    provider: Annotated[str, typer.Argument(metavar="PROVIDER", help="Its name, in small letters and hyphens.")],
    in_force: Annotated[
        str, typer.Option("--in-force", metavar="DAY", help="The first day on which the terms are in force.")
    ] = "2024-01-01",  # fixed, so that nothing depends on the day of the run
    to: Annotated[
        str | None, typer.Option("--to", metavar="DIR", help="Write DIR/PROVIDER/DAY.md instead of printing it.")
    ] = None,
) -> None:
    """Print a rule book to start from, with an example of every kind of clause."""
    from scenarios.commands.rules import new

    raise typer.Exit(new(provider, in_force, Path(to) if to else None))


def compare_books(  # noqa: PLR0913, PLR0917  # each is an option
    before: Before,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files, or folders of them. Without any: the stories that ship."),
    ] = None,
    after: After = None,
    values: Values = None,
    form: Annotated[
        str, typer.Option("--format", metavar="text|json|csv|markdown|html|pdf", help="How to write it.")
    ] = "text",
    fail_over: Annotated[
        str | None,
        typer.Option("--fail-over", metavar="RP", help="Status 1 where a customer, or all together, owe so much more."),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on", metavar="WORD,...", help="Status 1 where anybody newly is: terminated, isolated, ..."
        ),
    ] = None,
    store: Annotated[
        str | None, typer.Option("--store", metavar="URL", help="The stories that a store keeps, instead of files.")
    ] = None,
    subscription: One = None,
    rules: Rules = None,
    unmask: Unmask = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="List expectations that break, and stories that are unaffected.")
    ] = False,
    most: Annotated[
        str | None, typer.Option("--most", metavar="NUMBER", help="List so many affected stories, 20 without this.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Say whose outcome a change of the rules changes, by how much, and because of which number."""
    from scenarios.commands.compare import Options, run

    asked = values or (), form, fail_over, fail_on or (), store, subscription
    raise typer.Exit(run(as_paths(paths), Options(before, after, *asked, as_paths(rules), unmask, verbose, most, lang)))


def envelope(  # each is an option
    file: Told = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="INSTANT", help="Up to here, every step at this instant included."),
    ] = None,
    edition: Edition = None,
    reading: Readings = None,
    rules: Rules = None,
    store: Stored = None,
    subscription: One = None,
    form: TextOrJson = "text",
    unmask: Unmask = False,
) -> None:
    """Say the least and the most owed under all readings that a story consults, and what hangs on which of them."""
    from scenarios.commands.cases import Asked
    from scenarios.commands.envelope import Options, run
    from scenarios.commands.privacy import masked

    path = as_path(file)
    with masked(path, unmask=unmask):
        options = Options(form, at, edition, reading or (), as_paths(rules))
        raise typer.Exit(run(Asked(path, store, subscription, unmask), options))


def mutate(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="Stories. Without any: those that ship.")
    ] = None,
    rules: Annotated[
        list[str] | None,
        typer.Option("--rules", metavar="BOOK", help="PROVIDER, PROVIDER@EDITION or FILE.md. Without any: every book."),
    ] = None,
    jobs: Jobs = "1",
    form: TextOrJson = "text",
) -> None:
    """Change each number and word of a book by a little. Status 1 when no story notices, and nothing says why."""
    from scenarios.commands.mutate import run

    raise typer.Exit(run(rules or (), as_paths(paths), form, jobs))


def boundaries(
    rules: Annotated[str, typer.Option("--rules", metavar="BOOK", help="PROVIDER, PROVIDER@EDITION or FILE.md.")],
    to: Annotated[
        str | None, typer.Option("--to", metavar="DIR", help="Write them here instead of listing them.")
    ] = None,
) -> None:
    """Make stories at each edge of each clause of a book, their outcomes filled in for review."""
    from scenarios.commands.boundaries import run

    raise typer.Exit(run(rules, Path(to) if to else None))
