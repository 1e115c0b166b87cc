"""The layout of the curated tables: the columns, the two lists that rows use, what a row says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.curated._table import Row, rows
from kg.errors import nearest
from kg.model import Cell, Confidence, Iri, Object, Quantity, Source, Span, Statement, Text
from kg.names import NAMESPACES

STATEMENT = [
    *("subject", "property", "value", "unit", "low", "high", "verbatim"),
    *("source", "estimator", "method", "confidence", "from_memory"),
    *("valid_from", "valid_until", "start", "end", "quote", "note"),
]
"""The columns of every table of statements."""

PROPERTY = ["property", "kind", "unit"]
REFERENCE = ["id", "title", "url", "issued", "issued_from", "licence", "attribution"]
KINDS = ("iri", "text", "date", "boolean", "quantity")


@dataclass(frozen=True, slots=True)
class Property:
    """What a property takes: its IRI, the kind of its values, the unit where that is a quantity."""

    iri: Iri
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as `sources.csv` describes it; `issued` is None where its day is not known."""

    title: str
    url: str
    issued: date | None
    issued_from: str
    licence: str
    attribution: str


def properties(path: Path) -> dict[str, Property]:
    """Return what rows may say, by the name that they use for it."""
    found = {}
    for row in rows(path, PROPERTY):
        kind = row.choice("kind", KINDS)
        if (kind == "quantity") != bool(row["unit"]):
            raise row.wrong("unit", "a quantity has a unit, and nothing else has one")
        found[row["property"]] = Property(row.iri("property"), kind, row["unit"])
    return found


def references(path: Path) -> dict[str, Reference]:
    """Return the sources that rows may cite, by the name that they use for them."""
    found = {}
    for row in rows(path, REFERENCE):
        if not (row["title"] or row["url"]):
            raise row.wrong("title", "empty, and so is 'url'; a source needs one of them")
        found[row["id"]] = Reference(
            title=row["title"],
            url=row["url"],
            issued=row.day("issued"),
            issued_from=row["issued_from"],
            licence=row["licence"],
            attribution=row["attribution"],
        )
    return found


def statement(
    row: Row, source: Source, known: Mapping[str, Property], cited: Mapping[str, Reference]
) -> Statement:
    """Return what one row says in the voice of `source`; raise `BadSource` for a wrong cell."""
    prop = known.get(row["property"])
    if prop is None:
        near = nearest(row["property"], list(known)) or "; that file lists what rows may say"
        raise row.wrong("property", f"'{row['property']}' is not in properties.csv{near}")
    cites, said_on = _cited(row, source, cited)
    sure = row.choice("confidence", ("", *Confidence))
    return Statement(
        subject=row.iri("subject"),
        predicate=prop.iri,
        object=_object(row, prop),
        source=source,
        place=_place(row),
        confidence=Confidence(sure) if sure else None,
        estimator=row["estimator"],
        method=row["method"],
        cites=cites,
        said_on=said_on,
        valid_from=row.day("valid_from"),
        valid_until=row.day("valid_until"),
        from_memory=row.choice("from_memory", ("", "yes")) == "yes",
        note=row["note"],
    )


def _object(row: Row, prop: Property) -> Object:
    if row["unit"] != prop.unit:
        wanted = f"is given in '{prop.unit}'" if prop.unit else "has no unit"
        raise row.wrong("unit", f"'{row['unit']}', but {row['property']} {wanted}")
    if prop.kind == "quantity":
        return _quantity(row)
    if prop.kind == "iri":
        return row.iri("value")
    if prop.kind == "boolean":
        return row.choice("value", ("true", "false")) == "true"
    value = row.day("value") if prop.kind == "date" else row["value"]
    if not value:
        raise row.wrong("value", "empty; leave out the row where nothing is known")
    return Text(value) if isinstance(value, str) else value


def _quantity(row: Row) -> Quantity:
    value, high = row.number_or_none("value"), row.number_or_none("high")
    low = row.bound_or_none("low")
    stated = [number for number in (low, value, high) if number is not None]
    if not stated:
        raise row.wrong("value", "empty, and neither 'low' nor 'high' is given")
    if stated != sorted(stated):
        raise row.wrong("value", f"'{row['value']}' with 'low' and 'high' is not in order")
    return Quantity(
        value=value,
        unit=Iri(NAMESPACES["unit"] + row["unit"]),
        verbatim=row["verbatim"] or row["value"],
        low=low,
        high=high,
    )


def _place(row: Row) -> Span | Cell:
    """Return the place in the text that the row rests on, else its own place in its table."""
    if not (row["start"] or row["end"] or row["quote"]):
        return Cell(row.number, f"{row.path.name}: value")
    start, end = row.whole("start"), row.whole("end")
    if end - start != len(row["quote"]):
        raise row.wrong(
            "quote", f"{len(row['quote'])} characters, but 'start' and 'end' span {end - start}"
        )
    return Span(start, end, row["quote"])


def _cited(row: Row, source: Source, cited: Mapping[str, Reference]) -> tuple[str, date | None]:
    """Return what the row relies on beside the source that speaks, and the newest day of that."""
    others = []
    for name in (part.strip() for part in row["source"].split(";")):
        if name not in cited:
            near = nearest(name, list(cited)) or "; that file lists the sources"
            raise row.wrong("source", f"'{name}' is not in sources.csv{near}")
        if name != source.id:
            others.append(cited[name])
    days = [other.issued for other in others if other.issued]
    return "; ".join(o.title or o.url for o in others), max(days, default=None)
