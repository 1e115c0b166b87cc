"""The command line, `kg`: thin commands that open the graph, call one thing and write the result.

Data goes to stdout, all else to stderr. Exit codes: 0 done, 1 failure, 2 wrong use, 3 nothing found
(with --fail-empty), 4 the data is not valid, 5 stopped before the end (with --timeout), 130
interrupted, 141 the reader of our output went away.
"""

import io
import sys


def main() -> None:
    """Run the command line of this process, and end the process."""
    from kg.cli.group import cli

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Data is UTF-8 wherever it goes; a terminal that cannot show a letter gets its code.
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")
    cli(prog_name="kg")
