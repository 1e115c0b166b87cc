"""The records of an explanation; `kg.law.explain` makes them, `kg.law.telling` writes them."""

from dataclasses import dataclass
from datetime import date

from kg.law.coverage import Coverage
from kg.law.values import Value


@dataclass(frozen=True, slots=True)
class Part:
    """One node of a condition: a test with its values, or a word such as "all of" with its parts.

    `verdict` is "yes", "no" or "not known"; `missing` says what is not known, and `settled_by` what
    would settle it.
    """

    words: str
    verdict: str
    parts: tuple["Part", ...] = ()
    values: tuple[Value, ...] = ()
    probability: float | None = None
    counting_rules: tuple[str, ...] = ()
    missing: str = ""
    settled_by: str = ""


@dataclass(frozen=True, slots=True)
class Exempting:
    """An exemption with its verdict: "met", "not met", "open", or "not in effect on this day".

    Without a `condition` the `remark` says why there is none to tell.
    """

    label: str
    citation: str
    verdict: str
    lifts: str
    keeps: str
    whole: bool
    readings: tuple[str, ...]
    condition: Part | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of the provision, an event of its regime, or the release of the thing.

    `past` says whether it had come on the day of the question, `decides` whether the state of the
    provision on that day hangs on it.
    """

    on: date
    words: str
    past: bool
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """A test as others read it, with the verdict that it would have."""

    words: str
    verdict: str
    note: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a provision applies to a thing on a day, does not, or why that is not determined.

    `known_at` is the day up to which sources count; `depends_on` explains the provisions on which
    this one rests, one level deep and without their coverage.
    """

    thing: str
    iri: str
    provision: str
    provision_iri: str
    name: str
    regime: str
    citation: str
    as_of: date
    known_at: date
    outcome: str
    probability: float | None
    because: str
    missing: tuple[str, ...]
    state: str
    state_reason: str
    dates: tuple[Dated, ...]
    condition: Part | None
    counting_rules: tuple[str, ...]
    effects: tuple[str, ...]
    deadline: str
    exemptions: tuple[Exempting, ...]
    readings: tuple[str, ...]
    contested: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    limits: tuple[str, ...]
    not_modelled: tuple[str, ...]
    verified: str
    confidence: str
    sources: tuple[str, ...]
    depends_on: tuple["Explanation", ...]
    coverage: Coverage | None
