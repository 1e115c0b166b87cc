"""Series that number places across instruments: "15 CFR 734.13", "88 FR 75191", "3A090.a"."""

import re

from kg.text.legal.places import PLURAL_LIST, SUB, TO

_LAW_NUMBER = rf"\d+[a-zA-Z]{{0,3}}(?:[-–]\d+[a-z]{{0,2}})*(?![\w/]){SUB}*(?:[-–]{SUB}+)?"
_NUMBERS = (
    rf"{_LAW_NUMBER}(?:,\s+{_LAW_NUMBER}(?=,|\s+and\b))*"
    rf"(?:,?\s+(?:and|or|to|through)\s+(?:{SUB}+|{_LAW_NUMBER}(?!\s+(?:U\.|CFR|C\.F))))?"
)
_CFR_NUMBER = rf"\d+\.\d+[a-z]?(?:[-–]\d+(?:\.\d+)?)?(?![\w/]){SUB}*"
_CFR_NUMBERS = (
    rf"{_CFR_NUMBER}(?:{TO}{_CFR_NUMBER})?(?:,\s+{_CFR_NUMBER})*"
    rf"(?:,?\s+(?:and|or)\s+(?:{SUB}+|{_CFR_NUMBER}))?"
)
_USC = r"U\.?\s?S\.?\s?C\.?(?:\s?A\.)?"
CFR = r"C\.?\s?F\.?\s?R\.?"
PAGE = r"(?:F\.?\s?R\.?|Fed\.\s?Reg\.|Stat\.|U\.\s?S\.|F\.[23]d|UNTS|I\.L\.M\.)"
# Codes of States that are cited by letters alone ("C.R.S. 6-1-1701", "RCW 19.86").
STATE = (
    r"(?:C\.R\.S\.|RCW|A\.R\.S\.|ORS|NRS|HRS|K\.S\.A\.|O\.C\.G\.A\.|N\.J\.S\.A?\.?|"
    r"(?:[A-Z][a-z]+\.\s+)+Stat\.(?:\s+Ann\.)?(?=\s*§))"
)
SERIES = re.compile(
    "|".join(
        (
            rf"\d+\s+{_USC}\s*(?:App\.\s*)?(?:§§?\s*|(?:[Ss]ec(?:tion)?s?\.?|[Cc]hapters?)\s+)?{_NUMBERS}"
            r"(?:\s+et\.?\s+seq\.?|\s+note\b)?",
            rf"\d+\s+{CFR},?\s+(?:Part|Parts|part|parts|chapter|Chapter|subtitle)\s+{PLURAL_LIST}",
            rf"\d+\s+{CFR}\s*(?:§§?\s*|[Ss]ections?\s+)?{_CFR_NUMBERS}(?:\s+et\s+seq\.?)?",
            rf"3\s+{CFR},?\s+(?:{{YEAR}}\s+Comp\.)(?:,\s*pp?\.\s*\d+)?",
            rf"\d+\s+{CFR}\s*\d+\b",
            r"OJ\s+[LC]\s?(?:\d+(?:\s?[A-Z])?|,\s+\d{4}/\d+),\s+\d{1,2}\.\d{1,2}\.\d{4}"
            r"(?:,\s+pp?\.\s*\d+(?:[-–]\d+)?)?",
            rf"{STATE}\s*(?:§§?\s*)?\d[\w:.-]*\d[A-Za-z]?\b{SUB}*",
            r"\d+\s+ILCS\s+\d+/\d+(?:-\d+)*(?:\.\d+)?",
            rf"\d+\s+{PAGE}\s*\d{{1,6}}(?:,\s*\d{{3,6}})?\b(?![.,]\d)",
        )
    ).replace("{YEAR}", r"(?:19|20)\d\d")
)
_ECCN_SUB = r"\.[a-z](?:\.\d+)?(?![a-z])"
_ECCN_CODE = r"\d[A-E]\d{3}(?![\w])(?:\.[a-z](?![a-z])(?:\.\d+)?(?:\.[a-z](?![a-z]))*)*"
ECCN = re.compile(
    rf"(?:Notes?\s+(?:\d+\s+)?to\s+)?(?:(?:ECCN|Export\s+Control\s+Classification\s+Number)s?\s+(?:\(ECCNs?\)\s+)?{_ECCN_CODE}"
    rf"(?:,\s+{_ECCN_CODE})*(?:,?\s+(?:and|or|through|to)\s+(?:{_ECCN_CODE}|{_ECCN_SUB}))?"
    rf"|{_ECCN_CODE}(?:,\s+{_ECCN_CODE})*(?:,?\s+(?:and|or|through|to)\s+(?:{_ECCN_CODE}|{_ECCN_SUB}))?"
    r"(?:,?\s+(?:and|or)\s+\d[A-E]\b)?)"
)
