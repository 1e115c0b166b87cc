"""Definitions in the styles of many legislators: technical notes, glossaries, translations."""

from pathlib import Path

import pytest

from ingest import documents
from kg.text.genre import is_binding
from kg.text.legal import definitions
from kg.text.passage import Passage, sentences

# What shows of which kind a text is: a few words of a law, of a promise, of an article.
KINDS = {
    "law": "This Act shall apply pursuant to section 4 of this Act. A person shall comply with "
    "subsection (2). The Minister shall make regulations under this Act.",
    "voluntary": "This voluntary Code is a commitment. Signatories commit to publish. Signatories "
    "will share these commitments. Organisations should report. This Code is non-binding guidance.",
    "article": "I think we can't win this race, analysts said last week. \"It's over,\" he told "
    "us. Critics argue that Washington should act. But could it?",
}


def defined(folder: Path, text: str, kind: str) -> list[str]:
    """Return the terms that a text of a kind defines, as its file is read."""
    file = folder / "text.txt"
    file.write_text(f"{text}\n\n{KINDS[kind]}\n", encoding="utf-8")
    document = documents.load(str(file))
    found = []
    for block in document.blocks:
        words = document.text[block.start : block.end]
        passage = Passage(
            document=document,
            block=block,
            text=words,
            start=block.start,
            binding=is_binding(document),
            sentences=sentences(words),
        )
        found += [document.text[slice(*d.term)] for d in definitions.find(passage)]
    return found


