"""What a row of Epoch AI's tables of models says."""

from collections.abc import Iterator

from ingest import _epoch_columns as known
from ingest._cells import clean, flag, names, number
from ingest._epoch_parts import (
    LABEL,
    TYPE,
    countries,
    dated,
    iri,
    linked,
    measured,
    seat,
    term,
)
from ingest._epoch_sheet import Row, Sheet
from kg.model import Iri, Quantity, Statement, Text


def models(sheet: Sheet) -> Iterator[Statement]:
    """Yield what all rows of a table of models say."""
    own = {iri("model", row.name) for row in sheet.rows}
    for row in sheet.rows:
        model = iri("model", row.name)
        yield sheet.say(row, "model", model, TYPE, term("Model"))
        yield sheet.say(row, "model", model, LABEL, Text(row.name))
        yield from _developers(sheet, row, model)
        yield from dated(sheet, row, "published", model)
        for domain in row.cells.get("domain", "").split(","):
            if domain := clean(domain):
                yield sheet.say(row, "domain", model, term("domain"), Text(domain))
        yield from _compute(sheet, row, model)
        yield from measured(sheet, row, model, known.MODEL_MEASURES)
        yield from _trained_on(sheet, row, model)
        for name in names(row.cells.get("base model", "")):
            base = iri("model", name)
            yield sheet.say(row, "base model", model, term("basedOn"), base)
            if base not in own:
                about = ((TYPE, term("Model")), (LABEL, Text(name)))
                yield from sheet.once(row, "base model", base, *about)
        yield from _weights(sheet, row, model)
        yield from _flags(sheet, row, model)
        yield from linked(sheet, row, model, ("link",))


def _developers(sheet: Sheet, row: Row, model: Iri) -> Iterator[Statement]:
    organisations = names(row.cells.get("organization", ""))
    for name in organisations:
        actor = iri("actor", name)
        yield sheet.say(row, "organization", model, term("developedBy"), actor)
        about = ((TYPE, term("Developer")), (LABEL, Text(name)))
        yield from sheet.once(row, "organization", actor, *about)
    yield from countries(sheet, row, model)
    yield from seat(sheet, row, [iri("actor", name) for name in organisations])


def _compute(sheet: Sheet, row: Row, model: Iri) -> Iterator[Statement]:
    """Yield the training compute with its bounds; bounds without a value are a bracket."""
    texts = {f: row.cells[f] for f in ("compute", "compute low", "compute high") if f in row.cells}
    if not texts:
        return
    value, low, high = (
        number(texts[f]) if f in texts else None for f in ("compute", "compute low", "compute high")
    )
    label = row.cells.get("confidence", "")
    notes = (
        [f"confidence label: {label}"] if label not in ("", "Unknown", *known.CONFIDENCES) else []
    )
    if value is not None and low is not None and low > value:
        notes.append(
            f"the stated lower bound {texts['compute low']} lies above the value: left out"
        )
        low = None
    if value is not None and high is not None and high < value:
        notes.append(
            f"the stated upper bound {texts['compute high']} lies below the value: left out"
        )
        high = None
    yield sheet.say(
        row,
        next(iter(texts)),
        model,
        term("trainingCompute"),
        Quantity(
            value=value,
            unit=known.unit("FLOP"),
            verbatim=texts["compute"] if "compute" in texts else " to ".join(texts.values()),
            low=low,
            high=high,
        ),
        confidence=known.CONFIDENCES.get(label),
        estimator=known.EPOCH,
        method=", ".join(names(row.cells.get("compute method", ""))),
        note="; ".join(notes),
    )


def _trained_on(sheet: Sheet, row: Row, model: Iri) -> Iterator[Statement]:
    for name in names(row.cells.get("training hardware", "")):
        hardware = iri("hardware", name)
        yield sheet.say(row, "training hardware", model, term("trainedOn"), hardware)
        about = ((TYPE, term("Hardware")), (LABEL, Text(name)))
        yield from sheet.once(row, "training hardware", hardware, *about)


def _weights(sheet: Sheet, row: Row, model: Iri) -> Iterator[Statement]:
    if text := row.cells.get("accessibility"):
        access = known.ACCESS.get(text)
        if access is not None:
            yield sheet.say(row, "accessibility", model, term("weights"), access)
        else:  # a class that a later edition made: its words are kept, its meaning not guessed
            yield sheet.say(row, "accessibility", model, term("status"), Text(clean(text)))
    elif text := row.cells.get("open weights"):
        access = term("DownloadableWeights" if flag(text) else "ClosedWeights")
        yield sheet.say(row, "open weights", model, term("weights"), access)


def _flags(sheet: Sheet, row: Row, model: Iri) -> Iterator[Statement]:
    for field in known.OVER:
        if field in row.cells and flag(row.cells[field]):
            remark = Text(sheet.headings[field])
            yield sheet.say(row, field, model, term("overThresholdFlag"), remark)
    for field, class_ in known.CLASSES.items():
        if field in row.cells and flag(row.cells[field]):
            yield sheet.say(row, field, model, term("classifiedAs"), class_)
