"""Refuse queries that reach the network: SERVICE and FROM, found by token, not by searching text.

The engine has no switch to turn them off. A word inside a string, an IRI, a comment or a prefixed
name (`service:x`) is none of them; when in doubt the query is refused.
"""

import re

from kg.errors import BadQuery

_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
      | <[^<>"{}|^`\\\s]*> | \#[^\n]*
      | [?$]\w+ | @[A-Za-z-]+
      | [\w.\-]*:[\w.\-:%]*
      | \w+ | .''',
    re.VERBOSE | re.DOTALL,
)
REACHING = {"SERVICE": "asks another server", "LOAD": "loads an address", "FROM": "names a dataset"}


def refuse_network(query: str) -> None:
    """Raise `BadQuery` when `query` would reach the network."""
    for token in _TOKEN.findall(query):
        reason = REACHING.get(token.upper())
        if reason:
            raise BadQuery(
                f"the query {reason} ({token.upper()}); only the graph itself is asked here: "
                "take that part out. Named graphs are reached with GRAPH"
            )
