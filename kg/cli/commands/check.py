"""kg check: hold the graph against its shapes and data tests."""

from datetime import date

import click

from kg.cli.errors import note
from kg.cli.help import Command
from kg.cli.options import known_at_option, reading, store_option, table_format_option
from kg.cli.output import write_table


@click.command(cls=Command, short_help="Hold the graph against its shapes and tests.")
@known_at_option
@table_format_option
@store_option
def command(known_at: date | None, format: str | None) -> None:
    """Hold the graph against its SHACL shapes and the tests of its data.

    Writes one row a finding: how bad, where, what, and what to do. Ends with exit code 4 when any
    finding is an error; a warning is worth a look and no more.

    kg check
    kg check -f json
    """
    from kg.check import ERROR, check
    from kg.errors import InvalidData

    with reading(known_at) as graph:
        findings = check(graph.engine)
    if findings:
        rows = [(f.severity, f.where, f.what, f.next) for f in findings]
        write_table(("severity", "where", "what", "next"), rows, format)
    errors = sum(finding.severity == ERROR for finding in findings)
    if errors:
        raise InvalidData(f"the graph has {errors} errors, each with what to do about it")
    note(f"the graph is valid; {len(findings)} warnings" if findings else "the graph is valid")
