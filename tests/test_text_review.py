"""Review: what a person decides holds, also when the document is read again and has changed."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg import KnowledgeGraph, intake
from kg.check import check
from kg.errors import BadSource, UnknownName
from kg.evidence import archive, doubts
from kg.evidence.doubts import Doubt
from kg.evidence.ingesting import Outcome, ingest_documents
from kg.evidence.reviewing import Decided, decide, doubt
from kg.names import mint
from kg.store import open_read

TEXTS = Path(__file__).parent / "data" / "documents"
DAY = date(2026, 11, 20)


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """Return a store of what ships that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "own"))


@pytest.fixture
def unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Raise the line of confidence, so that everything that is read waits for a person."""
    monkeypatch.setattr("kg.evidence.taking.LINE", 1.01)


def ingest(path: Path, *locations: Path) -> list[Outcome]:
    return list(ingest_documents(path, list(map(str, locations)), intake.document))


def rows(path: Path, query: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in KnowledgeGraph.open(path).query(query).tuples()]


def waiting(path: Path, quote: str, kind: str = "") -> Doubt:
    found = [d for d in doubts.read(path) if quote in d.quote]
    return next(d for d in found if kind in d.annotation["type"])


def say(path: Path, quote: str, decision: str, *, kind: str = "", **more: object) -> Decided:
    return decide(path, waiting(path, quote, kind), decision, by="Ana", on=DAY, **more)  # type: ignore[arg-type]


LIMITS = "SELECT ?sign ?b { ?i a :ReadThreshold ; :comparator ?sign ; :boundary ?b } ORDER BY ?b"
HISTORY = """SELECT ?kind ?who ?day ?why ?stands { ?i :decision ?kind ; :decidedBy ?who ;
    :decidedOn ?day ; :stands ?stands OPTIONAL { ?i :decidedBecause ?why } } ORDER BY ?kind ?why"""


@pytest.fixture
def law(own: Path, tmp_path: Path, unsure: None) -> Callable[[str], Outcome]:
    """Return a function that reads an edition of one law, `law.txt`, into the store."""
    place = tmp_path / "law.txt"

    def read(text: str) -> Outcome:
        place.write_text(text)
        return ingest(own, place)[0]

    return read


FIRST = """SEC. 1. SCOPE.

(a) This section applies to a model that was trained with more than 10^25 operations.

(b) A provider shall keep records of each training run for five years.

