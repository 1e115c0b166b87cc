"""Make a store of many invented models, by the public ways and always the same.

The names, days and numbers mean nothing. Their distribution is that of real data: a few developers
make many models, most models publish no compute, sureness varies, some build on others.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import chain
from pathlib import Path

from kg.model import Cell, Confidence, Iri, Object, Quantity, Source, Statement, Text
from kg.names import mint, rdf, term

DEVELOPERS = 2_000
FIRST_DAY, DAYS = date(2015, 1, 1), 4_300
COUNTRIES = ("US", "CN", "GB", "FR", "DE", "KR", "JP", "CA", "IL", "IN", "AE", "SG", "CH", "SE")
COUNTRY_WEIGHTS = (45, 25, 6, 4, 3, 3, 3, 3, 2, 2, 1, 1, 1, 1)
WEIGHTS = ("OpenWeights", "RestrictedOpenWeights", "NonCommercialWeights", "ApiAccess",
           "HostedAccess", "Unreleased")  # fmt: skip
LICENCES = {
    "OpenWeights": ("apache-2.0", "mit"),
    "RestrictedOpenWeights": ("llama-3-community-license", "gemma-terms-of-use"),
    "NonCommercialWeights": ("cc-by-nc-4.0", "cc-by-nc-sa-4.0"),
}
DOMAINS = ("Language", "Vision", "Multimodal", "Speech", "Biology", "Games", "Robotics")
CONFIDENCE = (Confidence.CONFIDENT, Confidence.LIKELY, Confidence.SPECULATIVE, None)
CONFIDENCE_WEIGHTS = (40, 25, 20, 15)
COMPUTE_SHARE, PARAMETERS_SHARE, BASE_SHARE = 0.4, 0.6, 0.15


def source(models: int, seed: int) -> Source:
    """Return the source that the invented models are said by."""
    name = f"synthetic {models} {seed}"
    return Source(
        id="synthetic",
        title="Invented models",
        issued=date(2026, 1, 1),
        licence="CC0-1.0",
        location=name,
        sha256=sha256(name.encode()).hexdigest(),
    )


def statements(models: int, *, seed: int = 7) -> Iterator[Statement]:
    """Yield what the invented source says of its developers and of `models` models."""
    chance, said_by = random.Random(seed), source(models, seed)
    homes = chance.choices(COUNTRIES, COUNTRY_WEIGHTS, k=DEVELOPERS)
    for number, home in enumerate(homes):
        actor = mint("actor", f"Synthetic Lab {number}")
        yield from _say(said_by, actor, number + 1, {
            rdf("rdf:type"): term("Developer"),
            rdf("rdfs:label"): Text(f"Synthetic Lab {number}"),
            term("headquarters"): Iri(mint("place", "x")[:-1] + home),
        })  # fmt: skip
    for number in range(models):
        yield from _model(said_by, number, homes, chance)


def _model(
    said_by: Source, number: int, homes: list[str], chance: random.Random
) -> Iterator[Statement]:
    row, name = DEVELOPERS + number + 1, f"Synthetic {number}"
    this = mint("model", name)
    by = int(DEVELOPERS * chance.random() ** 3)  # a few developers make many models
    day = FIRST_DAY + timedelta(days=int(DAYS * chance.random() ** 0.5))
    access = chance.choice(WEIGHTS)
    said: dict[Iri, Object] = {
        rdf("rdf:type"): term("Model"),
        rdf("rdfs:label"): Text(name),
        term("developedBy"): mint("actor", f"Synthetic Lab {by}"),
        term("country"): Iri(mint("place", "x")[:-1] + homes[by]),
        term("releaseDate"): day,
        term("weights"): term(access),
        term("domain"): Text(chance.choice(DOMAINS)),
    }
    if access in LICENCES:
        said[term("licence")] = mint("licence", chance.choice(LICENCES[access]))
    if number and chance.random() < BASE_SHARE:
        said[term("basedOn")] = mint("model", f"Synthetic {chance.randrange(number)}")
    yield from _say(said_by, this, row, said)
    if chance.random() < PARAMETERS_SHARE:
        size = round(10 ** chance.gauss(9.3, 1.2))
        yield _measured(said_by, this, row, "parameters", float(size), "count")
    if chance.random() < COMPUTE_SHARE:
        grown = (day - FIRST_DAY).days / DAYS  # compute grows over the years
        operations = float(f"{10 ** chance.gauss(19 + 5 * grown, 1.4):.3g}")
        sure = chance.choices(CONFIDENCE, CONFIDENCE_WEIGHTS)[0]
        yield _measured(said_by, this, row, "trainingCompute", operations, "FLOP", sure)


def _say(said_by: Source, subject: Iri, row: int, said: dict[Iri, Object]) -> Iterator[Statement]:
    for predicate, value in said.items():
        place = Cell(row, predicate.rpartition("#")[2])
        yield Statement(
            subject=subject, predicate=predicate, object=value, source=said_by, place=place
        )


def _measured(
    said_by: Source,
    subject: Iri,
    row: int,
    quantity: str,
    value: float,
    unit: str,
    sure: Confidence | None = None,
) -> Statement:
    return Statement(
        subject=subject,
        predicate=term(quantity),
        object=Quantity(value=value, unit=mint("unit", unit), verbatim=repr(value)),
        source=said_by,
        place=Cell(row, quantity),
        confidence=sure,
        estimator="Synthetic",
    )


def build(path: str, models: str) -> int:
    """Build a store of what ships and `models` invented models at `path`; return its quads.

    The arguments are text because this runs in a process of its own.
    """
    import ingest
    from kg import build as building
    from kg import store

    shipped = ingest.reader("curated").read("curated")
    building.add(Path(path), chain(shipped, statements(int(models))))
    return len(store.open_read(Path(path)))
