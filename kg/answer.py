"""The answer to a query: rows of plain Python values, a yes or no, or a graph."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.names import NAMESPACES

if TYPE_CHECKING:
    import polars

Value = str | float | int | bool | date | None
Row = dict[str, Value]

_XSD = NAMESPACES["xsd"]
_PLAIN: dict[str, Callable[[str], Value]] = {
    _XSD + "double": float,
    _XSD + "decimal": float,
    _XSD + "float": float,
    _XSD + "integer": int,
    _XSD + "boolean": lambda text: text == "true",
    _XSD + "date": date.fromisoformat,
}


def plain(term: Any) -> Value:
    """Return an RDF term as plain Python: IRIs and strings as str, unbound as None.

    A literal that is not what its type says, or no day that Python knows, stays text.
    """
    if term is None:
        return None
    if type(term) is ox.Literal:
        convert = _PLAIN.get(term.datatype.value)
        try:
            return convert(term.value) if convert else str(term.value)
        except ValueError:  # "2020-02-30"^^xsd:date is legal RDF
            return str(term.value)
    return str(term.value) if hasattr(term, "value") else str(term)


class Answer:
    """What a query gave. Rows are made as they are read, and kept for a second reading.

    `columns` names the columns; for a yes-or-no query there is one, `answer`; for a query that
    makes a graph there are `subject`, `predicate` and `object`, and `graph()` gives the triples.
    """

    def __init__(self, result: Any, *, hidden: Sequence[str] = ()) -> None:
        self._rows: list[tuple[Value, ...]] | None = None
        self._triples: list[ox.Triple] | None = None
        self._result = result
        if isinstance(result, ox.QuerySolutions):
            names = [v.value for v in result.variables]
            self._places = [i for i, n in enumerate(names) if n not in hidden]
            self.columns = tuple(names[i] for i in self._places)
        elif isinstance(result, ox.QueryTriples):
            self.columns = ("subject", "predicate", "object")
            self._triples = list(result)
        else:
            self.columns = ("answer",)

    @property
    def is_graph(self) -> bool:
        """Say whether the query makes a graph (CONSTRUCT, DESCRIBE)."""
        return self._triples is not None

    def tuples(self) -> list[tuple[Value, ...]]:
        """Return the rows as tuples in the order of `columns`."""
        if self._rows is None:
            self._rows = list(self._read())
        return self._rows

    def _read(self) -> Iterator[tuple[Value, ...]]:
        if self._triples is not None:
            for t in self._triples:
                yield plain(t.subject), plain(t.predicate), plain(t.object)
        elif isinstance(self._result, ox.QuerySolutions):
            places = self._places
            for solution in self._result:
                yield tuple([plain(solution[i]) for i in places])
        else:
            yield (bool(self._result),)

    def __iter__(self) -> Iterator[Row]:
        columns = self.columns
        return (dict(zip(columns, row, strict=True)) for row in self.tuples())

    def __len__(self) -> int:
        return len(self.tuples())

    def __bool__(self) -> bool:
        """Say whether there is an answer: a yes, or at least one row."""
        rows = self.tuples()
        return bool(rows[0][0]) if self.columns == ("answer",) and len(rows) == 1 else bool(rows)

    def rows(self) -> list[Row]:
        """Return the rows as dictionaries."""
        return list(self)

    def json(self) -> str:
        """Return the rows as a JSON list of objects; dates as ISO text, unbound as null."""
        return json.dumps(self.rows(), default=str, ensure_ascii=False, indent=1)

    def polars(self) -> "polars.DataFrame":
        """Return the rows as a polars table.

        Columns of numbers are Float64 whatever their size, because 10^25 fits no integer.
        """
        import polars as pl

        rows = self.tuples()
        data: dict[str, list[Value]] = {
            name: [row[i] for row in rows] for i, name in enumerate(self.columns)
        }
        return pl.DataFrame({name: _column(values) for name, values in data.items()}, strict=False)

    def graph(self) -> list[ox.Triple]:
        """Return the triples of a query that makes a graph; empty for other queries."""
        return self._triples or []


def _column(values: list[Value]) -> list[Value]:
    """Return the values in one type: floats where any is a float, text where kinds are mixed."""
    kinds = {type(v) for v in values if v is not None}
    if kinds <= {int, float} and float in kinds:
        return [float(v) if isinstance(v, int) else v for v in values]
    if len(kinds) > 1:
        return [None if v is None else str(v) for v in values]
    return values


def where_broken(text: str, problem: Exception) -> str:
    """Return a sentence that says where a query is broken, with the line itself."""
    found = re.match(r"error at (\d+):(\d+):?\s*(.*)", str(problem), re.DOTALL)
    if not found:
        return f"the query is not SPARQL ({problem})"
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1].strip()
    return f"the query is broken at line {line}, column {column}: {found[3]}; the line: {shown}"
