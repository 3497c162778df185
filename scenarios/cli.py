"""The command line: names and options of the commands, and how each of them ends."""

import atexit
import gc
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from scenarios import auditing, base_judging, rule_making
from scenarios.options import (
    AnyFormat,
    AsKnownOn,
    AsOf,
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
    as_path,
    as_paths,
)

if TYPE_CHECKING:
    from scenarios.commands.cases import Asked

# What a command does is imported when it runs, so that --help, --version and completion answer at once; hence
# the imports in the functions below.
# ruff: noqa: PLC0415

UNUSABLE = 2
"""The exit status of any command whose input cannot be used."""

LITTER = 200_000
"""Objects to gather before Python looks for cycles among them: a replay ends before that, many files do not."""


class _AsWritten:
    """What an option's value becomes: itself, as it is written; nothing written is None, or empty where many may be."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value, for the command to read."""
        return () if value is None and (param.multiple or param.nargs == -1) else value


class _Unread:
    """Keeps typer from building a reader for each option.

    Ours are texts, which the commands read themselves; its readers come of pydantic, whose import takes as long as
    a whole replay. A typer that knows no such attribute reads a text as a text, too.
    """

    def get_params(self, ctx: Any) -> Any:
        """The options, ``--help`` among them."""
        params = super().get_params(ctx)  # type: ignore[misc]  # of the command that this is mixed into
        for param in params:
            param._runtime_param = _AsWritten()
        return params


class Command(_Unread, TyperCommand):
    """A command whose options come as they are written."""


class Commands(_Unread, TyperGroup):
    """A group of commands whose failures are told in words, unless they are bugs."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; input that cannot be used ends it with status 2 and says all that is wrong."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            from scenarios.commands import failures
            from scenarios.report.page import Look

            words = failures.words(error)
            if words is None:
                raise
            sys.stderr.write(Look.of(sys.stderr).lettered(f"{words}\n"))
            raise typer.Exit(UNUSABLE) from None


app = typer.Typer(
    cls=Commands,
    name="lifecycle",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(no_args_is_help=True, help="Rule books: list, show, lint, diff, or begin one.")
rules_app.command("list", cls=Command)(rule_making.list_books)
rules_app.command("show", cls=Command)(rule_making.show_book)
rules_app.command("lint", cls=Command)(rule_making.lint_books)
rules_app.command("diff", cls=Command)(rule_making.diff_books)
rules_app.command("new", cls=Command)(rule_making.new_book)
app.add_typer(rules_app, name="rules")
portfolio_app = typer.Typer(no_args_is_help=True, help="Whole customer bases: judge, compare, or make one for trials.")
portfolio_app.command("run", cls=Command)(base_judging.run_base)
portfolio_app.command("compare", cls=Command)(base_judging.compare_bases)
portfolio_app.command("synth", cls=Command)(base_judging.make_base)
app.add_typer(portfolio_app, name="portfolio")


def _told_of(asked: "Asked", run: "Callable[[Asked], int]") -> NoReturn:
    """End with what a command comes to; what is wrong with its story is told without numbers and names."""
    from scenarios.commands.privacy import masked

    with masked(asked.file, unmask=asked.unmask):
        raise typer.Exit(run(asked))


def _version(asked: bool) -> None:
    if asked:
        from importlib import metadata

        try:
            number = metadata.version("subscription-lifecycle")
        except metadata.PackageNotFoundError:
            number = "of a folder that is not installed"
        typer.echo(f"lifecycle {number}")
        raise typer.Exit


@app.callback()
def lifecycle(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Replay what happened to a subscription under the terms in force, and say what was owed and why."""


@app.command(cls=Command)
def replay(  # noqa: PLR0913, PLR0917  # each is an option
    file: Told = None,
    form: AnyFormat = "text",
    lang: Lang = None,
    as_of: AsOf = None,
    as_known_on: AsKnownOn = None,
    edition: Edition = None,
    reading: Readings = None,
    rules: Rules = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="URL",
            help="Keep a file's events here: sqlite:///stories.db, postgresql://me@host/db. Or replay what it keeps.",
        ),
    ] = None,
    subscription: One = None,
    unmask: Unmask = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List the expectations that hold, too.")] = False,
) -> None:
    """Replay a story and print it month by month. Status 1 when an expectation fails."""
    from scenarios.commands.cases import Asked
    from scenarios.commands.replay import Options, run

    options = Options(form, as_of, as_known_on, edition, reading or (), as_paths(rules), verbose, lang)
    _told_of(Asked(as_path(file), store, subscription, unmask), lambda asked: run(asked, options))