DEFINING: list[tuple[str, str, list[str]]] = [
    (
        "law",
        "Technical Notes:\n"
        "1. 'Peak transfer rate' ('PTR') is 8 × 'lane count' × 'lane speed', summed over all "
        "ports.\n"
        "2. For the purposes of 3A993, 'lane count' is the number of lanes of a port.\n"
        "3. For the purposes of 3A993.b, 'lane speed' for a port is the highest symbol rate "
        "that its lanes support.",
        ["Peak transfer rate", "lane count", "lane speed"],
    ),
    (
        "law",
        "Technical Note: 'Board area' is measured in square centimeters and includes the "
        "area of all substrates.",
        ["Board area"],
    ),
    (
        "law",
        "'Rate density' is 'PTR' divided by 'board area'. A 'rate density' of 4 or more is "
        "controlled.",
        ["Rate density"],
    ),
    (
        "law",
        "Note 2: 'Stacked memory' includes any device in which dies are bonded on top of "
        "each other.",
        ["Stacked memory"],
    ),
    (
        "law",
        "For the purposes of 4A993, 'adjusted peak' is calculated as the sum of the rates of "
        "all units.",
        ["adjusted peak"],
    ),
    (
        "law",
        "'Adjusted peak' is expressed in weighted units and is derived from the following formula:",
        ["Adjusted peak"],
    ),
    (
        "law",
        "Before July 1, 2027, approved testers include all testers:\n"
        "(1) Established in the territory; and\n"
        "(2) That have a permit.",
        ["approved testers"],
    ),
    (
        "law",
        "After July 1, 2027, approved testers include any tester that holds a permit.",
        ["approved testers"],
    ),
    (
        "law",
        "For purposes of paragraphs (a) and (b), engines include “rotary engines,” turbines "
        "and motors.",
        ["engines"],
    ),
    (
        "law",
        "Static storage (STS) includes flash devices, whether or not they are removable.",
        ["Static storage"],
    ),
    (
        "law",
        "Covered persons include any person who owns a mill.",
        ["Covered persons"],
    ),
    (
        "law",
        "The terms dam, weir, and lock have the meanings given those terms in section 3 of "
        "the Water Act of 1990.",
        ["dam", "weir", "lock"],
    ),
    (
        "law",
        "(4) MILL; WEIR.—The terms ‘mill’, ‘weir’, and ‘lock’ have the meanings given such "
        "terms in section 2 of the River Act (33 U.S.C. 4).",
        ["mill", "weir", "lock"],
    ),
    (
        "law",
        "The term “mill”—\n(A) means a building that grinds; and\n(B) includes a windmill.",
        ["mill"],
    ),
    (
        "law",
        "The term “mill” has such meaning as is given in section 9 of the Water Act of 1990.",
        ["mill"],
    ),
    (
        "law",
        "The term “mill” shall have the meaning assigned to such term in section 9.",
        ["mill"],
    ),
    (
        "law",
        "“Mill” shall have the meaning ascribed to it in the Water Act.",
        ["Mill"],
    ),
    (
        "law",
        "The term “mill” shall mean any building that grinds.",
        ["mill"],
    ),
    (
        "law",
        "“Mill” shall include any building that grinds.",
        ["Mill"],
    ),
    (
        "law",
        "“Mill” shall be deemed to include a windmill.",
        ["Mill"],
    ),
    (
        "voluntary",
        "The Council agrees that, for the purpose of this Recommendation, the following "
        "terms should be understood as follows:\n"
        "\u2012 River system: A river system is a set of streams that, for a given basin, drains "
        "into one outlet.\n"
        "\u2012 River actors: River actors are those who play an active role in the river's life "
        "cycle, including organisations that row.\n"
        "\u2012 River knowledge: River knowledge refers to the skills and resources needed to row.",
        ["river system", "River actors", "River knowledge"],
    ),
    (
        "law",
        "§ 9.1 Definitions.\n"
        "For the purposes of this part:\n"
        "Access means the ability to open a lock.\n"
        "Lock keeper means an individual who opens a lock.\n"
        "Lock keeper does not include a visitor.\n"
        "River person is any person who lives on a boat.\n"
        "Towing includes pushing and pulling.",
        ["Access", "Lock keeper", "Lock keeper", "River person", "Towing"],
    ),
    (
        "law",
        "(a) Covered barge. The term covered barge means a barge over 40 meters.\n"
        "(b) Owner. Owner means the person who holds title.",
        ["covered barge", "Owner"],
    ),
    (
        "law",
        "For the purposes of this Regulation, the following definitions apply:\n"
        "(1) ‘barge’ means a boat without an engine;\n"
        "(2) ‘special categories of barges’ means barges that carry persons;\n"
        "(37) ‘lock’ or ‘sluice’ means a chamber that lifts boats;",
        ["barge", "special categories of barges", "lock", "sluice"],
    ),
    (
        "law",
        "(18) The notion of ‘barge system’ referred to in this Regulation should be defined "
        "as a set of barges that move together.",
        ["barge system"],
    ),
    (
        "law",
        "(19) For the purposes of this Regulation, ‘open water’ should be understood as "
        "referring to any water that is accessible to the public.",
        ["open water"],
    ),
    (
        "law",
        "(14) The notion of ‘keeper’ referred to in this Regulation should be interpreted as "
        "any natural or legal person who opens a lock.",
        ["keeper"],
    ),
    (
        "law",
        "The concept of a placing on the water should be understood as the first launch of a "
        "barge.",
        ["placing on the water"],
    ),
    (
        "law",
        "‘export’ means:\n"
        "(a) an export procedure within the meaning of Article 269 of the Union Customs "
        "Code;\n"
        "(b) transmission of drawings by electronic media, including by fax, telephone, "
        "electronic mail or any other electronic means to a destination outside the customs "
        "territory; it includes making available in an electronic form such drawings;",
        ["export"],
    ),
    (
        "law",
        "(1) In this Part “barge” has the meaning given by section 3.\n"
        "(2) In this section “keeper”, in relation to a lock, means a person who opens it.\n"
        "(3) In this Act references to the Authority’s “lock functions” are references to "
        "the functions that the Authority has under this Act.\n"
        "(4) Any reference to a launch is a reference to a lawful launch.\n"
        "(5) “the 2003 Act” means the Locks Act 2003.\n"
        "(6) “lock” is to be read in accordance with section 7.\n"
        "(7) A lock is a “public lock” for the purposes of this Act if—\n"
        "(a) it is open; and\n"
        "(b) it is owned by the Authority.\n"
        "(8) A person is “connected” with another if they share a boat.",
        [
            "barge",
            "keeper",
            "lock functions",
            "launch",
            "the 2003 Act",
            "lock",
            "public lock",
            "connected",
        ],
    ),
    (
        "law",
        "(3) A barge is organized ‘in the territory’ if its owner lives there.",
        ["in the territory"],
    ),
    (
        "law",
        "(3) For the purposes of this section, a person is considered a keeper if the person "
        "opens a lock.",
        ["keeper"],
    ),
    (
        "law",
        "Article 2 (Definitions) The terms used in this Act are defined as follows:\n"
        '1. The term "river technology" means hardware and software that row.\n'
        '2. The term "high-impact barge" means any of the following barges:',
        ["river technology", "high-impact barge"],
    ),
    (
        "law",
        "Article 3 The river services mentioned in these Provisions refer to services that "
        "row for the public.",
        ["river services"],
    ),
    (
        "law",
        "Article 73 The following terms in this Law have these meanings:\n"
        "(1) River handler refers to an organization that independently decides how to row.\n"
        "(2) Automated rowing refers to rowing by a computer program.",
        ["River handler", "Automated rowing"],
    ),
    (
        "law",
        "Article 3. Interpretation of terms\n"
        "In this Law, the following terms are construed as follows:\n"
        "1. River system is a machine-based system that rows.\n"
        "2. Developer is an organization that builds a river system.",
        ["River system", "Developer"],
    ),
    (
        "law",
        'Article 4: A person who rows for the public (hereinafter referred to as "rower") '
        'shall report. The Minister of Rivers (hereinafter the "Minister") shall reply.',
        ["rower", "Minister"],
    ),
    (
        "law",
        "Article 4. The deep basin model (hereinafter, “basin model”) and the river plan "
        "(hereafter: “Plan”) apply.",
        ["basin model", "Plan"],
    ),
    (
        "law",
        "Multiply the tonnage by two. This amount is called the base levy. The result is "
        "referred to in this section as the “net levy”.",
        ["base levy", "net levy"],
    ),
    (
        "law",
        "The barges listed in Annex I are collectively referred to as “listed barges”.",
        ["listed barges"],
    ),
    (
        "law",
        "There is established in the Department a Bureau of Rivers (referred to in this Act "
        "as the “Bureau”), headed by a Commissioner (in this section referred to as the "
        "‘Commissioner’).",
        ["Bureau", "Commissioner"],
    ),
    (
        "law",
        "The Lock Safety Fund (in this title, the “Fund”) and each owner (each, an “Owner”; "
        "together, the “Owners”) shall pay.",
        ["Fund", "Owner", "Owners"],
    ),
    (
        "voluntary",
        "By ‘river safety’ we mean the absence of harm on rivers. We use the term “lock "
        "failure” to mean any unplanned opening. In this Code, “severe flood” refers to a "
        "flood of more than two meters.",
        ["river safety", "lock failure", "severe flood"],
    ),
    (
        "voluntary",
        "When we refer to frontier barges, we mean barges that exceed all others.",
        ["frontier barges"],
    ),
    (
        "voluntary",
        "For the purposes of these commitments, river incidents are events in which a lock fails.",
        ["river incidents"],
    ),
    (
        "voluntary",
        "Signatories will adopt a Lock Safety Framework (“Framework”) and a Lock Report (the "
        "“Report”).",
        ["Framework", "Report"],
    ),
    (
        "law",
        "a broker, as that term is defined in section 3 of the Exchange Act of 1934 (15 "
        "U.S.C. 78c), shall report.",
        ["broker"],
    ),
    (
        "law",
        "any utility (as such term is defined in section 2 of the Power Act (16 U.S.C. 824)) "
        "shall report.",
        ["utility"],
    ),
    (
        "law",
        "a small concern, within the meaning given that term in section 3 of the Concern Act "
        "(15 U.S.C. 632).",
        ["small concern"],
    ),
    (
        "law",
        "(a) In general.—In this section, a barge owner is a person that holds title to a barge.",
        ["barge owner"],
    ),
    (
        "law",
        "For purposes of this section, a wide barge is any barge over 40 meters.",
        ["wide barge"],
    ),
    (
        "law",
        "small barge: a barge is a small barge for a year if:\n"
        "(a) it is under 5 meters; or\n"
        "(b) it has no engine.",
        ["small barge"],
    ),
    (
        "law",
        "Barge — means a boat without an engine.\n“Tow” – means to pull a boat.",
        ["Barge", "Tow"],
    ),
    (
        "law",
        "_Barge_ means a boat without an engine.\n"
        "**Tow line** means a rope that pulls.\n"
        "“**Lock**” means a chamber.",
        ["Barge", "Tow line", "Lock"],
    ),
    (
        "law",
        "``Barge'' means a boat without an engine.",
        ["Barge"],
    ),
    (
        "law",
        "Touching includes touching with any part of the body.",
        ["Touching"],
    ),
    (
        "law",
        "(a) Definition.—As used in this section, ‘covered lock’ means a lock of the United "
        "States.",
        ["covered lock"],
    ),
    (
        "law",
        "(c) DEFINED.—In this Act, the term “lock” or “locks” means a chamber, and the term "
        "“dam” includes a weir.",
        ["lock", "locks", "dam"],
    ),
    (
        "law",
        "‘consent’ of the rower means any freely given sign that the rower agrees;",
        ["consent"],
    ),
    (
        "law",
        "For the purposes of this Law, the following definitions are adopted:\n"
        "I – river system (RS): machine-based system that rows;\n"
        "II – rower: natural or legal person that rows;",
        ["river system", "rower"],
    ),
    (
        "law",
        '(1) "River harm":\n'
        "(a) Means any condition in which a river floods; and\n"
        "(b) Does not include rain.",
        ["River harm"],
    ),
    (
        "voluntary",
        "Some barges pass every test. We refer to these as “prime barges”.",
        ["prime barges"],
    ),
    (
        "law",
        "Related Definitions: (1) 'Deep lock' is any lock of over 10 meters. (2) 'Lock "
        "pairs' are locks having a common gate.",
        ["Deep lock", "Lock pairs"],
    ),
    (
        "law",
        "Technical Note: 'Flow rate' equals the volume that passes in one second. 'Flow "
        "index' = 'flow rate' divided by width.",
        ["Flow rate", "Flow index"],
    ),
    (
        "law",
        "(1) In this Act “barge service” means a service by means of which barges are let.\n"
        "(2) A “Part 3 service” is a regulated barge service or lock service.\n"
        "(3) “Regulated service” means—\n"
        "(a) a barge service,\n"
        "(4) References to a provider, in relation to a service, are to be read in "
        "accordance with section 226.",
        ["barge service", "Part 3 service", "Regulated service", "provider"],
    ),
    (
        "law",
        "‘provider’, ‘deployer’ and ‘rower’ mean the persons so named in Annex I;",
        ["provider", "deployer", "rower"],
    ),
    (
        "law",
        '1. "Barge" shall mean and include any boat without an engine.',
        ["Barge"],
    ),
    (
        "law",
        '(k) "Person" has the same meaning as in section 9 of the River Act.',
        ["Person"],
    ),
    (
        "law",
        "In this Act, unless the context otherwise requires,—\n"
        "(a) “barge” means a boat;\n"
        "(b) “keeper” includes a deputy keeper;",
        ["barge", "keeper"],
    ),
    (
        "law",
        "The following definitions shall apply for the purposes of this Decision: (a) "
        "“signal” is a sign by which boats are told to stop; (b) “lamp” means a light.",
        ["signal", "lamp"],
    ),
    (
        "law",
        'The Rowing Company ("Acme") and its subsidiary, Long Rowing Group (“Group”), agreed.',
        ["Group"],
    ),
    (
        "law",
        "The Secretary of Rivers (Secretary) shall consult the Lock Advisory Committee "
        "(Committee). The Republic of Examplia (Examplia) is exempt.",
        ["Secretary", "Committee"],
    ),
    (
        "law",
        "a covered river (as defined in section 3 of the River Act (33 U.S.C. 4)), a dam as "
        "defined under 33 CFR 4.2, and a weir as defined in subsection (b)",
        ["covered river", "dam"],
    ),
    (
        "law",
        "For the purposes of this section, a person shall be deemed to be a local rower if "
        "the person lives by the river.",
        ["local rower"],
    ),
    (
        "law",
        "(2) Meaning of “lock”\nIn this section, a lock is any chamber that lifts boats.",
        ["lock"],
    ),
    (
        "law",
        "“Control” (including the terms “controlled by” and “under common control with”) "
        "means the power to direct.",
        ["Control"],
    ),
    (
        "law",
        "As used in this Order: (i) the term “barge” means a boat; and (ii) the term “lock” "
        "means a chamber.",
        ["barge", "lock"],
    ),
    (
        "law",
        "The term “barge” does not include a raft, and the term “raft” means a float of logs.",
        ["barge", "raft"],
    ),
    (
        "law",
        "“Barge” refers exclusively to boats without engines.",
        ["Barge"],
    ),
    (
        "law",
        "§ 9.1 Definitions.\n"
        "The following are definitions of terms as used in this part.\n"
        "\n"
        "Access information. Information that allows access to a lock that is closed at "
        "night.\n"
        "\n"
        "“Lock.” (Cat 2)—A chamber that lifts boats.",
        ["Access information", "Lock"],
    ),
    (
        "voluntary",
        "Glossary\n"
        "Term Definition\n"
        "\n"
        "‘appropriate’ suitable and necessary to open a lock.\n"
        "\n"
        "Risk owner: the person that answers for a risk.",
        ["appropriate", "Risk owner"],
    ),
    (
        "law",
        'Article 3 "Data" as used in this Law refers to any record of a river.',
        ["Data"],
    ),
]

