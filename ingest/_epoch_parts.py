"""What the rows of several of Epoch AI's tables say alike: actors, places, days, numbers, links."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ingest import _epoch_columns as known
from ingest._cells import clean, day, names, number, numbers
from ingest._epoch_sheet import Row, Sheet
from kg import names as kg_names
from kg.model import Iri, Object, Quantity, Statement, Text

TYPE, LABEL = kg_names.rdf("rdf:type"), kg_names.rdf("rdfs:label")
_ADDRESS = re.compile(r"https?://\S+")

iri = lru_cache(maxsize=65_536)(kg_names.mint)
"""`kg.names.mint`, remembered: the same few thousand names recur in every row."""

term = lru_cache(maxsize=256)(kg_names.term)
"""`kg.names.term`, remembered."""


def countries(sheet: Sheet, row: Row, thing: Iri) -> Iterator[Statement]:
    """Yield each country that the row names, of whatever organisation it is."""
    for name in names(row.cells.get("country", "")):
        if name != known.NO_PLACE:
            place = iri("place", name)
            yield sheet.say(row, "country", thing, term("country"), place)
            yield from sheet.once(row, "country", place, (LABEL, Text(name)))


def seat(sheet: Sheet, row: Row, organisations: list[Iri]) -> Iterator[Statement]:
    """Yield the headquarters of the row's organisations, where the row tells whose is whose.

    A row lists the countries of all its organisations together. Only of a lone organisation, or
    where every organisation has the same country, is nothing guessed.
    """
    stated = [clean(country) for country in row.cells.get("country", "").split(",")]
    if len(stated) != len(organisations) or len(set(stated)) > 1:
        return
    if stated[0] not in ("", known.NO_PLACE):
        for actor in organisations:
            about = (term("headquarters"), iri("place", stated[0]))
            yield from sheet.once(row, "country", actor, about)


def actors(sheet: Sheet, row: Row, field: str, thing: Iri, relation: str) -> Iterator[Statement]:
    """Yield the relation of a thing to each actor that the cell names."""
    for name in names(row.cells.get(field, "")):
        actor = iri("actor", name)
        yield sheet.say(row, field, thing, term(relation), actor)
        yield from sheet.once(row, field, actor, (TYPE, term("Actor")), (LABEL, Text(name)))


def dated(
    sheet: Sheet, row: Row, field: str, thing: Iri, relation: str = "releaseDate"
) -> Iterator[Statement]:
    """Yield the day in the cell; a year or month alone goes, as text, to the relation's twin."""
    if text := row.cells.get(field):
        whole = day(text)
        value: Object = Text(text) if whole is None else whole
        yield sheet.say(row, field, thing, term(relation if whole else f"{relation}Text"), value)


def measured(
    sheet: Sheet, row: Row, thing: Iri, measures: Iterable[known.Measure]
) -> Iterator[Statement]:
    """Yield the quantities of the row, in the units of the ontology, with the cell as it stands."""
    for measure in measures:
        text = row.cells.get(measure.field)
        if text is None:
            continue
        values = set(numbers(text)) if measure.field in known.SEVERAL else {number(text)}
        one = values.pop() / measure.divisor if len(values) == 1 else None
        yield sheet.say(
            row,
            measure.field,
            thing,
            measure.predicate,
            Quantity(value=one, unit=measure.unit, verbatim=text),
            estimator=measure.estimator,
            note="" if one is not None else "the cell holds several numbers: none is preferred",
        )


def linked(sheet: Sheet, row: Row, thing: Iri, fields: Iterable[str]) -> Iterator[Statement]:
    """Yield the web addresses in the cells of `fields`."""
    for field in fields:
        for address in dict.fromkeys(_ADDRESS.findall(row.cells.get(field, ""))):
            yield sheet.say(row, field, thing, term("link"), Text(address))
