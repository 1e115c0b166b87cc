"""Explanations as text and Markdown, one outline drawn in two ways, and as JSON."""

import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from kg.entity import Evidence
from kg.formats import visible
from kg.law.coverage import NOT_THIS_RULE
from kg.law.explanation import Dated, Exempting, Explanation, Part
from kg.law.values import Value
from kg.law.words import interval

Line = tuple[int, str]
"""A line of the outline: how deep it stands, from 0, and what it says."""
Section = tuple[str, list[Line]]
SHOWN = 10
"""How many values of one test are told."""
NOTHING = {
    "not known": "no value is known",
    "no": "there is none, and what there is is known in full",
    "yes": "without a value of its own",
}
"""What is told of a test without values, by its verdict."""


def outline(told: Explanation) -> Iterator[Section]:
    """Yield the sections of an explanation, those with nothing to say left out.

    A value is told with its evidence where it first comes up, and by its words after that.
    """
    yield "", list(_head(told))
    seen: set[Value] = set()
    is_open = told.outcome == "undetermined"
    sections: list[Section] = [
        ("Condition", list(_part(told.condition, seen)) if told.condition else []),
        ("What is not known", list(_gaps(told.condition)) if is_open else []),
        ("Counting rule", _plain(told.counting_rules)),
        ("Effect", _plain(told.effects)),
        ("Deadline", _plain([told.deadline])),
        ("Exemptions", [line for e in told.exemptions for line in _exempting(e, seen)]),
        ("Limits", _plain(told.limits)),
        ("How the text is read", _plain(told.readings)),
        ("Contested", _plain(told.contested)),
        ("Other readings", [(0, f"{a.words}: {a.verdict}; {a.note}") for a in told.alternatives]),
        ("Dates", [(0, _dated(d)) for d in told.dates]),
        ("Rests on", [line for d in told.depends_on for line in _dependence(d, seen)]),
        ("Not modelled", _plain(told.not_modelled)),
        ("Sources of the law", [*_plain(told.sources), *_plain([_checked(told)])]),
    ]
    yield from (section for section in sections if section[1])
    if told.coverage:
        silent = [] if told.outcome == "applies" else [NOT_THIS_RULE]
        yield "How far this reaches", _plain([*silent, told.coverage.line()])


def title(told: Explanation) -> str:
    """Return what an explanation is about, in one line."""
    return f"{told.thing}: {told.name} ({told.regime}, {told.citation}; {told.provision})"


def text(told: Explanation, *, width: int = 100) -> str:
    """Return an explanation as plain text, folded to `width` characters where words allow."""
    lines = list(_wrapped(0, title(told), width))
    for name, section in outline(told):
        lines += ["", name] if name else []
        shift = 1 if name else 0
        for depth, words in section:
            lines += _wrapped(depth + shift, words, width)
    return "\n".join(lines) + "\n"


def markdown(told: Explanation) -> str:
    """Return an explanation as Markdown; nothing in a value can become markup of the page."""
    lines = [f"# {_escaped(title(told))}", ""]
    for name, section in outline(told):
        lines += ["", f"## {name}", ""] if name else []
        lines += [f"{'  ' * depth}- {_escaped(words)}" for depth, words in section]
    return "\n".join(lines) + "\n"


def json_text(told: Explanation) -> str:
    """Return an explanation as a JSON object: the record itself, days as text."""
    return json.dumps(asdict(told), default=str, ensure_ascii=False, indent=1) + "\n"


def _escaped(words: str) -> str:
    plain = " ".join(visible(words).split())
    return plain.replace("\\", "\\\\").replace("<", "&lt;").replace("*", "\\*").replace("`", "\\`")


