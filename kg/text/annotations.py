"""The records of extraction: one class for each type of annotation, and their form in JSON.

An annotation is what one place of a text says, before anything of it enters the graph. Every
`span` counts characters of `Document.text`, the end excluded. The JSON form is that of the field
`type` and the class's own fields, one object a line.
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from kg.document import Where

COMPARATORS = ("gt", "ge", "lt", "le", "eq")
QUANTITIES = (
    "training_compute modification_compute compute_ratio cluster_compute_rate "
    "interconnect_bandwidth total_processing_performance performance_density memory_bandwidth "
    "memory_bandwidth_density parameters training_cost modification_cost distillation_cost "
    "cumulative_cost revenue users benchmark_score market_share ownership_share "
    "installed_processing_performance damage casualties duration other"
).split()
UNITS = (
    "FLOP FLOP/s TPP TPP/mm2 Gbit/s GB/s GB/s/mm2 USD EUR GBP CNY persons percent ratio "
    "parameters users days months years other"
).split()
MODALITIES = ("obligation", "prohibition", "permission")
ROLES = ("in_force", "deadline", "expiry", "event", "other")
CLASSES = ("Model", "Actor", "Jurisdiction", "Instrument", "Hardware")
PREDICATES = (
    "developed_by based_in open_weights closed_weights based_on issued_by amends revokes governs "
    "member_of supports opposes supplies_to"
).split()
CLAIM_KINDS = ("prediction", "warning", "recommendation", "opinion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What all types have: where it stands, which rule found it, how surely.

    `confidence` is the probability that the annotation is right, as calibrated for its rule;
    `inferred` says that a value is not written in the quote as such (an exponent whose superscript
    was lost, a noun that stands earlier).
    """

    type: ClassVar[str] = ""
    span: Where
    rule: str
    confidence: float = 1.0
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Annotation):
    """A number that decides whether a rule reaches something; `value` is a number of `unit`.

    `subject` is the noun phrase that is measured, `joined` "and" or "or" where the threshold
    stands in a group with the one before it in the same sentence or list.
    """

    type: ClassVar[str] = "threshold"
    quantity: str
    comparator: str
    value: float
    unit: str
    subject: Where | None = None
    joined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Annotation):
    """A place where the text fixes the meaning of `term`."""

    type: ClassVar[str] = "definition"
    term: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm(Annotation):
    """That somebody must, may or must not do something; `bearer` is None where nobody is named.

    `condition` is the clause on which the norm depends ("where ...", "if ..."), `deadline` the
    time by which it is due.
    """

    type: ClassVar[str] = "norm"
    trigger: Where
    modality: str
    bearer: Where | None = None
    condition: Where | None = None
    deadline: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Annotation):
    """A citation of another place in law; `target` is its normal form ("Article 51(1)(a)").

    `instrument` is the span of the name of the instrument cited, None for the text's own.
    """

    type: ClassVar[str] = "reference"
    scope: str
    target: str = ""
    instrument: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Annotation):
    """A calendar date or a deadline; `iso` is ISO 8601, `--MM-DD` where there is no year."""

    type: ClassVar[str] = "date"
    iso: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Annotation):
    """A named thing. `link` is the slug of the thing in the graph, None where it knows none.

    `candidates` are the slugs that came nearest where there is no link.
    """

    type: ClassVar[str] = "mention"
    kind: str
    link: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Annotation):
    """That the text states `predicate` between two phrases; `span` covers both."""

    type: ClassVar[str] = "relation"
    subject: Where
    predicate: str
    object: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Annotation):
    """A prediction, warning, recommendation or opinion; `horizon` is months from and to."""

    type: ClassVar[str] = "claim"
    kind: str
    speaker: Where | None = None
    horizon: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption(Annotation):
    """That a rule does not reach something: `who` or what is exempt, from which place (`rule_of`).

    `rule_of` is the span of the citation or phrase that names the rule ("paragraph 1").
    """

    type: ClassVar[str] = "exemption"
    who: Where | None = None
    rule_of: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty(Annotation):
    """What a breach costs: `value` in `unit` (a currency, or "percent" of turnover), or neither."""

    type: ClassVar[str] = "penalty"
    value: float | None = None
    unit: str = ""
    bearer: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(Annotation):
    """What the document says of itself: `name` is title, short_title, number, body or date."""

    type: ClassVar[str] = "detail"
    name: str
    value: str


CLASSES_BY_TYPE: dict[str, type[Annotation]] = {
    c.type: c
    for c in (Threshold, Definition, Norm, Reference, Day, Mention, Relation, Claim, Exemption,
              Penalty, Detail)
}  # fmt: skip
_RENAMED = {("mention", "kind"): "class"}


def to_json(annotation: Annotation) -> dict[str, Any]:
    """Return the annotation as plain JSON values, spans as lists of two numbers."""
    said: dict[str, Any] = {"type": annotation.type}
    for field in fields(annotation):
        value = getattr(annotation, field.name)
        name = _RENAMED.get((annotation.type, field.name), field.name)
        said[name] = list(value) if isinstance(value, tuple) else value
    return said


def from_json(said: dict[str, Any]) -> Annotation:
    """Return the annotation that `to_json` would give as `said`; unknown fields are left out.

    Raises `ValueError`, in a sentence, for an unknown type, a missing field or a span that is not
    two numbers.
    """
    cls = CLASSES_BY_TYPE.get(str(said.get("type")))
    if cls is None:
        raise ValueError(f"no type of annotation is called {said.get('type')!r}")
    values: dict[str, Any] = {}
    for field in fields(cls):
        name = _RENAMED.get((cls.type, field.name), field.name)
        if name in said:
            value = said[name]
            values[field.name] = tuple(value) if isinstance(value, list) else value
    try:
        made = cls(**values)
    except TypeError as problem:
        raise ValueError(f"a {cls.type} lacks a field ({problem})") from None
    for name in ("span", "term", "trigger"):
        where = getattr(made, name, (0, 0))
        if not (isinstance(where, tuple) and len(where) == 2
                and all(isinstance(n, int) for n in where)):  # fmt: skip
            raise ValueError(f"the {name} of a {cls.type} is two numbers, not {where!r}")
    return made
