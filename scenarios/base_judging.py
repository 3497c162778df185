"""The commands of whole customer bases: judged by a book, compared under two, and made for trials."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.options import After, Before, Readings, Rules, TextOrJson, Unmask, Values, as_paths

# What a command does is imported when it runs, as in `cli`.
# ruff: noqa: PLC0415

Bases = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Parquet: files, folders of them, or URIs such as s3://bucket/base."),
]
Out = Annotated[
    str, typer.Option("--out", metavar="FOLDER", help="Rows and summary go here; the same again goes on where it was.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="INSTANT", help="Judge up to here; without it, the end of the last fact's month."),
]
Jobs = Annotated[
    str | None, typer.Option("--jobs", metavar="N", help="Share the work among so many processes; all cores without.")
]
Engine = Annotated[
    str, typer.Option("--engine", metavar="local|spark", help="Judge on this machine, or on a Spark cluster.")
]
Remote = Annotated[
    str | None,
    typer.Option("--remote", metavar="sc://HOST:PORT", help="The cluster's Connect server, for --engine spark."),
]
Lang = Annotated[str | None, typer.Option("--lang", metavar="en|id", help="The language of summary.html.")]


def run_base(  # noqa: PLR0913, PLR0917  # each is an option
    paths: Bases,
    book: Annotated[
        str, typer.Option("--book", metavar="BOOK", help="PROVIDER, PROVIDER@EDITION (pinned for all) or FILE.md.")
    ],
    out: Out,
    as_of: AsOf = None,
    reading: Readings = None,
    rules: Rules = None,
    jobs: Jobs = None,
    engine: Engine = "local",
    remote: Remote = None,
    form: TextOrJson = "text",
    lang: Lang = None,
    unmask: Unmask = False,
) -> None:
    """Say what each subscription of a base comes to, and all together."""
    from scenarios.commands.portfolio import Options, run

    asked = reading or (), as_paths(rules), jobs, engine, remote
    raise typer.Exit(run(paths, Options(book, out, as_of, *asked, format=form, lang=lang, unmask=unmask)))


def compare_bases(  # noqa: PLR0913, PLR0917  # each is an option
    paths: Bases,
    before: Before,
    out: Out,
    after: After = None,
    values: Values = None,
    as_of: AsOf = None,
    reading: Readings = None,
    rules: Rules = None,
    jobs: Jobs = None,
    engine: Engine = "local",
    remote: Remote = None,
    confirm: Annotated[
        str | None,
        typer.Option(
            "--confirm", metavar="N", help="Replay so many who change event by event, 10000 without; all must agree."
        ),
    ] = None,
    form: TextOrJson = "text",
    lang: Lang = None,
    unmask: Unmask = False,
) -> None:
    """Say whose outcome a change of the rules changes in a whole base, by how much, and because of which clause."""
    from scenarios.commands.portfolio import Change, Options, run

    asked = reading or (), as_paths(rules), jobs, engine, remote
    change = Change(after, values or (), confirm)
    raise typer.Exit(run(paths, Options(before, out, as_of, *asked, form, lang, unmask, change)))


def make_base(
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The Parquet file to write, a new one.")],
    subscriptions: Annotated[
        str, typer.Option("--subscriptions", metavar="N", help="So many subscriptions.")
    ] = "100000",
    months: Annotated[str, typer.Option("--months", metavar="M", help="Bills of so many months.")] = "12",
    seed: Annotated[
        str, typer.Option("--seed", metavar="S", help="Another seed, another base; the same, the same.")
    ] = "1",
    since: Annotated[str, typer.Option("--since", metavar="MONTH", help="The month of the first bills.")] = "2024-01",
) -> None:
    """Make a customer base for trials; nothing of it is anybody's.

    Bills are Rp 280.000 (20 of 100 subscriptions), Rp 325.000 (25), Rp 412.500
    (30), Rp 550.000 (15) or Rp 870.000 (10) a month, issued on one day from the
    1st to the 10th; activated up to two years before the first. Of 100, 70 pay
    in time (1 payment in 20 comes late), 16 late, 5 in two parts, 4 too much, 3
    stop paying, 2 never pay; 1 ends by wish, and 1 in 2,000 by proven resale.
    Of 4 payments the bank posts 1 on the next day (3 in 4) or 2 to 5 days
    later.
    """
    from scenarios.commands.portfolio_synth import run

    raise typer.Exit(run(Path(out), subscriptions, months, seed, since))
