"""Read Epoch AI's tables of models, hardware, clusters and organisations (CSV, CC BY 4.0).

All editions are read alike, and a damaged file yields nothing. Each statement names the row and
column in which its value stands; notes, abstracts and quotes are prose of others and stay there.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256

from ingest import _epoch_columns as known
from ingest._cells import names
from ingest._csv import header_of, read_table
from ingest._epoch_kinds import kind_of, looks_like_epoch
from ingest._epoch_models import models
from ingest._epoch_parts import (
    LABEL,
    TYPE,
    actors,
    countries,
    dated,
    iri,
    linked,
    measured,
    seat,
    term,
)
from ingest._epoch_sheet import Sheet, sheet_of
from kg.model import Statement, Text


def accepts(location: str) -> bool:
    """Say whether the file at `location` has the header of one of Epoch AI's tables."""
    return looks_like_epoch(header_of(location))


def read(location: str) -> Iterator[Statement]:
    """Yield what Epoch AI's table at `location` says; raise `BadSource` where it is damaged."""
    table = read_table(location)
    kind = kind_of(table)
    yield from TELLERS[kind.thing](sheet_of(table, kind))


def _hardware(sheet: Sheet) -> Iterator[Statement]:
    for row in sheet.rows:
        chip = iri("hardware", row.name)
        yield sheet.say(row, "hardware", chip, TYPE, term("Accelerator"))
        yield sheet.say(row, "hardware", chip, LABEL, Text(row.name))
        yield from actors(sheet, row, "manufacturer", chip, "manufacturer")
        yield from dated(sheet, row, "released", chip)
        yield from measured(sheet, row, chip, known.HARDWARE_MEASURES)
        if "bf16" not in row.cells and "fp16" in row.cells:  # then 16 bits have one rate only
            yield from measured(sheet, row, chip, (known.FP16,))
        yield from linked(sheet, row, chip, ("link",))


def _clusters(sheet: Sheet) -> Iterator[Statement]:
    named = Counter(row.name for row in sheet.rows)
    for row in sheet.rows:
        name = row.name.strip('"')
        if named[row.name] > 1:  # "Anonymized Chinese System" is the name of hundreds
            cells = "\0".join(row.cells.values())
            name = f"{name} {sha256(f'{cells}'.encode()).hexdigest()[:8]}"
        cluster = iri("hardware", name)
        yield sheet.say(row, "cluster", cluster, TYPE, term("Cluster"))
        yield sheet.say(row, "cluster", cluster, LABEL, Text(name))
        yield from actors(sheet, row, "owner", cluster, "owner")
        yield from countries(sheet, row, cluster)
        yield from dated(sheet, row, "operational", cluster, "operationalFrom")
        certainty = row.cells.get("certainty", "")
        if "status" in row.cells:
            remark = f"certainty: {certainty}" if certainty else ""
            status = Text(row.cells["status"])
            yield sheet.say(row, "status", cluster, term("status"), status, note=remark)
        yield from measured(sheet, row, cluster, known.CLUSTER_MEASURES)
        yield from linked(sheet, row, cluster, known.CLUSTER_SOURCES)


def _organizations(sheet: Sheet) -> Iterator[Statement]:
    for row in sheet.rows:
        actor = iri("actor", row.name)
        yield sheet.say(row, "organization", actor, TYPE, term("Actor"))
        yield sheet.say(row, "organization", actor, LABEL, Text(row.name))
        for category in names(row.cells.get("category", "")):
            if category in known.CATEGORIES:
                yield sheet.say(row, "category", actor, TYPE, known.CATEGORIES[category])
        yield from countries(sheet, row, actor)
        yield from seat(sheet, row, [actor])


TELLERS: dict[str, Callable[[Sheet], Iterator[Statement]]] = {
    "model": models,
    "hardware": _hardware,
    "cluster": _clusters,
    "organization": _organizations,
}
"""What a table is about, to the function that tells what its rows say."""
