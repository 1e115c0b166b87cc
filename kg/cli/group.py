"""The command `kg` itself: it finds its commands by looking into the folder `commands`.

A command is a module with a click command called `command`; its name is the module's, with hyphens
for underscores.
"""

import importlib
import sys
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.cli.errors import plain_errors
from kg.cli.help import keep_examples
from kg.cli.options import store_option

FOLDER = Path(__file__).parent / "commands"


class LazyGroup(click.Group):
    """A group that imports a command when it is asked for, and tells errors in one line each."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.help = keep_examples(self.help)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(
            p.stem.replace("_", "-") for p in FOLDER.glob("*.py") if not p.stem.startswith("_")
        )

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import and return one command."""
        if name not in self.list_commands(ctx):
            return None
        module = name.replace("-", "_")
        command = importlib.import_module(f"kg.cli.commands.{module}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` begin with; offer the nearest names for any other."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            from kg.errors import nearest

            known = self.list_commands(ctx)
            ctx.fail(
                f"no command '{name}'{nearest(name, known) or '.'} There are: {', '.join(known)}"
            )
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Parse the options of `kg` itself."""
        with plain_errors():
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; its output is flushed here, where a broken pipe can be told."""
        with plain_errors():
            done = super().invoke(ctx)
            sys.stdout.flush()
            return done


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"kg {__version__}")
        ctx.exit()


@click.group("kg", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@store_option
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the version and end.",
)
def cli() -> None:
    """Ask a graph of AI models and the regimes that control them.

    kg ask                                            the questions there are
    kg ask open-weight-models-below -p threshold 1e25
    kg show "Llama 3.1 405B"                          all that is known of one thing
    kg query "SELECT ?m WHERE { ?m a :Model } LIMIT 5"

    Every answer is as old as its sources; an unknown value is never a no.
    """
