"""The commands of auditors: what a store holds, and whether it is what was recorded."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.options import Kept, One, Rules, TextOrJson, Unmask, as_path, as_paths

# What a command does is imported when it runs, as in `cli`.
# ruff: noqa: PLC0415

Words = Annotated[
    list[str] | None, typer.Option("--kind", metavar="KIND", help="Only such events, as paid. Again for more.")
]


def history(  # noqa: PLR0913, PLR0917  # each is an option
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A scenario; without one, --store says whose events.")
    ] = None,
    store: Annotated[
        str | None, typer.Option("--store", metavar="URL", help="Events that are kept: which subscriptions, or of one.")
    ] = None,
    subscription: One = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="INSTANT", help="Only what happened at this instant or later.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="INSTANT", help="Only what happened before.")] = None,
    kind: Words = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="ACTOR", help="Only what customer, provider, staff or rules did.")
    ] = None,
    upto: Annotated[
        str | None, typer.Option("--upto", metavar="NUMBER", help="Only the first so many of a subscription's events.")
    ] = None,
    form: TextOrJson = "text",
    rules: Rules = None,
    unmask: Unmask = False,
) -> None:
    """Print the events of a story, or those in a store, with sequence, instants, actor, cause and hash."""
    from scenarios.commands import history as command
    from scenarios.commands.privacy import masked

    choice = command.Choice(subscription, from_, to, kind or (), actor, upto)
    with masked(as_path(file), unmask=unmask):
        raise typer.Exit(command.run(file, store, choice, form, as_paths(rules), unmask=unmask))


def verify(
    store: Kept,
    seal: Annotated[
        str | None, typer.Option("--seal", metavar="FILE", help="Hold the store against what was sealed, too.")
    ] = None,
    public_key: Annotated[
        str | None, typer.Option("--public-key", metavar="FILE", help="The key that must have signed the seal (PEM).")
    ] = None,
    unmask: Unmask = False,
) -> None:
    """Prove that nothing in a store was changed. Status 1 when something was: the first event, and what was done."""
    from scenarios.commands.verify import verify as run

    files = [Path(name) if name else None for name in (seal, public_key)]
    raise typer.Exit(run(store, *files, unmask=unmask))


def seal(
    store: Kept,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="Write it to a new file instead of printing it.")
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", metavar="FILE", help="Sign it with an Ed25519 private key (PEM).")
    ] = None,
    unmask: Unmask = False,
) -> None:
    """Say what a store holds now, to be kept elsewhere: `verify --seal` then finds a cut or a rewritten store."""
    from scenarios.commands.verify import seal as run

    files = [Path(name) if name else None for name in (out, key)]
    raise typer.Exit(run(store, *files, unmask=unmask))


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An export: .csv, .jsonl, .ndjson or .parquet.")],
    map_: Annotated[
        str, typer.Option("--map", metavar="MAP", help="Which column says what, as scenarios/importing tells.")
    ],
    store: Kept,
    rules: Rules = None,
    unmask: Unmask = False,
) -> None:
    """Make events of a provider's export. With any mistake in it all are told, with status 2, and nothing is stored."""
    from scenarios.commands.importing import run

    raise typer.Exit(run(Path(file), Path(map_), store, as_paths(rules), unmask=unmask))


def export(
    store: Kept,
    subscription: One = None,
    form: Annotated[
        str, typer.Option("--format", metavar="csv|jsonl|parquet|beancount|hledger", help="How to write it.")
    ] = "csv",
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="Write it to a new file instead of printing it.")
    ] = None,
    unmask: Unmask = False,
) -> None:
    """Write the events of a store as rows, or its accounts as a journal with each month's balance asserted."""
    from scenarios.commands.exporting import run

    raise typer.Exit(run(store, subscription, form, Path(out) if out else None, unmask=unmask))


def inspect(
    path: Annotated[
        str | None, typer.Argument(metavar="[FILE|FOLDER]", help="A scenario, or a folder of them; or --store.")
    ] = None,
    store: Annotated[
        str | None, typer.Option("--store", metavar="URL", help="A store, which is opened only to be read.")
    ] = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[str, typer.Option("--port", metavar="NUMBER", help="On which port; 0 takes a free one.")] = "0",
    lang: Annotated[str, typer.Option("--lang", metavar="en|id", help="The language of the pages.")] = "en",
    rules: Rules = None,
    unmask: Unmask = False,
) -> None:
    """Look into a store or into stories in a browser: a local page that only shows. Ctrl-C ends it."""
    from scenarios.commands.inspect import Options, run

    options = Options(host, port, as_paths(rules), unmask, lang)
    raise typer.Exit(run(as_path(path), store, options))
