"""The rules of relations among models, makers, places and members: who made, owns, sells to what.

One rule for one way to say it; the form of a rule stands in `kg.text.links.relationwords`.
"""

from kg.text.links.masked import ACTOR as A
from kg.text.links.masked import HARDWARE as H
from kg.text.links.masked import INSTRUMENT as I
from kg.text.links.masked import JURISDICTION as J
from kg.text.links.masked import MODEL as M
from kg.text.links.relationwords import (
    ACTORS,
    ADJECTIVES,
    CLOSED,
    COMPANY,
    DOCUMENT,
    DOES,
    FORM,
    HAS,
    KIND,
    LIKE,
    LOOSE,
    MADE,
    MADE_OF,
    MODELS,
    NAMED,
    NOUNS,
    OFFICE,
    OPEN,
    OWN,
    PLAYERS,
    POSSESSIVE,
    PRODUCT,
    ROLE,
    SIDES,
    SOME,
    SUCH,
    THING,
    TITLE,
    WARE,
    WORDS,
    Rule,
)

OPENS, CLOSES = ("open",), ("proprietary", "closed", "api-only")

RULES: tuple[Rule, ...] = (
    Rule("made.possessive", "developed_by", POSSESSIVE,
         rf"(?P<o>{A}){OWN}{NOUNS}(?:[\w-]+,\s+)?(?P<s>{PRODUCT})"),
    Rule("made.beside", "developed_by", (A,), rf"(?P<o>{A})\s+(?P<s>{PRODUCT})"),
    Rule("made.its", "developed_by", (" its ", " their "),
         rf"(?P<o>{A})\s+(?:[\w’'-]+\s+){{0,9}}?(?:its|their)\s+(?:own\s+)?{NOUNS}(?P<s>{PRODUCT})"),
    Rule("made.active", "developed_by", (A,),
         rf"(?P<o>{A})(?:,?\s+(?:which|that|who|the\s+[^.;,]{{3,60}}?))?\s+{HAS}(?:{MADE})\s+{NOUNS}"
         rf"(?P<s>{PRODUCT})"),
    Rule("made.passive", "developed_by", (" by ", " at "),
         rf"(?P<s>{PRODUCT})(?:,?\s+[^.;,]{{0,40}}?)?\s+(?:{MADE})\s+(?:by|at)\s+(?:the\s+)?"
         rf"(?:{J}\s+)?(?:(?:{COMPANY})\s+)?(?P<o>{ACTORS})"),
    Rule("made.guidance", "developed_by", ("developed by", "prepared by"),
         rf"(?P<s>\b(?:{DOCUMENT}))\s+(?:[\w-]+\s+)?(?:developed|prepared)\s+by\s+(?:the\s+)?"
         rf"(?P<o>{ACTORS})", in_law=True),
    Rule("made.noun", "developed_by", (" of ",),
         rf"(?P<o>{A})(?:['’]s?|,)\s+[^.;{A}]{{0,100}}?\b(?:{MADE_OF})\s+of\s+{WORDS}(?P<s>{PRODUCT})"),
    Rule("made.behind", "developed_by", (" behind ",),
         rf"(?P<o>{A}),?\s+(?:[\w-]+\s+){{0,4}}behind\s+{WORDS}(?P<s>{PRODUCT})"),
    Rule("made.maker", "developed_by", ("maker", "developer", "creator"),
         rf"(?P<s>{M}|{H})[-\s](?:maker|developer|creator)\s+(?P<o>{A})"),
    Rule("made.brought", "developed_by", (A,),
         rf"(?P<o>{A})\s+(?:{DOES})(?:{MADE}|(?:answer|respond|repl|counter|c[ao]me)\w*\s+"
         rf"(?:up\s+|out\s+)?with)\s+[^.;{A}{M}{H}{I}]{{2,110}}?(?:\s*[,:—–(]|\s-|\s(?:called|named|dubbed|"
         rf"known\s+as|codenamed))\s*(?:the\s+)?(?P<s>{PRODUCT})"),
    Rule("made.brackets", "developed_by", ("(",),
         rf"(?P<s>[{M}{H}])s?\s*\((?:(?:made\s+|developed\s+|built\s+)?(?:by|from)\s+)?(?P<o>{A})\)|"
         rf"(?P<o2>{A})(?:['’]s)?\s*\((?:with\s+|maker\s+of\s+|e\.g\.,?\s+)?(?P<s2>{PRODUCT})\)"),
    Rule("made.named", "developed_by", (A,),
         rf"(?P<o>{A})(?:{OWN}|\s+{DOES}(?:{MADE}|releasing|launching|unveiling)\s+{SUCH}){NOUNS}"
         rf"(?P<s_phrase>{NAMED})"),
    Rule("made.participle", "developed_by", ("ing ",),
         rf"(?:^|[.!?]\s+)(?:The\s+)?(?P<o>{A})\s+[^.;]{{3,160}}?,\s+(?:releasing|launching|unveiling|"
         rf"introducing|debuting|open-sourcing|developing|building)\s+{SUCH}{NOUNS}"
         rf"(?:(?P<s>{PRODUCT})|(?P<s_phrase>{NAMED}))"),
    Rule("made.ware", "developed_by",
         (f"by {A}", f"by the {A}", f"from {A}", "from the", "from compan", "from firms"),
         rf"(?<!\S)(?P<s_phrase>{LOOSE}(?:{THING}))\s+(?:(?:that\s+|which\s+)?"
         rf"(?:(?:is|are|was|were)\s+)?(?:made|built|developed|designed|produced|manufactured|trained|"
         rf"created)\s+by|(?<!services )(?<!agents )from)\s+(?:the\s+)?"
         rf"(?:(?:{COMPANY})\s+(?:{LIKE}\s+)?)?(?P<o>{ACTORS})(?!{OWN})"),
    Rule("made.kind", "developed_by", (A,),
         rf"(?P<o>{A})(?:['’]s?)?\s+(?:[\w-]+\s+){{0,3}}?(?:{WARE})(?:,?\s+{LIKE}|\s*{LIKE})\s+"
         rf"(?:the\s+)?(?P<s>{PRODUCT})"),
    Rule("made.from", "developed_by", (" from ",), rf"(?P<s>{PRODUCT})\s+from\s+(?P<o>{A})"),

    Rule("based.possessive", "based_in", POSSESSIVE,
         rf"(?P<o>{J}){OWN}(?:[a-z-]+\s+){{0,3}}?(?P<s>{PLAYERS})"),
    Rule("based.company", "based_in", (J,),
         rf"(?P<o>{J})(?:[-\s](?:based|owned)|['’]s?)?\s+{ADJECTIVES}(?:{COMPANY})"
         rf"(?:\s*{LIKE}\s+|[,:—–]?\s+|\s*[(—–]\s*)(?P<s>{PLAYERS})"),
    Rule("based.adjective", "based_in", ("-based", "-headquartered"),
         rf"(?P<o>{J})-(?:based|headquartered)\s+(?P<s>{PLAYERS})"),
    Rule("based.in", "based_in", ("based in", "headquartered", "incorporated", "domiciled"),
         rf"(?P<s>{A}),?\s+(?:[\w,-]+\s+){{0,6}}?(?:based|headquartered|incorporated|domiciled)\s+"
         rf"in\s+(?:[\w.-]+,?\s+){{0,3}}(?P<o>{J})", in_law=True),
    Rule("based.city", "based_in", ("-based", "-headquartered"),
         rf"\b(?P<o_phrase>(?-i:[A-Z])\w+(?:\s(?-i:[A-Z])\w+)?)-(?:based|headquartered)\s+"
         rf"{ADJECTIVES}(?:(?:{COMPANY})\s+)?(?P<s>{PLAYERS})"),
    Rule("based.brackets", "based_in", ("(",),
         rf"(?P<s>{A})\s*\((?:(?:in|of|from)\s+)?(?:the\s+)?(?P<o>{J})\)"),
    Rule("based.pair", "based_in", (f"{A} in ", f"{A} of "),
         rf"(?:{LIKE}|\bby|\bat)\s+(?P<s>{A})\s+in\s+(?P<o>{J})(?=\s*(?:[),;.—–]|and\b|or\b|$))|"
         rf"(?P<s2>{A})\s+in\s+(?P<o2>{J})(?=,?\s+(?:and\s+)?{A}\s+in\s+(?:the\s+)?{J})|"
         rf"(?P<s3>{A})\s+of\s+(?P<o3>{J})(?!\w|\s+{A})"),
    Rule("based.apposition", "based_in", ("a ", "an ", "the "),
         rf"(?P<s>{A})(?:,|\s*[(—–]|\s+-|\s+(?:is|was|remains))\s*(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?(?P<o>{J})(?:-based)?\s+"
         rf"(?:[\w-]+\s+){{0,3}}?(?:{COMPANY})\b"),

    Rule("open.kind", "open_weights", OPENS,
         rf"\b{OPEN}\s+{KIND}(?:\s*{LIKE})?,?\s+(?P<s>{MODELS})"),
    Rule("open.before", "open_weights", OPENS, rf"\b{OPEN}\s+(?P<s>{MODELS})"),
    Rule("open.is", "open_weights", OPENS,
         rf"(?P<s>{MODELS}),?\s+(?:(?:which|that|both)\s+)*(?:is|are|was|were|remains?)\s+"
         rf"(?:an?\s+|all\s+|both\s+|fully\s+|now\s+)*{OPEN}"),
    Rule("open.licence", "open_weights", ("licen", "weights"),
         rf"(?P<s>{MODELS}),?\s+(?:(?:which|that|has|have|is|are|was|were|been|both|all|also|"
         rf"with|whose|its|weights)\s+)*(?:(?:released?|published|available|distributed|shipped|offered|licen[sc]ed|issued)\s+)"
         rf"(?:[\w-]+\s+){{0,3}}?(?:(?:under|with|on|as)\s+)(?:an?\s+|the\s+|its\s+)?(?:[\w-]+\s+)?"
         rf"(?:{OPEN}|(?:open|permissive|MIT|Apache)(?=[\w\s.-]{{0,14}}licen)|open\s+weights)"),
    Rule("open.apposition", "open_weights", OPENS,
         rf"(?P<s>{M})(?:,|\s*[(—–])\s*(?:(?:an?|the|its|their)\s+)?(?:[\w-]+\s+){{0,2}}?{OPEN}"),
    Rule("open.released", "open_weights", ("weights", "open-sourced"),
         rf"(?:open-sourced|(?:released?s?|published?|open)\s+(?:the\s+)?(?:model\s+)?weights\s+"
         rf"(?:of|for))\s+{WORDS}(?P<s>{MODELS})"),
    Rule("open.available", "open_weights", ("weights",),
         rf"weights\s+(?:of|for)\s+(?P<s>{MODELS})\s+(?:are|were|is)\s+(?:\w+\s+)?(?:available|"
         rf"released|published|downloadable|public)"),
    Rule("closed.kind", "closed_weights", CLOSES,
         rf"\b{CLOSED}\s+{KIND}(?:\s*{LIKE})?,?\s+(?P<s>{MODELS})"),
    Rule("closed.is", "closed_weights", CLOSES,
         rf"(?P<s>{MODELS}),?\s+(?:(?:which|that|both)\s+)*(?:is|are|was|were|remains?)\s+"
         rf"(?:an?\s+|all\s+|both\s+|fully\s+)*{CLOSED}\b"),

    Rule("from.form", "based_on", ("of ", "on "),
         rf"(?P<s>{PRODUCT})(?:,|\s*[(—–]|\s+(?:is|are|was|were))\s*(?:(?:an?|the|its|both|all)\s+)*"
         rf"(?:[\w-]+\s+){{0,4}}?(?:{FORM})\s+(?:of|on)\s+(?:the\s+|its\s+)?(?:{A}(?:['’]s)?\s+)?"
         rf"(?P<o>[{M}{H}](?:/[{M}{H}])*(?:\s+and\s+(?:the\s+)?[{M}{H}])?)"),
    Rule("from.lesser", "based_on", ("(", ", a ", " a "),
         rf"(?P<s>[{M}{H}])(?:,\s+|\s*\(|\s+[—–]\s+)(?:an?\s+)?(?:\w+ly\s+)?(?:downgraded|modified|cut-?down|"
         rf"stripped-?down|scaled-?down|slowed(?:-down)?|slimmed-?down|throttled|crippled|neutered|"
         rf"fine-?tuned|distilled|quantized|pruned|retrained|reworked|weakened|slower|weaker|tweaked|"
         rf"rebadged|upgraded|smaller|derated)\s+(?P<o>[{M}{H}])(?!\w)"),
    Rule("from.model", "based_on", ("based on", "built on", "tuned", "distill", "derived",
                                    "derivative", "version of"),
         rf"(?P<s>[{M}{H}])[^.;{M}{H}]{{0,140}}?\b(?:(?:based|built)\s+(?:up)?on(?:\s+top\s+of)?|fine-?tuned"
         rf"\s+(?:from|on|version\s+of)|distill(?:ed|ation)\s+(?:from|of)|derived\s+from|"
         rf"derivative\s+of|version\s+of)\s+"
         rf"(?:(?:the\s+)?(?:{A}{OWN})?(?P<o>{PRODUCT})|(?P<o_phrase>(?:[\w,{J}-]+\s+){{0,7}}?"
         rf"models\b))"),

    Rule("member.of", "member_of", ("member", "part", "signator"),
         rf"(?P<s>{SIDES})\s+(?:is|are|was|were|became|becomes|remains?)\s+(?:now\s+)?"
         rf"(?:an?\s+|the\s+)?(?:founding\s+|full\s+|leading\s+)?(?:members?|part(?:y|ies)|"
         rf"signator(?:y|ies))(?:\s+states?)?\s+(?:of|to)\s+(?:the\s+)?(?P<o>[{A}{I}{J}])"),
    Rule("member.among", "member_of", ("member",),
         rf"(?P<o>[{A}{J}{I}])\s+members?(?:\s+(?:states?|countries|companies))?(?:\s*{LIKE})?\s+"
         rf"(?P<s>{SIDES})|members\s+of\s+(?:the\s+)?(?P<o2>[{A}{J}{I}])\s*{LIKE}\s+(?:the\s+)?"
         rf"(?P<s2>{SIDES})"),
    Rule("member.counts", "member_of", ("members",),
         rf"(?P<o>{A}),?\s+(?:which\s+|that\s+)?(?:(?:counts|includes|numbers|with)\s+among\s+its\s+"
         rf"members|(?:which\s+)?(?:includes|has)\s+members\s+(?:such\s+as|like)|whose\s+members\s+"
         rf"include)\s+(?P<s>{SIDES})"),
    Rule("member.body", "member_of", (" of ", "within"),
         rf"(?P<s>[{A}{J}])(?:,|\s*[(—–]|\s+(?:is|was))\s*(?:which\s+is\s+)?(?:(?:an?|the|now|itself)\s+)*"
         rf"(?:[\w-]+\s+){{0,2}}?(?:agency|bureau|office|division|arm|unit|subsidiary|member|part|"
         rf"branch|body|component|affiliate|housed|lab|laboratory|department)\s+(?:of|within|under|in|"
         rf"inside|at)\s+(?:the\s+)?(?P<o>[{A}{I}])", in_law=True),
    Rule("member.possessive", "member_of", POSSESSIVE,
         rf"(?P<o>{A}){OWN}(?:(?:own|new|newly\s+formed)\s+)?(?P<s>{A})(?!{OWN}|\s+(?:stake|investment|deal|"
         rf"partnership|bet|lawsuit|purchase|acquisition|contract|orders?|business|chips?|sales)\b)"),
    Rule("member.role", "member_of", (" of ", " at ", " for ", " with "),
         rf"(?P<s>{A})(?:\s+\([\w-]{{2,8}}\))?,\s+(?:(?:an?|the|who\s+is)\s+)?{ROLE}"
         rf"(?:\s+and\s+{ROLE})?(?:,?\s+[\w\s-]{{0,40}}?)?\s+(?:of|at|for|with)\s+(?:the\s+)?"
         rf"(?P<o>{A})"),
    Rule("member.whose", "member_of", (A,),
         rf"(?P<s>{A}),\s+(?P<o>{A})(?:{OWN}{ROLE}|\s+{TITLE})|"
         rf"(?P<o2>{A})(?:{OWN}{ROLE}|\s+{TITLE})(?:\s+and\s+{TITLE})?,?\s+(?P<s2>{A})"),
    Rule("member.role_first", "member_of", (" of ", " at ", " for "),
         rf"\b(?!members\b)(?:{OFFICE})\s+(?:of|at|for)\s+(?:the\s+)?(?P<o>{A}),?\s+(?P<s>{A})"),
    Rule("member.leads", "member_of", (" who ",),
         rf"(?P<s>{A})(?:\s+\([\w-]{{2,8}}\))?,\s+who\s+(?:chairs|leads|heads|runs|co-?founded|"
         rf"founded|works\s+(?:at|for))\s+(?:the\s+)?(?P<o>{A})"),
    Rule("member.at", "member_of", (" of ", " at "),
         rf"(?<!the )(?P<s>{A})\s+(?:of|at)\s+\[?(?:the\s+)?(?P<o>{A})"),

    Rule("supplies.to", "supplies_to", ("suppl", "sell", "sold", "ship", "export", "provid"),
         rf"(?P<s>{ACTORS})(?:\s+[^.;,{A}]{{0,70}}?\b(?:it|they))?,?\s+{DOES}(?:suppl(?:y|ies|ied|ying)|"
         rf"sells?|sold|selling|ships?|shipped|shipping|exports?|exported|exporting|provides?|"
         rf"provided)\s+{SOME}\bto\s+(?:the\s+)?(?P<o>{SIDES})"),
    Rule("supplies.sales", "supplies_to", ("sales", "exports", "shipments", "supplier"),
         rf"(?P<s>{A})(?:{OWN}[^.;,]{{0,50}}?|\s+{DOES})\b(?:sales|exports|shipments)\b"
         rf"{SOME}\bto\s+(?:the\s+)?(?P<o>{SIDES})|"
         rf"(?P<s2>{A}),\s+(?:an?|the)\s+[^.;,]{{0,30}}?supplier\s+(?:to|of)\s+(?P<o2>{A})"),
    Rule("supplies.from", "supplies_to", ("bought", "buys", "purchase", "sourc", "order"),
         rf"(?P<o>{ACTORS})\s+{DOES}(?:buys?|bought|purchase[sd]?|source[sd]?|orders?|ordered)\s+"
         rf"{SOME}\bfrom\s+(?P<s>{A})"),
    Rule("supplies.makes", "supplies_to", (" for ", *POSSESSIVE),
         rf"(?P<s>{ACTORS})\s+(?:(?:in|of)\s+{J}\s+)?{DOES}(?:manufactur(?:es|ed?|ing)|makes?|made|making|"
         rf"produc(?:es|ed?|ing)|fabricat(?:es|ed?|ing)|fabs|builds?|built|building|packag(?:es|ed?|"
         rf"ing)|prints)\s+(?:{SOME}\b(?:for|on\s+behalf\s+of)\s+(?:the\s+)?(?P<o>{ACTORS})|"
         rf"(?:(?!(?:with|using|for)\b)[\w-]+\s+){{0,6}}?(?P<o2>{A}){OWN}{NOUNS}(?:[{H}]|(?:{WARE})\b))"),
    Rule("supplies.customer", "supplies_to", ("customer", "client", "buyer", "supplier", "relies",
                                              "rely", "depend"),
         rf"(?P<s>{A}){OWN}(?:[\w-]+\s+){{0,3}}?(?:customers?|clients?|buyers?)(?:,|\s*{LIKE}|\s+include|\s+"
         rf"(?:is|are))?\s+(?P<o>{SIDES})|(?P<o2>{A}){OWN}(?:[\w-]+\s+){{0,3}}?suppliers?,?\s+(?P<s2>{A})|"
         rf"(?P<o3>{A})\s+{DOES}(?:relies|rely|depends?|relying|depending)\s+(?:heavily\s+)?on\s+"
         rf"(?P<s3>{ACTORS})(?:\s+in\s+{J})?\s+(?:for|to\s+(?:make|manufacture|produce|supply|build))\b"),
    Rule("supplies.revenue", "supplies_to", ("revenue", "sales", "income"),
         rf"(?P<s>{A})\s*(?:{OWN}|[^.;{A}{J}]{{0,60}}?\b(?:earn|generat|book|report|"
         rf"record|deriv|collect|brought|took)\w*\s[^.;{A}{J}]{{1,90}}?)\b(?:revenues?|sales|income)\s+(?:came\s+)?(?:from|in|to)\s+"
         rf"(?:the\s+)?(?P<o>{J})"),
)  # fmt: skip
"""In this order; of two that give the same relation the first is kept."""
