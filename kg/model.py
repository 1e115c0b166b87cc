"""The records that flow from readers to the store: Statement, Source, Span, Cell, Quantity.

All are frozen and know nothing of RDF engines. A reader yields statements, the store writes them,
and everything that a statement says travels inside it: who said it, where, how surely.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

Iri = NewType("Iri", str)
"""An absolute IRI; `kg.names` mints those of the project."""


class Confidence(StrEnum):
    """How sure a source is of a statement.

    The first three are Epoch AI's labels for estimates; the others are those of the curated facts
    (high: primary text read; medium: two independent secondary sources; low: one).
    """

    CONFIDENT = "confident"
    LIKELY = "likely"
    SPECULATIVE = "speculative"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source in one version: what a revision graph describes.

    `id` is the slug of the source ("epoch-notable"), the same for all its versions; `issued` is
    the date of this version, which orders the versions of one source and answers `known_at`;
    `location` is the name of the file or the address that was read; `kind` is "dataset", or "text"
    for what a reader took from prose, which is ranked below datasets where they disagree.
    """

    id: str
    title: str
    issued: date
    licence: str
    location: str
    sha256: str
    url: str = ""
    attribution: str = ""
    issued_from: str = "stated by the source"
    kind: str = "dataset"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text: characters `start` to `end` (from 0, end excluded) and the quote there."""

    start: int
    end: int
    quote: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table: `row` counts data rows from 1, the header not counted."""

    row: int
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A measured value with its unit and, where the source states them, bounds.

    `value` is None where the source gives only a bracket ("over 500 million USD"). `verbatim` is
    the source's own spelling: engines rewrite numbers, evidence must not.
    """

    value: float | None
    unit: Iri
    verbatim: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A literal string, told apart from an IRI by its type; `lang` is a BCP 47 tag or empty."""

    value: str
    lang: str = ""


Object = Iri | Text | bool | float | date | Quantity
"""What a statement can say of its subject. A bare str is an IRI; prose is a `Text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one source says of one thing.

    `estimator` and `method` say who measured a quantity and how; `cites` is the address or name of
    the source that this source itself relies on, and `said_on` the date of that; `from_memory`
    marks what was written down without opening a source and is ranked below all else. `found_by`
    is the rule that read the statement out of a text, `certainty` the probability that it read
    rightly.
    """

    subject: Iri
    predicate: Iri
    object: Object
    source: Source
    place: Span | Cell | None = None
    confidence: Confidence | None = None
    estimator: str = ""
    method: str = ""
    cites: str = ""
    said_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    from_memory: bool = False
    note: str = ""
    found_by: str = ""
    certainty: float | None = None