def _wrapped(depth: int, words: str, width: int) -> Iterator[str]:
    indent = "  " * depth
    yield from textwrap.wrap(
        " ".join(visible(words).split()),
        max(width, len(indent) + 30),
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain(lines: Iterable[str]) -> list[Line]:
    return [(0, line) for line in lines if line]


def _head(told: Explanation) -> Iterator[Line]:
    yield 0, f"On {told.as_of}, as known on {told.known_at}: {told.outcome}"
    if told.outcome == "undetermined" and told.probability is not None:
        yield 0, f"probability that it applies: {told.probability:.2f}"
    yield 0, f"because: {told.because}"
    yield 0, f"state on the day: {told.state}; {told.state_reason}"


def _part(part: Part, seen: set[Value], depth: int = 0) -> Iterator[Line]:
    if part.parts:
        yield depth, f"[{part.verdict}] {part.words}:"
        for inner in part.parts:
            yield from _part(inner, seen, depth + 1)
        return
    chance = f" (probability {part.probability:.2f})" if part.probability is not None else ""
    yield depth, f"[{part.verdict}] {part.words}{chance}"
    for value in part.values[:SHOWN]:
        if value in seen:
            yield depth + 1, f"{value.of}: {value.property}: {value.words} (as above)"
            continue
        seen.add(value)
        yield depth + 1, _value(value)
        for evidence in value.evidence:
            yield depth + 2, f"source: {_evidence(evidence)}"
        for lost in value.not_taken:
            yield depth + 2, f"not taken: {lost}"
    if len(part.values) > SHOWN:
        yield depth + 1, f"and {len(part.values) - SHOWN} more: -f json has them all"
    if not part.values:
        yield depth + 1, NOTHING[part.verdict]


def _value(value: Value) -> str:
    words = f"{value.of}: {value.property}: {value.words}"
    if (value.low, value.high) != (None, None) and value.words != _bracket(value):
        words += f" [{interval(value.low, value.high)}]"
    sure = [value.bounds_from, f"confidence: {value.confidence}" if value.confidence else ""]
    sure += [value.estimator, value.method.replace("_", " ")]
    sure += ["from memory: no source was opened"] if value.from_memory else []
    plain = value.basis in ("inferred", "assumed", "fact")
    sure += [value.why if plain else f"{value.basis}: {value.why}"]
    sure += [f"note: {value.note}"] if value.note else []
    told = "; ".join(dict.fromkeys(s for s in sure if s))
    return f"{words} ({told})" if told else words


def _bracket(value: Value) -> str:
    return f"{interval(value.low, value.high)} {value.unit}".strip()


def _evidence(evidence: Evidence) -> str:
    edition = f", edition of {evidence.edition}" if evidence.edition else ""
    parts = [f"{evidence.source}{edition}", evidence.place]
    parts += [f'"{evidence.quote}"'] if evidence.quote else []
    parts += [f"written '{evidence.verbatim}'"] if evidence.verbatim else []
    parts += [f"citing {evidence.cites}"] if evidence.cites else []
    parts += [f"said on {evidence.said_on}"] if evidence.said_on else []
    return ", ".join(part for part in parts if part)


def _gaps(part: Part | None) -> Iterator[Line]:
    """Yield the tests without a verdict that leave the whole open, and what would settle each."""
    if part is None or part.verdict != "not known":
        return
    for inner in part.parts:
        yield from _gaps(inner)
    if not part.parts:
        yield 0, part.missing
        yield 1, f"would be settled by {part.settled_by}"


def _exempting(exempting: Exempting, seen: set[Value]) -> Iterator[Line]:
    cited = f" ({exempting.citation})" if exempting.citation else ""
    yield 0, f"[{exempting.verdict}] {exempting.label}{cited}"
    if exempting.lifts:
        whole = "the whole: " if exempting.whole else ""
        yield 1, f"lifts {whole}{exempting.lifts}"
    if exempting.keeps:
        yield 1, f"leaves standing {exempting.keeps}"
    for reading in exempting.readings:
        yield 1, reading
    if exempting.condition:
        yield from _part(exempting.condition, seen, 1)
    else:
        yield 1, exempting.remark


def _dated(dated: Dated) -> str:
    after = "" if dated.past else " (after the day asked for)"
    return f"{dated.on} {dated.words}{after}{' (this decides)' if dated.decides else ''}"


def _dependence(told: Explanation, seen: set[Value]) -> Iterator[Line]:
    yield 0, f"{title(told)}: {told.outcome}"
    yield 1, told.because
    if told.condition:
        yield from _part(told.condition, seen, 1)


def _checked(told: Explanation) -> str:
    parts = [f"compared with the official text: {told.verified}" if told.verified else ""]
    parts += [f"confidence of this entry: {told.confidence}" if told.confidence else ""]
    return "; ".join(part for part in parts if part)
