"""Errors as a user sees them: one line on stderr, and the exit code that belongs to it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click
from click.exceptions import NoArgsIsHelpError

from kg.errors import KgError

INTERRUPTED, BROKEN_PIPE = 130, 141
"""As a shell reports a process that SIGINT or SIGPIPE ended."""


class Told(click.ClickException):
    """An error that is told as "kg: what, where, what next"."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(" ".join(message.split()))
        self.exit_code = exit_code  # type: ignore[misc] # click means it to be set

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the line to stderr."""
        from kg.formats import visible

        mark = click.style("kg:", fg="red", bold=True)
        click.echo(f"{mark} {visible(self.message)}", file=file, err=file is None)


def note(text: str) -> None:
    """Tell the user something on stderr."""
    from kg.formats import visible

    click.echo(click.style("kg: ", dim=True) + visible(text), err=True)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn every error that a user can meet into a `Told` one."""
    try:
        yield
    except KgError as problem:
        raise Told(str(problem), problem.exit_code) from problem
    except (Told, NoArgsIsHelpError):
        raise
    except click.UsageError as problem:
        path = problem.ctx.command_path if problem.ctx else "kg"
        text = problem.format_message().rstrip(".")
        raise Told(f"{text[:1].lower()}{text[1:]}; see: {path} --help", 2) from problem
    except BrokenPipeError:
        _silence(sys.stdout)
        raise click.exceptions.Exit(BROKEN_PIPE) from None
    except OSError as problem:
        raise Told(_system(problem)) from problem
    except MemoryError as problem:
        raise Told("not enough memory for this; ask for less, for example with LIMIT") from problem
    except KeyboardInterrupt:
        note("interrupted; what was not finished was not stored")
        raise click.exceptions.Exit(INTERRUPTED) from None


def _system(problem: OSError) -> str:
    if problem.errno is None:  # the engine's own errors come as OSError with a text only
        return (
            f"the store cannot be read ({problem}); if it is damaged, move it away and run: "
            "kg init, then ingest again"
        )
    where = f"{problem.filename}: " if problem.filename else ""
    return f"{where}{problem.strerror or problem}; nothing was changed"


def _silence(stream: IO[str]) -> None:
    """Let what is still buffered go nowhere: the interpreter would complain of it at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):  # no real file: a test holds the output
        return
