"""Help texts of the commands: drawn by rich-click on a terminal, plain in a pipe.

Importing rich takes longer than importing all of click, so it is imported only where its drawing
is seen; `kg --help` itself, which has to be there at once, stays plain.
"""

import inspect
import sys
from typing import Any

import click


def keep_examples(text: str | None) -> str:
    """Mark the paragraphs that begin with "kg " as examples, whose lines click leaves as they are.

    Click's mark is a backspace, which a docstring should not have to hold.
    """
    paragraphs = inspect.cleandoc(text or "").split("\n\n")
    return "\n\n".join(f"\b\n{p}" if p.startswith("kg ") else p for p in paragraphs)


class Command(click.Command):
    """A command with examples in its help, which is drawn with rich on a terminal."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.help = keep_examples(self.help)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the command."""
        if not sys.stdout.isatty():
            return super().get_help(ctx)
        from rich_click import RichCommand, RichContext

        drawn = RichCommand(name=self.name, help=self.help, params=self.params)
        return drawn.get_help(RichContext(drawn, info_name=ctx.info_name, parent=ctx.parent))
