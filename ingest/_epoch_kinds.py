"""Which of Epoch AI's tables a file is: told by its columns, then its rows, at last its name."""

from dataclasses import dataclass

from ingest._csv import Table
from ingest._epoch_columns import FIELDS, columns_of
from kg.errors import BadSource, nearest


@dataclass(frozen=True, slots=True)
class Kind:
    """One of Epoch AI's tables: the source it is, the field that names a row, the columns it needs.

    `marks` are fields of which one at least tells the table from others with the same name column.
    """

    id: str
    title: str
    thing: str
    needed: tuple[str, ...]
    marks: tuple[str, ...]


_MODEL_NEEDS = ("organization", "published", "compute")
_MODEL_MARKS = ("published", "compute", "accessibility", "confidence")


def _models(slug: str, title: str) -> Kind:
    return Kind(f"epoch-{slug}", f"Epoch AI, {title}", "model", _MODEL_NEEDS, _MODEL_MARKS)


NOTABLE = _models("notable", "notable AI models")
ALL = _models("all", "all AI models")
LARGE_SCALE = _models("large-scale", "large-scale AI models")
FRONTIER = _models("frontier", "frontier AI models")
HARDWARE = Kind(
    "epoch-hardware",
    "Epoch AI, machine learning hardware",
    "hardware",
    ("manufacturer", "released"),
    ("manufacturer", "released", "tpp"),
)
CLUSTERS = Kind(
    "epoch-clusters",
    "Epoch AI, GPU clusters",
    "cluster",
    ("owner", "country", "h100"),
    ("h100", "operational"),
)
ORGANIZATIONS = Kind(
    "epoch-organizations",
    "Epoch AI, organizations",
    "organization",
    ("country",),
    ("category", "info"),
)

NAMED = {"notable": NOTABLE, "large_scale": LARGE_SCALE, "frontier": FRONTIER, "all_ai": ALL}
"""What a file name says of the table, for the columns that cannot tell."""


def looks_like_epoch(header: list[str]) -> bool:
    """Say whether a header is one of Epoch AI's, even with a needed column missing."""
    return _thing(columns_of(header)) != ""


def kind_of(table: Table) -> Kind:
    """Return which of Epoch AI's tables this is; raise `BadSource` for any other table.

    Columns decide; among the tables of models, what their rows hold; at last the file name.
    """
    columns = columns_of(table.header)
    thing = _thing(columns)
    if not thing:
        head = ", ".join(f"'{h}'" for h in table.header[:4])
        raise BadSource(
            f"{table.name}: none of Epoch AI's tables has columns like these ({head} …); "
            "name another file, or another reader with --reader"
        )
    kind = next((k for k in (HARDWARE, CLUSTERS, ORGANIZATIONS) if k.thing == thing), None)
    kind = kind or _kind_of_models(table, columns)
    for field in kind.needed:
        if field not in columns:
            heading = FIELDS[field][0]
            raise BadSource(
                f"{table.name}: the column '{heading}' is missing, which {kind.title} needs"
                f"{nearest(heading, table.header) or '; fetch the file again'}"
            )
    return kind


def _thing(columns: dict[str, int]) -> str:
    for kind in (NOTABLE, HARDWARE, CLUSTERS, ORGANIZATIONS):
        if kind.thing in columns and any(mark in columns for mark in kind.marks):
            return kind.thing
    return ""


def _kind_of_models(table: Table, columns: dict[str, int]) -> Kind:
    if (
        columns.keys() & {"over 1e25", "maybe over 1e25"}
        and _share(table, columns, "frontier") > 0.5
    ):
        return FRONTIER
    if "criteria" not in columns:
        name = table.name.casefold().replace("-", "_")
        return next((kind for word, kind in NAMED.items() if word in name), LARGE_SCALE)
    # Each notable model is notable by some criterion; most of all models are by none.
    return NOTABLE if _share(table, columns, "criteria") > 0.9 else ALL


def _share(table: Table, columns: dict[str, int], field: str) -> float:
    at = columns.get(field, -1)
    filled = sum(1 for row in table.rows if 0 <= at < len(row) and row[at].strip())
    return filled / len(table.rows)