@app.command(cls=Command)
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files, or folders of them. Without any: the stories that ship."),
    ] = None,
    junit: Annotated[
        str | None, typer.Option("--junit", metavar="FILE", help="Write the outcome as JUnit XML, too.")
    ] = None,
    rules: Rules = None,
    golden: Annotated[
        bool, typer.Option("--golden", help="Hold each story to its golden result, STORY.golden.json beside it, too.")
    ] = False,
    bless: Annotated[
        bool, typer.Option("--bless", help="Write the golden result of each story whose expectations hold.")
    ] = False,
    jobs: Jobs = "1",
    unmask: Unmask = False,
) -> None:
    """Replay every story and print what fails. Status 1 when an expectation does, 2 when a file cannot be used."""
    from scenarios.commands.check import run

    asked = as_paths(paths), Path(junit) if junit else None, as_paths(rules)
    raise typer.Exit(run(*asked, jobs=jobs, unmask=unmask, golden=golden, bless=bless))


@app.command(cls=Command)
def explain(  # noqa: PLR0913, PLR0917  # each is an option
    file: Told = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="INSTANT", help="Up to here, every step at this instant included.")
    ] = None,
    as_known_on: Annotated[
        str | None, typer.Option("--as-known-on", metavar="INSTANT", help="Leave out what became known later.")
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="KEY", help="Only what changes this, such as late_fee or state; or findings."),
    ] = None,
    edition: Edition = None,
    reading: Readings = None,
    rules: Rules = None,
    store: Stored = None,
    subscription: One = None,
    form: TextOrJson = "text",
    unmask: Unmask = False,
) -> None:
    """Say why each amount and each change of state is what it is."""
    from scenarios.commands.cases import Asked
    from scenarios.commands.explain import Options, run

    options = Options(form, at, as_known_on, only, edition, reading or (), as_paths(rules))
    _told_of(Asked(as_path(file), store, subscription, unmask), lambda asked: run(asked, options))


@app.command(cls=Command)
def dispute(  # noqa: PLR0913, PLR0917  # each is an option
    file: Told = None,
    form: AnyFormat = "text",
    lang: Lang = None,
    as_of: AsOf = None,
    as_known_on: AsKnownOn = None,
    edition: Edition = None,
    reading: Readings = None,
    rules: Rules = None,
    store: Stored = None,
    subscription: One = None,
    unmask: Unmask = False,
) -> None:
    """Hold what the provider did against its own rules: the findings and the verdict. Status 1 when there are any."""
    from scenarios.commands.cases import Asked
    from scenarios.commands.dispute import Options, run

    options = Options(form, as_of, as_known_on, edition, reading or (), as_paths(rules), lang)
    _told_of(Asked(as_path(file), store, subscription, unmask), lambda asked: run(asked, options))


app.command(cls=Command)(auditing.history)
app.command(cls=Command)(auditing.verify)
app.command(cls=Command)(auditing.seal)
app.command("import", cls=Command)(auditing.import_)
app.command(cls=Command)(auditing.export)
app.command(cls=Command)(auditing.inspect)
app.command("compare", cls=Command)(rule_making.compare_books)
app.command(cls=Command)(rule_making.envelope)
app.command(cls=Command)(rule_making.mutate)
app.command(cls=Command)(rule_making.boundaries)


@app.command(cls=Command)
def schema() -> None:
    """Print the JSON Schema of scenario files, for an editor to complete them."""
    from scenarios.format import schema as scenario_schema

    typer.echo(json.dumps(scenario_schema(), indent=2))


def main() -> None:
    """The console script `lifecycle`."""
    gc.set_threshold(LITTER)
    # At its end a process looks through all it ever made for cycles, an eighth of a replay; what is frozen it skips.
    atexit.register(gc.freeze)
    if hasattr(signal, "SIGPIPE"):
        # A reader such as `head` may leave early; the process then ends as any filter does, without a word.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        # What a stream cannot write is replaced; a report never breaks off over a letter.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()


if __name__ == "__main__":
    main()