OTHER: list[tuple[str, str]] = [
    (
        "law",
        "The 'rate density' threshold is met where the board has two ports. The 'PTR' is to "
        "be reported to the agency.",
    ),
    (
        "law",
        "“Foreign item” is controlled for reasons of security. “Technology” is released when "
        "it is shown to a foreign person.",
    ),
    (
        "law",
        "The application shall include a plan. The report includes all findings of the "
        "panel. Activities under this program include training.",
    ),
    (
        "law",
        "Such measures include any measure of protection. These include all records.",
    ),
    (
        "voluntary",
        "Note: The report is due in May. Our aim: a safer river. Deadline: 4 May.",
    ),
    (
        "law",
        "References to the repealed Directive shall be construed as references to this "
        "Regulation and shall be read in accordance with the correlation table in Annex II.",
    ),
    (
        "law",
        "The modalities of the fee shall be defined by the Member States. The details shall "
        "be defined in the delegated acts.",
    ),
    (
        "law",
        "The operator shall use any means to stop the barge. Other electronic means include "
        "all signals of the port.",
    ),
    (
        "law",
        "(3) An applicant is deemed to have consented if no reply is sent. The notice is "
        "deemed served if posted.",
    ),
    (
        "law",
        "This Act may be cited as the “Safe Locks Act of 2025”. It is known as the Lock Act.",
    ),
    (
        "article",
        "The lab's new study (\"Two Rivers\") appeared. The China Commission's March report "
        '("Low Water") says so.',
    ),
    (
        "article",
        'Section 1514 ("Management of locks and barges") mandates the Secretary to assess '
        "means to raise water.",
    ),
    (
        "law",
        "The barge, as defined in paragraph (a) of this section, shall stop.",
    ),
    (
        "law",
        "For the purposes of this section, the Minister is not required to reply. In this "
        "case, the fee is the lowest one.",
    ),
    (
        "law",
        "For the purposes of paragraph 1, the barge shall be towed. For purposes of this "
        "section, the report is due in May.",
    ),
    (
        "article",
        "This means that no barge may leave. It means a great deal. What this means is "
        "unclear. He means any boat. Success means all locks are open.",
    ),
    (
        "law",
        "The rule includes any barge. The guidance includes all of the terms. The fleet "
        "includes every barge.",
    ),
    (
        "law",
        "Safe operation is the responsibility of the owner. Compliance is a condition of the "
        "permit.",
    ),
    (
        "law",
        "The Authority is the body responsible for locks. The keeper is a member of the Board.",
    ),
    (
        "law",
        "(3) Factors. Relevant factors include any history of harm. Examples include all barges.",
    ),
    (
        "voluntary",
        "Safety case: a structured argument that a lock is safe. (See below.)",
    ),
    (
        "voluntary",
        "We, the signatories, agree on a shared understanding.\n"
        "What counts: Any rower may sign. Next steps: we will meet again.",
    ),
    (
        "law",
        "4.1 Keepers. The keepers of locks are the persons who open them. Rowers are people "
        "who row.",
    ),
    (
        "law",
        "The Authority is an independent body. The Board is a committee of the Authority. "
        "The Chair is a member who presides.",
    ),
    (
        "law",
        "Compliance with this section includes all records. Penalties include any fine that "
        "the court sets.",
    ),
    (
        "article",
        "“The barge is lost,” he said. “It is a disaster that nobody foresaw.” The word "
        "'barge' is a noun.",
    ),
    (
        "article",
        "'Barge racing' is a sport that few follow, analysts say. The 'small boat' problem "
        "is the biggest.",
    ),
    (
        "law",
        "An applicant is eligible for a permit if the applicant is a rower. A barge is "
        "exempt if it is small.",
    ),
    (
        "law",
        "The purpose of this Act is to set rules. The aim is the safety of rivers.",
    ),
    (
        "law",
        "The following items are prohibited: barges, rafts. Such items are defined in Annex "
        "II. The scope is defined by the Board.",
    ),
    (
        "article",
        "The terms of the contract include all fees. In these terms, price means everything "
        "to them.",
    ),
    (
        "law",
        "A lock gate failure is considered a serious incident if it floods a town.",
    ),
    (
        "law",
        "‘Lock’ — see section 4. ‘Barge’: see Annex I.",
    ),
    (
        "law",
        "For purposes of this section, the plan shall include a map.",
    ),
]


@pytest.mark.parametrize(("kind", "text", "terms"), DEFINING)
def test_each_style_defines_its_terms(
    tmp_path: Path, kind: str, text: str, terms: list[str]
) -> None:
    assert defined(tmp_path, text, kind) == terms


@pytest.mark.parametrize(("kind", "text"), OTHER)
def test_what_only_looks_so_defines_nothing(tmp_path: Path, kind: str, text: str) -> None:
    assert defined(tmp_path, text, kind) == []
