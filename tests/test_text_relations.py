"""Relations are read from the words between two names, and from lists, notes and titles."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Block, Document, Where
from kg.text.annotations import Annotation, Mention, Reference, Relation
from kg.text.links import relations
from kg.text.links.masked import mask
from kg.text.passage import Passage

KINDS = {"M": "Model", "A": "Actor", "J": "Jurisdiction", "I": "Instrument", "H": "Hardware"}
_MARK = re.compile(r"\[([MAJIHC]):([^\]]+)\]")


def passages(marked: str, *, binding: bool) -> list[Passage]:
    """Read "[A:OpenAI] released [M:GPT-5.5]": a mention for each mark, a block for each line."""
    text, found, done = "", list[Annotation](), 0
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        span = (len(text), len(text) + len(mark[2]))
        if mark[1] == "C":
            found.append(Reference(span=span, rule="test", scope="external"))
        else:
            found.append(Mention(span=span, rule="test", kind=KINDS[mark[1]]))
        text += mark[2]
        done = mark.end()
    text += marked[done:]
    blocks = tuple(Block(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    document = Document(name="x", title="x", text=text, blocks=blocks, location="x", sha256="")
    return [
        Passage(
            document=document, block=b, text=text[b.start : b.end], start=b.start, binding=binding,
            found=[a for a in found if b.start <= a.span[0] < b.end],
        )
        for b in blocks
    ]  # fmt: skip


def read(marked: str, *, binding: bool = False) -> set[tuple[str, str, str | None]]:
    """Return the relations of a marked text as words."""
    blocks = passages(marked, binding=binding)
    document = blocks[0].document
    found = [a for p in blocks for a in [*p.found, *relations.find(p)]]
    found += relations.across(document, found)

    def words(where: Where | None) -> str | None:
        return document.text[where[0] : where[1]] if where else None

    return {
        (words(r.subject) or "", r.predicate, words(r.object))
        for r in found
        if isinstance(r, Relation)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[A:OpenAI]'s [M:GPT-5.5] and [A:Google]’s [M:Gemini 3.5] lead.",
         {("GPT-5.5", "developed_by", "OpenAI"), ("Gemini 3.5", "developed_by", "Google")}),
        ("[A:Nvidia]'s [H:H100] and [H:H200] chips sell well.",
         {("H100", "developed_by", "Nvidia"), ("H200", "developed_by", "Nvidia")}),
        ("[A:OpenAI], which develops [M:GPT-5.5], grew.", {("GPT-5.5", "developed_by", "OpenAI")}),
        ("[M:Kimi K3], a model developed by [A:Moonshot AI], is fast.",
         {("Kimi K3", "developed_by", "Moonshot AI")}),
        ("[A:Anthropic], a lab that spent years on the development of [M:Claude 5], agreed.",
         {("Claude 5", "developed_by", "Anthropic")}),
        ("[J:China]'s [M:Qwen 3] is here.", {("Qwen 3", "based_in", "China")}),
        ("[J:Chinese] AI giants like [A:Huawei] and [M:Qwen 3] gain.",
         {("Huawei", "based_in", "Chinese"), ("Qwen 3", "based_in", "Chinese")}),
        ("[A:Mistral AI], headquartered in [J:France], said no.",
         {("Mistral AI", "based_in", "France")}),
        ("Model weights (as in [M:Llama 4] or [M:Mistral Large 3], which are open-weight) spread.",
         {("Llama 4", "open_weights", None), ("Mistral Large 3", "open_weights", None)}),
        ("Open-source models such as [M:Llama 4] spread.", {("Llama 4", "open_weights", None)}),
        ("It calls a proprietary model like [M:Claude 5] or [M:GPT-5.5].",
         {("Claude 5", "closed_weights", None), ("GPT-5.5", "closed_weights", None)}),
        ("[M:Vicuna 2] is a fine-tuned version of [M:Llama 4].",
         {("Vicuna 2", "based_on", "Llama 4")}),
        ("[J:Japan] is a founding member of the [A:G7].", {("Japan", "member_of", "G7")}),
        ("[A:G7] members such as [J:Japan] and [J:Italy] met.",
         {("Japan", "member_of", "G7"), ("Italy", "member_of", "G7")}),
        ("The [J:European Union], with its [I:AI Act], waits.",
         {("AI Act", "issued_by", "European Union")}),
        ("[A:Meta] has opposed the [I:AI Act].", {("Meta", "opposes", "AI Act")}),
        ("[A:Microsoft] and [A:Amazon] signed the [I:Safety Commitments].",
         {("Microsoft", "supports", "Safety Commitments"),
          ("Amazon", "supports", "Safety Commitments")}),
        ("[A:TSMC] sells chips to [A:Apple].", {("TSMC", "supplies_to", "Apple")}),
        ("[A:Nvidia] told investors that it expected to ship 500,000 [H:H20]s to [J:China].",
         {("Nvidia", "supplies_to", "China")}),
        ("[A:ByteDance] bought chips worth $2 billion from [A:Nvidia].",
         {("Nvidia", "supplies_to", "ByteDance")}),
        ("[A:Huawei] and its [H:Ascend 910C] chips lag.",
         {("Ascend 910C", "developed_by", "Huawei")}),
        ("The sale of [A:Nvidia] [H:H20] chips ended.", {("H20", "developed_by", "Nvidia")}),
        ("The [M:Olmo 3] models we trained at [A:Ai2] are small.",
         {("Olmo 3", "developed_by", "Ai2")}),
        ("[A:Moonshot AI], the start-up behind [M:Kimi K3], said no.",
         {("Kimi K3", "developed_by", "Moonshot AI")}),
        ("[A:Nvidia] chips such as the [H:H100] and [H:H200] sell well.",
         {("H100", "developed_by", "Nvidia"), ("H200", "developed_by", "Nvidia")}),
        ("Several [J:Chinese] cloud and AI companies—such as [A:Baidu], Newfirm Labs, and"
         " [A:Tencent]—want more.",
         {("Baidu", "based_in", "Chinese"), ("Tencent", "based_in", "Chinese")}),
        ("[A:Jane Roe], [A:Nvidia]’s general counsel, disagreed.",
         {("Jane Roe", "member_of", "Nvidia")}),
        ("[A:OpenAI] chief executive [A:Jane Roe] agreed.", {("Jane Roe", "member_of", "OpenAI")}),
        ("[A:Jane Roe], a senior policy researcher at the [A:RAND], agreed.",
         {("Jane Roe", "member_of", "RAND")}),
        ("[A:Jane Roe] of [A:Epoch AI] agreed.", {("Jane Roe", "member_of", "Epoch AI")}),
        ("[A:Jane Roe] (D-NY), who chairs the [A:Committee on Trade], agreed.",
         {("Jane Roe", "member_of", "Committee on Trade")}),
        ("The lobby [A:CCIA], which counts among its members [A:Amazon] and [A:Apple], met.",
         {("Amazon", "member_of", "CCIA"), ("Apple", "member_of", "CCIA")}),
        ("[A:Nvidia] has consistently opposed the [J:U.S.] government’s approach to exports.",
         {("Nvidia", "opposes", "the U.S. government’s approach")}),
        ("[A:Nvidia] said the rule threatens sales.", {("Nvidia", "opposes", "the rule")}),
        ("[A:Meta] has refused to sign the [J:European Union]’s [I:Code of Practice].",
         {("Meta", "opposes", "Code of Practice"),
          ("Code of Practice", "issued_by", "European Union")}),
        ("Governor [A:Jane Roe] vetoed [I:SB 1].", {("Jane Roe", "opposes", "SB 1")}),
        ("Governor [A:Jane Roe] signed [I:SB 1].", set()),
        ("It was [I:SB 1] that [A:Jane Roe] vetoed in May.", {("Jane Roe", "opposes", "SB 1")}),
        ("[J:America]'s AI Action Plan is new.", set()),
        ("Remarks by the [A:Vice President] at the [A:Summit].", set()),
        ("[A:Trump] rescinded the [A:Biden] administration's broad actions.",
         {("Trump", "revokes", "the Biden administration's broad actions")}),
        ("[A:Acme] has publicly backed the new transparency bill.",
         {("Acme", "supports", "the new transparency bill")}),
        ("Sen. [A:Jane Roe] introduced the [I:Chip Act].", {("Jane Roe", "supports", "Chip Act")}),
        ("The [I:Chip Act], introduced by Sen. [A:Jane Roe], is short.",
         {("Jane Roe", "supports", "Chip Act")}),
        ("[A:Nvidia]'s latest [M:Nemotron 3] models, like many, are in part distilled from"
         " [J:Chinese] open-weight models.",
         {("Nemotron 3", "developed_by", "Nvidia"),
          ("Nemotron 3", "based_on", "Chinese open-weight models")}),
    ],
)  # fmt: skip
def test_what_articles_say(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("guidance developed by [A:NIST] applies", {("guidance", "developed_by", "NIST")}),
        ("under regulations on large clusters issued by the [A:Labor Agency]",
         {("regulations", "issued_by", "Labor Agency")}),
        ("[I:Order 12] of April 1, 2015 (Some Title), as amended by [I:Order 13] of May 2, 2016,"
         " and further amended by [I:Order 14], applies",
         {("Order 13", "amends", "Order 12"), ("Order 14", "amends", "Order 12")}),
        ("These Provisions are formulated on the basis of the [I:Data Law] and the [I:Net Law], so"
         " as to give effect to the [I:Plan].",
         {("These Provisions", "based_on", "Data Law"),
          ("These Provisions", "based_on", "Net Law")}),
        ("This part implements [I:Executive Order 1] of August 9, 2023.",
         {("This part", "based_on", "Executive Order 1")}),
        ("[I:Regulation (EU) 2019/2] of 1 May 2019 on toys, amending [I:Regulation (EU) 2010/1] and"
         " repealing [I:Directive 98/7/EC]",
         {("Regulation (EU) 2019/2", "amends", "Regulation (EU) 2010/1"),
          ("Regulation (EU) 2019/2", "revokes", "Directive 98/7/EC")}),
        ("[I:REGULATION (EU) 2024/9] OF THE [A:EUROPEAN PARLIAMENT] AND OF THE [A:COUNCIL] of 3"
         " June 2024",
         {("REGULATION (EU) 2024/9", "issued_by", "EUROPEAN PARLIAMENT"),
          ("REGULATION (EU) 2024/9", "issued_by", "COUNCIL")}),
        ("[I:Order 7]\nBy the authority vested in me by the [I:Constitution], including the"
         " [I:Trade Act], it is hereby ordered:",
         {("Order 7", "based_on", "Trade Act")}),
        ("The Minister, in exercise of the powers conferred by section 4 of the [I:Data Act], makes"
         " these Regulations.", {("these Regulations", "based_on", "Data Act")}),
        ("[I:Order 9] is revoked by [I:Order 10].", {("Order 10", "revokes", "Order 9")}),
        ("[I:Order 9] of October 30, 2023 (A Title), is hereby revoked. This order is public.",
         {("This order", "revokes", "Order 9")}),
        ("PART 702\nAuthority: 50 U.S.C. 4501 et seq.; [I:E.O. 13603], 7 FR 1; [I:E.O. 14110].",
         {("PART 702", "based_on", "E.O. 13603"), ("PART 702", "based_on", "E.O. 14110")}),
        ("[I:S. 77]\nTo amend the [I:Export Act] to close a gap.\nA BILL\nTo amend the"
         " [I:Export Act] to close a gap.",
         {("S. 77", "amends", "Export Act"), ("A BILL", "amends", "Export Act")}),
    ],
)  # fmt: skip
def test_what_laws_say(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert read(text, binding=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[A:Nvidia] is allowed to sell chips to [J:China].",
        "[A:Nvidia] stopped selling chips to [J:China].",
        "[J:U.S.] officials barred sales to firms like [A:Huawei].",
        "[J:China] fined companies such as [A:Nvidia].",
        "[A:Meta] uses [H:H100] chips.",
        "[A:Meta]'s purchase of [H:H100] chips grew.",
        "[A:Congress] grilled [A:Jane Roe].",
        "[A:Meta] did not support the bill.",
        "Members [A:Amazon] and [A:Uber], it said, met.",
    ],
)
def test_words_of_news_that_state_no_relation(text: str) -> None:
    assert read(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[A:Intel] unveiled a chip for that market called [H:Gaudi 3].",
         {("Gaudi 3", "developed_by", "Intel")}),
        ("[A:AMD] answered with its own accelerator: the **[H:MI300X]**.",
         {("MI300X", "developed_by", "AMD")}),
        ("Rivals such as [M:Qwen 3] ([A:Alibaba]) and [M:Kimi K3] ([A:Moonshot AI]) are near.",
         {("Qwen 3", "developed_by", "Alibaba"), ("Kimi K3", "developed_by", "Moonshot AI")}),
        ("Labs like [A:OpenAI] ([M:GPT-5.5]) and [A:Anthropic] ([M:Claude 5]) agreed.",
         {("GPT-5.5", "developed_by", "OpenAI"), ("Claude 5", "developed_by", "Anthropic")}),
        ("The [H:H20], a cut-down version of the [H:H200], sells well.",
         {("H20", "based_on", "H200")}),
        ("[A:Nvidia] made its own variants - the [H:A800] (a downgraded [H:A100]) and [H:H800].",
         {("A800", "developed_by", "Nvidia"), ("H800", "developed_by", "Nvidia"),
          ("A800", "based_on", "A100")}),
        ("Scanners made by [A:ASML] are needed.", {("Scanners", "developed_by", "ASML")}),
        ("They compared frontier models from [A:OpenAI], [A:Anthropic], and [A:Google].",
         {("frontier models", "developed_by", "OpenAI"),
          ("frontier models", "developed_by", "Anthropic"),
          ("frontier models", "developed_by", "Google")}),
        ("[A:Microsoft]'s open-source Phi Silica toolkit was shown.",
         {("Phi Silica toolkit", "developed_by", "Microsoft")}),
        ("[A:Acme] joined the pact, releasing the open-source Falcon framework for audits.",
         {("Falcon framework", "developed_by", "Acme")}),
        ("[A:TSMC] — a [J:Taiwanese] company — agreed.", {("TSMC", "based_in", "Taiwanese")}),
        ("[A:ASML] (a [J:Dutch] firm) agreed.", {("ASML", "based_in", "Dutch")}),
        ("A [J:Chinese] lab ([A:DeepSeek]) did it.", {("DeepSeek", "based_in", "Chinese")}),
        ("[A:Samsung] in [J:Korea] and [A:ASML] in the [J:Netherlands] make them, like"
         " [A:TSMC] in [J:Taiwan].",
         {("Samsung", "based_in", "Korea"), ("TSMC", "based_in", "Taiwan")}),
        ("Hangzhou-based [A:DeepSeek] grew.", {("DeepSeek", "based_in", "Hangzhou")}),
        ("[A:DeepSeek]'s [M:R1] was released under an MIT licence.",
         {("R1", "developed_by", "DeepSeek"), ("R1", "open_weights", None)}),
        ("The **[I:Export Regulations] (EXR)**, administered by the [A:Trade Ministry]'s"
         " [A:Export Bureau] ([A:EB]), apply.",
         {("Export Regulations", "issued_by", "Export Bureau"),
          ("Export Bureau", "member_of", "Trade Ministry")}),
        ("The [A:Export Bureau], part of the [A:Trade Ministry], agreed.",
         {("Export Bureau", "member_of", "Trade Ministry")}),
        ("The [A:Trade Commission]'s March 2026 report said so.",
         {("report", "issued_by", "Trade Commission")}),
        ("[A:Congress] passed the strictest export controls in history.",
         {("the strictest export controls", "issued_by", "Congress")}),
        ("US Reps. [A:Jane Roe] and John Doe introduced the [I:Chip Act].",
         {("Jane Roe", "supports", "Chip Act")}),
        ("The [I:Chip Act], backed by [A:Acme] and [A:Bolt], was opposed by [A:Crane].",
         {("Acme", "supports", "Chip Act"), ("Bolt", "supports", "Chip Act")}),
        ("The [I:Chip Act] was opposed by [A:Nvidia].", {("Nvidia", "opposes", "Chip Act")}),
        ("[A:Jane Roe], the author of the [I:Chip Act], agreed.",
         {("Jane Roe", "supports", "Chip Act")}),
        ("[A:Acme] urged the Senate to reject the [I:Chip Act].",
         {("Acme", "opposes", "Chip Act")}),
        ("[A:Acme] urged lawmakers to pass the [I:Chip Act].", {("Acme", "supports", "Chip Act")}),
        ("[A:SMIC] makes chips for [A:Huawei].", {("SMIC", "supplies_to", "Huawei")}),
        ("[A:SMIC] is manufacturing [A:Huawei]'s [H:Ascend 910C] chips.",
         {("Ascend 910C", "developed_by", "Huawei"), ("SMIC", "supplies_to", "Huawei")}),
        ("[A:Nvidia] relies on [A:TSMC] to make its chips.", {("TSMC", "supplies_to", "Nvidia")}),
        ("[A:Nvidia]'s biggest customers include [A:Microsoft] and [A:Meta].",
         {("Nvidia", "supplies_to", "Microsoft"), ("Nvidia", "supplies_to", "Meta")}),
        ("[A:Nvidia] plans to resume selling to [J:China].", {("Nvidia", "supplies_to", "China")}),
        ("[A:Nvidia] earned billions in revenue from [J:China].",
         {("Nvidia", "supplies_to", "China")}),
    ],
)  # fmt: skip
def test_what_explainers_and_news_say(
    text: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert expected <= read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("listed on the [A:Trade Bureau]'s [I:Denied List] (3 CFR 7)",
         {("Denied List", "issued_by", "Trade Bureau")}),
        ("on the [A:Treasury]'s List of Blocked Grain Dealers (the BGD List)",
         {("List of Blocked Grain Dealers", "issued_by", "Treasury")}),
        ("as set out in [A:OMB] [I:Circular 7] and in [J:Ohio] [I:SB 3]",
         {("Circular 7", "issued_by", "OMB"), ("SB 3", "issued_by", "Ohio")}),
        ("[I:REGULATION (EU) 2024/9] OF THE [A:EUROPEAN PARLIAMENT] AND OF THE COUNCIL",
         {("REGULATION (EU) 2024/9", "issued_by", "EUROPEAN PARLIAMENT"),
          ("REGULATION (EU) 2024/9", "issued_by", "COUNCIL")}),
        ("President [A:Roe] took a first step by signing [I:Order 8].",
         {("Order 8", "issued_by", "Roe")}),
        ("the [I:Chip Rule], which [A:BIS] issued in May, applies",
         {("Chip Rule", "issued_by", "BIS")}),
        ("[I:Order 8], issued by President [A:Roe], applies", {("Order 8", "issued_by", "Roe")}),
        ("a memorandum issued by the [A:Budget Office]",
         {("memorandum", "issued_by", "Budget Office")}),
        ("[I:Data Law]\n(Adopted at the 3rd Meeting of the [A:Standing Committee] on 1 May 2020)",
         {("Data Law", "issued_by", "Standing Committee")}),
        ("MEASURES ON DATA\n(Issued by the [A:Data Office] on 1 May 2020)\nThe [I:Net Law] stands.",
         {("MEASURES ON DATA", "issued_by", "Data Office")}),
        ("[I:Order 1] ([C:3 FR 7]) (as amended by [I:Order 2]) applies",
         {("Order 2", "amends", "Order 1")}),
        ("This interim final rule revises the [I:Trade Rules].",
         {("This interim final rule", "amends", "Trade Rules")}),
        ("In this rule, [A:BIS] amends the [I:Trade Rules].", {("BIS", "amends", "Trade Rules")}),
        ("An act to add Chapter 9 (commencing with Section 1) to Division 8 of the [I:Trade Code],"
         " relating to chips.", {("An act", "amends", "Trade Code")}),
        ("[I:Order 9]\nIt is so ordered.\n[I:Order 3] of May 1, 2019, is hereby revoked.",
         {("Order 9", "revokes", "Order 3")}),
        ("# Trade in Chips\nIt is so ordered.\n[I:Order 3] of May 1, 2019 (Old), is hereby"
         " amended by striking section 2.", {("Trade in Chips", "amends", "Order 3")}),
        ("These Measures take effect in May. The [I:Old Rules] issued on 1 May 2019 are"
         " simultaneously repealed.", {("These Measures", "revokes", "Old Rules")}),
        ("[A:Roe] rescinded [I:Order 3].", {("Roe", "revokes", "Order 3")}),
        ("The [I:Trade Act] serves as the authority under which BIS issues this rule.",
         {("this rule", "based_on", "Trade Act")}),
        ("[I:REGULATION 2025/4]\nHaving regard to [I:Regulation 2024/1] of 3 June 2024 amending"
         " [I:Regulation 2008/3],",
         {("REGULATION 2025/4", "based_on", "Regulation 2024/1"),
          ("Regulation 2024/1", "amends", "Regulation 2008/3")}),
        ("This subpart implements section 2 of [I:Order 7].",
         {("This subpart", "based_on", "Order 7")}),
        ("the [I:Grain List] (maintained by the [A:Farm Office]). See [I:Order 3] (revoked by"
         " President [A:Roe])",
         {("Grain List", "issued_by", "Farm Office"), ("Roe", "revokes", "Order 3")}),
        ("A BILL\nTo amend the [I:Chip Act] and the [I:Grid Act] to direct the [I:Trade Code].",
         {("A BILL", "amends", "Chip Act"), ("A BILL", "amends", "Grid Act")}),
        ("[I:Order 7]\nBy the authority vested in me, including the [I:Trade Act] ([I:TA]), it is"
         " hereby ordered:", {("Order 7", "based_on", "Trade Act")}),
    ],
)  # fmt: skip
def test_how_laws_name_their_makers_grounds_and_victims(
    text: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert read(text, binding=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the [A:NRC]'s regulatory powers under the [I:Atom Act] apply",
        "the [A:Department]'s [I:Information Act] regulations apply",
        "the [A:Commission]'s Guides. The [I:Chip Act] applies",
        "[I:Order 7]\n[I:Order 3] is amended by adding a line.",
        "The [A:Secretary] shall issue an order under the [I:Trade Act].",
        "a license that the [A:Bureau] issued under the [I:Trade Act]",
    ],
)
def test_near_misses_of_law_state_no_relation(text: str) -> None:
    assert read(text, binding=True) == set()


def test_what_a_law_calls_its_title_is_looked_for_in_its_head_alone() -> None:
    text = "Rules.\n" * 300 + "# Late Title\n[I:Order 3] is hereby revoked."
    assert read(text, binding=True) == set()


def test_a_title_on_several_lines_is_one_title() -> None:
    text = (
        "[I:REGULATION (EU) 2024/9] OF THE [A:EUROPEAN PARLIAMENT] AND OF THE [A:COUNCIL]\n"
        "of 3 June 2024\nlaying down rules and amending [I:Regulations (EC) No 3/2008], [I:(EU) No"
        " 1/2013] and [I:(EU) 2019/2] and [I:Directives 2014/9/EU] and [I:(EU) 2020/1]"
        " ([I:Toy Act])\nThe Commission met."
    )
    assert {(s, o) for s, p, o in read(text, binding=True) if p == "amends"} == {
        ("REGULATION (EU) 2024/9", o)
        for o in ("Regulations (EC) No 3/2008", "(EU) No 1/2013", "(EU) 2019/2",
                  "Directives 2014/9/EU", "(EU) 2020/1")
    }  # fmt: skip


def test_a_repeal_far_from_the_law_that_repeals_states_no_relation() -> None:
    text = "[I:Order 7]\nRules of trade.\n[I:Order 3] is repealed."
    assert read(text, binding=True) == set()


def test_a_name_is_better_than_the_phrase_beside_it() -> None:
    text = "[M:Kimi K3], a small model developed by [A:Moonshot AI], is fast."
    assert read(text) == {("Kimi K3", "developed_by", "Moonshot AI")}


@pytest.mark.parametrize(
    "text",
    [
        "[A:Google] in [J:France] was fined.",
        "[A:Amazon]'s [A:Anthropic] stake grew.",
        "[A:Meta] trained its model using the [H:H100] (a fast chip).",
        "Officials told [A:Nvidia] to stop sales to [J:China].",
        "[A:ASML] was blocked from shipping machines to [J:China].",
        "[A:Nvidia] said that a rival made a faster chip than the [H:H100].",
        "[A:Acme] declined to say whether it backs the [I:Chip Act].",
        "[A:Acme] uses [A:OpenAI]'s tools.",
    ],
)
def test_near_misses_of_news_state_no_relation(text: str) -> None:
    assert read(text) == set()


def test_emphasis_and_short_forms_are_masked_away() -> None:
    passage = passages("**[A:Export Bureau] ([A:EB])**, and [M:R1] ([A:Acme]) `x`", binding=False)[
        0
    ]
    masked = mask(passage)
    assert re.sub("[^ -~]", "#", masked.text) == "#, and # (#) x"
    at = masked.text.index(",")
    assert passage.quote(masked.at(0, at)) == "Export Bureau"
    assert passage.quote(masked.at(at, at + 5)) == ", and"
    assert passage.quote(masked.at(at, len(masked.text))) == ", and R1 (Acme) `x"


def test_lines_of_names_under_a_pledge_are_its_signatories() -> None:
    text = "These firms have agreed to the [I:Pledge]:\n[A:Acme]\n• [A:Bolt]\nThey met [A:Crane]."
    assert read(text) == {("Acme", "supports", "Pledge"), ("Bolt", "supports", "Pledge")}


@pytest.mark.parametrize(
    "text",
    [
        "The [A:Secretary of Commerce] shall provide a report to [A:Congress].",
        "The [A:Secretary of State] may support the [I:Wassenaar Arrangement].",
        "An authority shall act in accordance with the [I:Data Law].",
        "The [I:Defense Production Act], as amended, applies to the [A:Department of Energy].",
        "[A:Acme] uses paper. [M:GPT-5.5] is a model.",
    ],
)
def test_words_of_law_that_state_no_relation(text: str) -> None:
    assert read(text, binding=True) == set()


def test_a_title_in_brackets_is_no_end_of_a_relation() -> None:
    text = "[I:Order 1], as amended by [I:Order 2] ([I:Taking Steps]), and by rule"
    assert read(text, binding=True) == {("Order 2", "amends", "Order 1")}


def test_a_wrapped_line_reads_as_an_unwrapped_one() -> None:
    blocks = passages("[A:OpenAI], which develops [M:GPT-5.5], grew.", binding=False)
    wrapped = blocks[0].text.replace(" ", "\n")
    blocks[0].text = wrapped
    assert [r.predicate for r in relations.find(blocks[0])] == ["developed_by"]


@given(st.lists(st.sampled_from(["[A:Acme] ", "[M:GPT-5.5]", "[J:Peru]", "x, ", "the (", ") "])))
def test_masking_keeps_every_place(parts: list[str]) -> None:
    marked = "-" + "".join(parts)
    passage = passages(marked, binding=False)[0]
    masked = mask(passage)
    assert len(masked.spans) == len(list(passage.all(Mention)))
    assert masked.at(0, len(masked.text)) == (passage.start, passage.start + len(passage.text))
    for place, span in zip(masked.places, masked.spans, strict=True):
        assert masked.at(place, place + 1) == span


def test_a_line_of_names_takes_no_time() -> None:
    line = ", ".join(f"[A:Acme{n}]" for n in range(3000))
    began = time.process_time()
    assert read(f"{line} met.") == set()
    assert time.process_time() - began < 3


@given(st.lists(st.sampled_from(["Acme", "Bolt", "Crane", "Dome"]), min_size=1, unique=True))
def test_every_member_of_a_list_has_its_relation(firms: list[str]) -> None:
    names = [f"[A:{f}]" for f in firms]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    assert read(f"{listed} signed the [I:Pledge].") == {(f, "supports", "Pledge") for f in firms}
