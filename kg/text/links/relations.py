"""Find stated relations between names: who made a model, which law amends which, who signed what.

`find` runs the rules of `makerrules` and `lawrules` over the masked text of a block. What a law
spreads over lines is read at the end, by `kg.text.links.relationlines`.
"""

from collections.abc import Iterator

from kg.document import Where
from kg.text.annotations import Mention, Relation
from kg.text.links import lawrules, makerrules
from kg.text.links.masked import mask
from kg.text.links.relationends import matches
from kg.text.links.relationlines import across
from kg.text.passage import Passage

__all__ = ["across", "find"]

RULES = (*makerrules.RULES, *lawrules.RULES)


def find(passage: Passage) -> Iterator[Relation]:
    """Yield the relations that one block states."""
    if not any(True for _ in passage.all(Mention)):
        return
    masked = mask(passage)
    lowered = masked.text.lower()
    seen: set[tuple[Where, str, Where | None]] = set()
    named: set[tuple[str, Where | None]] = set()
    for rule in RULES:
        if passage.binding and not rule.in_law:
            continue
        if not any(word in lowered for word in rule.needs):
            continue
        for relation in matches(rule, masked):
            said = (relation.subject, relation.predicate, relation.object)
            if said in seen or relation.subject == relation.object:
                continue
            seen.add(said)
            # A name is better than a phrase: "Kimi K3, a model developed by Moonshot".
            end = relation.predicate, relation.object
            if relation.subject in masked.spans:
                named.add(end)
            elif end in named:
                continue
            yield relation
