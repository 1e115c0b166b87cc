"""Tell an annotation in a few words, for people who read a table or a page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.document import Document, Where
from kg.text.annotations import (
    Annotation,
    Claim,
    Day,
    Definition,
    Detail,
    Exemption,
    Mention,
    Norm,
    Penalty,
    Reference,
    Relation,
    Threshold,
)

PLURALS = {
    "threshold": "thresholds",
    "definition": "definitions",
    "norm": "norms",
    "claim": "claims",
    "reference": "references",
    "date": "dates",
    "mention": "mentions",
    "relation": "relations",
    "exemption": "exemptions",
    "penalty": "penalties",
    "detail": "details of the document",
}
"""The types of annotations in the order in which they are told, each with its plural."""
SIGNS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "eq": "="}


MONEY = {"USD": "$", "EUR": "€"}
COUNTLESS = 1e15
"""A number from here on is told by its power of ten, as amounts of computing always are."""


def amount(value: float, unit: str) -> str:
    """Return a number with its unit as people write it.

    >>> amount(1e8, "USD"), amount(1e7, "users"), amount(1e26, "FLOP")
    ('$100,000,000', '10,000,000 users', '1e+26 FLOP')
    """
    computing = unit.startswith(("FLOP", "OP-per"))
    number = f"{value:g}" if computing or abs(value) >= COUNTLESS else f"{value:,.15g}"
    return f"{MONEY[unit]}{number}" if unit in MONEY else f"{number} {unit}"


def counted(types: Iterable[str]) -> str:
    """Return how many there are of each type, in words: "3 norms, 1 penalty".

    >>> counted(["norm", "penalty", "norm"])
    '2 norms, 1 penalty'
    """
    numbers = Counter(types)
    found = ((numbers[kind], kind, PLURALS[kind]) for kind in PLURALS if numbers[kind])
    return ", ".join(f"{n:,} {many if n > 1 else one}" for n, one, many in found)


def said(document: Document, annotation: Annotation) -> str:
    """Return what an annotation says, in words that a reader can hold against the quote."""

    def words(where: Where | None) -> str:
        return " ".join(document.text[slice(*where)].split()) if where else ""

    match annotation:
        case Threshold(quantity=quantity, comparator=sign, value=value, unit=unit):
            return f"{quantity.replace('_', ' ')} {SIGNS[sign]} {amount(value, unit)}"
        case Definition(term=term):
            return f"defines “{words(term)}”"
        case Norm(modality=modality, bearer=bearer):
            return f"{modality} of {words(bearer) or 'nobody named'}"
        case Reference(scope=scope, target=target):
            return f"{scope}: {target or words(annotation.span)}"
        case Day(iso=iso, role=role):
            return f"{role.replace('_', ' ')}: {iso}"
        case Mention(kind=kind, link=link, candidates=near):
            return f"{kind}: {link or 'not in the graph' + (f'; near {near[0]}' if near else '')}"
        case Relation(subject=subject, predicate=predicate, object=thing):
            return f"{words(subject)} {predicate.replace('_', ' ')} {words(thing)}".strip()
        case Claim(kind=kind, speaker=speaker, horizon=horizon):
            months = f", {horizon[0]} to {horizon[1]} months" if horizon else ""
            return f"{kind} of {words(speaker) or 'the author'}{months}"
        case Exemption(who=who, rule_of=rule):
            return f"exempt: {words(who) or 'not named'} from {words(rule) or 'this rule'}"
        case Penalty(value=value, unit=unit):
            return f"penalty: {amount(value, unit)}" if value is not None else "penalty"
        case Detail(name=name, value=value):
            return f"{name.replace('_', ' ')}: {value}"
    return annotation.type


def told_item(kind: str, values: Mapping[str, Sequence[str]]) -> str:
    """Tell an item of the graph: `kind` is its class, `values` its values by property.

    >>> told_item("ReadObligation", {"bearer": ["The provider"], "due": ["P15D"]})
    'obligation of The provider, due P15D'
    """

    def one(name: str, default: str = "") -> str:
        return "; ".join(values.get(name, ())) or default

    match kind:
        case "ReadThreshold":
            sign = SIGNS.get(one("comparator"), one("comparator"))
            number = amount(float(one("boundary", "nan")), one("boundaryUnit"))
            defined = f", in the definition of {one('inDefinition')}" if one("inDefinition") else ""
            joined = f"{one('joined')} " if one("joined") else ""
            return f"{joined}{one('measure').replace('_', ' ')} {sign} {number}{defined}"
        case "ReadObligation" | "ReadProhibition" | "ReadPermission":
            due = f", due {one('due')}" if one("due") else ""
            points = "".join(f"\n      {point}" for point in values.get("point", ()))
            bearer = one("bearer", "nobody named")
            return f"{kind.removeprefix('Read').lower()} of {bearer}{due}{points}"
        case "ReadDefinition":
            return f"defines “{one('definedTerm')}”"
        case "ReadDate":
            return f"{one('role').replace('_', ' ')}: {one('iso')}"
        case "ReadExemption":
            who = one("exempted", "somebody not named")
            return f"exempts {who} from {one('exemptedFrom', 'this rule')}"
        case "ReadPenalty":
            sum_of_it = amount(float(one("amount")), one("amountUnit")) if one("amount") else ""
            bearer = f" for {one('bearer')}" if one("bearer") else ""
            return f"penalty{': ' if sum_of_it else ''}{sum_of_it}{bearer}"
        case "Relation":
            verb = one("saidPredicate").replace("_", " ")
            return " ".join(x for x in (one("saidSubject"), verb, one("saidObject")) if x)
    said_by = one("speaker") or one("speakerWords", "the author")
    horizon = f", {one('horizon')}" if one("horizon") else ""
    return f"{one('kind', kind.lower())} of {said_by}{horizon}"