(c) A provider shall not deploy a model without a licence of the Office of Wards.
"""


def test_nothing_unsure_is_written(own: Path, law: Callable[[str], Outcome]) -> None:
    outcome = law(FIRST)
    assert outcome.taken
    assert not outcome.taken.annotations
    assert rows(own, "SELECT ?i { ?i :inText source:law }") == []
    assert {d.reason for d in doubts.read(own)} == {"unsure"}


def test_accepted_is_written_with_who_when_and_why(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    before = len(doubts.read(own))
    say(own, "more than 10^25", "accepted", because="checked in the gazette")
    assert rows(own, LIMITS) == [("gt", "1e+25")]
    assert rows(own, HISTORY) == [
        ("accepted", "Ana", "2026-11-20", "checked in the gazette", "True")
    ]
    assert len(doubts.read(own)) == before - 1
    assert check(open_read(own)) == []


def test_rejected_is_neither_written_nor_asked_again(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    key = say(own, "A provider shall keep records", "rejected").decision.key
    law("SEC. 0. TITLE.\n\nA word.\n\n" + FIRST)
    assert key not in {d.key for d in doubts.read(own)}
    assert rows(own, "SELECT ?i { ?i :bearer ?b }") == []


def test_corrected_is_written_as_corrected_and_moves_with_its_words(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    say(own, "more than 10^25", "corrected", changes={"comparator": "ge"})
    assert rows(own, LIMITS) == [("ge", "1e+25")]
    outcome = law("SEC. 0. TITLE.\n\nSome words that come before.\n\n" + FIRST)
    assert outcome.taken
    assert [a.rule for a in outcome.taken.annotations] == ["review"]
    assert rows(own, LIMITS) == [("ge", "1e+25")]
    document, _ = archive.fetch(own, "law")
    where = rows(
        own,
        """SELECT ?start ?end ?quote { GRAPH ?revision { ?said rdf:predicate :comparator ;
             :start ?start ; :end ?end ; :quote ?quote } ?revision :revisionOf source:law }""",
    )
    assert [document.text[int(a) : int(b)] for a, b, _ in where] == [q for _, _, q in where]


def test_decided_parts_that_did_not_change_are_not_asked_again(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    decided = set()
    while open_doubts := doubts.read(own):
        each = open_doubts[0]
        kind = "rejected" if each.annotation["type"] == "norm" else "accepted"
        decide(own, each, kind, by="Ana", on=DAY)
        decided.add(each.key)
    outcome = law(FIRST + "\n(d) A provider may appeal to the Office of Wards.\n")
    assert outcome.taken
    asked = {d.quote for d in outcome.taken.doubts}
    assert asked
    assert all("appeal" in quote or quote == "Office of Wards" for quote in asked)
    assert not decided & {d.key for d in outcome.taken.doubts}
    # After the new reading the text speaks for itself, and a decision only says what was decided.
    said = rows(
        own,
        """SELECT ?property (COUNT(*) AS ?n) { ?revision :revisionOf ?source ; :issued ?day .
             FILTER(STRSTARTS(STR(?source), "https://w3id.org/ai-control/source/review-"))
             FILTER(?day > "2026-11-20"^^xsd:date)
             GRAPH ?revision { ?s rdf:predicate ?property } } GROUP BY ?property""",
    )
    assert "words" not in {name.rpartition("#")[2] for name, _ in said}
    assert said


def test_an_accepted_item_whose_words_are_gone_is_told_and_no_longer_said(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    say(own, "more than 10^25", "accepted")
    outcome = law(FIRST.replace("10^25", "10^26"))
    assert outcome.taken
    gone = [d for d, _ in outcome.taken.renewed if not d.stands]
    assert [(d.kind, d.by, d.quote) for d in gone] == [
        ("accepted", "Ana", "more than 10^25 operations")
    ]
    assert rows(own, LIMITS) == []
    assert rows(own, HISTORY) == [("accepted", "Ana", "2026-11-20", "None", "False")]
    assert waiting(own, "more than 10^26")
    # It is told once, and counts again when the words come back.
    assert not law(FIRST.replace("10^25", "10^27")).taken.renewed  # type: ignore[union-attr]
    back = law(FIRST + "\n(d) A word.\n")
    assert [d.stands for d, _ in back.taken.renewed] == [True]  # type: ignore[union-attr]
    assert rows(own, LIMITS) == [("gt", "1e+25")]


def test_an_accepted_name_is_a_new_thing_of_all_its_places_and_of_the_norms(
    own: Path, tmp_path: Path
) -> None:
    place = tmp_path / "law.txt"
    last = "(d) The Office of Wards shall publish a list.\n"
    place.write_text(f"WARDS ACT\n\nAct No. 4 of 2026\n\n{FIRST}\n{last}")
    ingest(own, place)
    done = say(own, "Office of Wards", "accepted", kind="mention")
    thing = mint("actor", "Office of Wards")
    assert (done.decision.thing, done.decision.new) == (thing, True)
    named = f"""SELECT ?p {{ VALUES ?p {{ :mentions :bearerActor }} ?place ?p <{thing}> }}"""
    assert sorted(p.rpartition("#")[2] for (p,) in rows(own, named)) == [
        "bearerActor", "mentions", "mentions",
    ]  # fmt: skip
    assert KnowledgeGraph.open(own).find("Office of Wards") == thing
    assert check(open_read(own)) == []
    place.write_text("SEC. 0. TITLE.\n\n" + place.read_text())
    assert not ingest(own, place)[0].taken.doubts  # type: ignore[union-attr]
    assert sorted(p.rpartition("#")[2] for (p,) in rows(own, named)) == [
        "bearerActor", "mentions", "mentions",
    ]  # fmt: skip


def test_a_link_makes_the_text_speak_of_the_thing_and_raises_what_it_contradicts(
    own: Path,
) -> None:
    ingest(own, TEXTS / "op-ed-on-open-weights.txt")
    found = next(d for d in doubts.read(own) if d.quote == "Llama 2")
    done = decide(own, found, "corrected", by="Ana", link="Llama 2 70B", on=DAY)
    assert not done.decision.new
    assert [d.reason for d in done.raised] == ["contradicts"]
    assert rows(own, "SELECT ?p { ?text ?p model:llama-2-70b ; a :ReadText }")
    say(own, "Llama 2 was developed by Google", "accepted")
    makers = rows(own, "SELECT ?who { model:llama-2-70b :developedBy ?who }")
    assert (mint("actor", "google"),) not in makers  # it says so, and a dataset goes before a text
    item = "SELECT ?i { ?i :saidSubject model:llama-2-70b ; :saidObject actor:google }"
    assert len(rows(own, item)) == 1


def test_a_decision_that_does_not_fit_changes_nothing(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    before = (own / "CURRENT").read_bytes()
    cases: list[tuple[dict[str, object], str]] = [
        ({"changes": {"colour": "red"}}, "colour"),
        ({"changes": {"span": [5, 99999]}}, "outside the text"),
        ({"changes": {"span": "all"}}, "two numbers"),
        ({"link": "OpenAI"}, "only a mention"),
    ]
    for more, why in cases:
        with pytest.raises(BadSource, match=why):
            say(own, "more than 10^25", "corrected", **more)
    with pytest.raises(UnknownName, match="nothing is called"):
        say(own, "Office of Wards", "corrected", kind="mention", link="Nobody at All")
    assert (own / "CURRENT").read_bytes() == before


def test_a_corrected_value_is_one_of_the_words_that_there_are(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    with pytest.raises(BadSource, match="knows the word 'bigger'"):
        say(own, "more than 10^25", "corrected", changes={"comparator": "bigger"})


def test_a_doubt_is_named_by_the_beginning_of_its_key(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    keys = [d.key for d in doubts.read(own)]
    assert doubt(own, keys[0][:10]).key == keys[0]
    with pytest.raises(UnknownName, match=f"{len(keys)} doubts"):
        doubt(own, "")
    with pytest.raises(UnknownName, match="kg review"):
        doubt(own, "zzz")


def test_the_same_words_in_two_documents_are_told_apart_by_the_source(
    own: Path, tmp_path: Path, unsure: None
) -> None:
    for name in ("one.txt", "other.txt"):
        (tmp_path / name).write_text(FIRST)
        ingest(own, tmp_path / name)
    key = waiting(own, "more than 10^25").key
    with pytest.raises(UnknownName, match=r"in one, other\); say in which .* --source NAME$"):
        doubt(own, key)
    assert doubt(own, key, "other").source == "other"
    with pytest.raises(UnknownName) as raised:
        doubt(own, key[:-1] + "x")
    assert "did you mean" not in str(raised.value)


def test_a_mention_is_linked_to_a_thing_of_its_kind(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    with pytest.raises(UnknownName, match=r"'GPT-4' is model:gpt-4, which is no actor; .*Actor"):
        say(own, "Office of Wards", "corrected", kind="mention", link="GPT-4")
    done = say(
        own, "Office of Wards", "corrected", kind="mention", link="GPT-4",
        changes={"class": "Model"},
    )  # fmt: skip
    assert done.decision.thing == mint("model", "gpt-4")


def test_what_stood_beside_a_claim_and_changed_is_asked_again(
    own: Path, tmp_path: Path, unsure: None
) -> None:
    place = tmp_path / "essay.txt"
    text = "Last week OpenAI warned that open models could help attackers. We said so too.\n"
    place.write_text(text)
    ingest(own, place)
    say(own, "open models could help attackers", "accepted", kind="claim")
    place.write_text(text.replace("OpenAI", "Mozilla"))
    ingest(own, place)
    again = waiting(own, "open models could help attackers", "claim")
    assert again.reason == "changed"
    assert "accepted by Ana" in again.because
    assert rows(own, "SELECT ?i { ?i a :Claim ; :inText source:essay }") == []


def test_decisions_tell_all_that_is_needed_to_repeat_them(
    own: Path, law: Callable[[str], Outcome]
) -> None:
    law(FIRST)
    say(own, "more than 10^25", "corrected", changes={"comparator": "ge"}, because="why not")
    said = json.loads(rows(own, "SELECT ?a { ?i :decidedAnnotation ?a }")[0][0])
    assert said["annotation"]["comparator"] == "ge"
    assert said["words"]["span"] == "more than 10^25 operations"
    assert (said["by"], said["on"], said["because"]) == ("Ana", "2026-11-20", "why not")
