"""Read the curated facts that ship with the package: models, actors, hardware and one article.

They stand beside this file as tables that a spreadsheet opens. One row says one thing, with its own
source; `properties.csv` lists what can be said, `sources.csv` the sources by the names that rows
use. The tables make two sources: the curated facts, and the article by what it says.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ingest.curated._layout import STATEMENT, Reference, properties, references, statement
from ingest.curated._table import rows
from kg.errors import BadSource
from kg.model import Source, Statement

TABLES = {
    "curated": ("actors.csv", "hardware.csv", "models.csv"),
    "article-export-ban": ("article.csv",),
}
"""The tables of each source, by its id in `sources.csv`."""

KINDS = {"curated": "curated", "article-export-ban": "text"}


def location() -> str:
    """Return the folder of the curated facts that ship with the package."""
    return str(Path(__file__).parent)


def accepts(location: str) -> bool:
    """Say whether `location` is a folder of curated facts, or the word "curated" for ours."""
    folder = _folder(location)
    return (folder / "sources.csv").is_file() and (folder / "models.csv").is_file()


def read(location: str) -> Iterator[Statement]:
    """Yield every statement of the tables in the folder `location` ("curated" for ours).

    The statements of both sources come, each with its own `source`. Raise `BadSource`, naming file,
    row and column, where a table is not as it should be.
    """
    folder = _folder(location)
    known, cited = properties(folder / "properties.csv"), references(folder / "sources.csv")
    for name, tables in TABLES.items():
        source = _source(folder, name, tables, cited)
        for table in tables:
            for row in rows(folder / table, STATEMENT):
                yield statement(row, source, known, cited)


def _folder(location: str) -> Path:
    return Path(__file__).parent if location == "curated" else Path(location)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadSource(f"{path}: cannot be read ({error.strerror})") from error


def _source(
    folder: Path, name: str, tables: tuple[str, ...], cited: dict[str, Reference]
) -> Source:
    described = cited.get(name)
    if described is None or described.issued is None:
        raise BadSource(
            f"{folder / 'sources.csv'}: no row '{name}' with a day in the column 'issued'; "
            "the tables belong to this source"
        )
    digest = sha256()
    for table in (*tables, "properties.csv", "sources.csv"):
        digest.update(_bytes(folder / table))
    return Source(
        id=name,
        title=described.title,
        issued=described.issued,
        licence=described.licence,
        location=", ".join(tables),
        sha256=digest.hexdigest(),
        url=described.url,
        attribution=described.attribution,
        issued_from=described.issued_from,
        kind=KINDS[name],
    )
