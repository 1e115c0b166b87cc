"""The words of which names of laws are made; one more head of a name is one line."""

# What a name of a law ends in, and how many words must stand before it for it to be a name: "this
# Act" is none, and of "Plan" or "Rules" there are many that no legislator wrote.
HEADS: dict[str, int] = {
    "Act": 1,
    "Code": 1,
    "Law": 1,
    "Statute": 1,
    "Statutes": 2,
    "Covenant": 1,
    "Ordinance": 1,
    "Constitution": 1,
    "Convention": 1,
    "Treaty": 1,
    "Charter": 1,
    "Directive": 1,
    "Regulation": 1,
    "Arrangement": 1,
    "Accord": 1,
    "Protocol": 1,
    "Declaration": 1,
    "Decree": 1,
    "Amendment": 1,
    "Regulations": 2,
    "Rules": 2,
    "Order": 2,
    "Agreement": 2,
    "Bill": 2,
    "Measures": 2,
    "Provisions": 2,
    "Rule": 2,
    "Guidelines": 2,
    "Framework": 2,
    "Commitments": 2,
    "Principles": 2,
    "List": 1,
    "Regime": 2,
    "Recommendation": 2,
}
# Runs of capitals that end in a head and name a kind of thing, no one text.
NO_NAMES = frozenset(
    " ".join(name.split())
    for name in """
    Presidential Decree, Enforcement Decree, Royal Decree, Cabinet Order, Internet Protocol,
    Communications Protocol, Security Protocol, Safety Protocol, Cargo Declaration, Source Code,
    Reporting Code, Country Code, Postal Code, Zip Code, ZIP Code, Tariff Code, QR Code,
    Delegated Regulation, Implementing Regulation, Federal Law, State Law, Common Law, Case Law,
    International Humanitarian Law, International Human Rights Law, Mailing List, Check List,
    Contact List, Price List, Reading List, Watch List, Service Level Agreement, Data Protection
    Regulation, Tax Code, Dress Code, Criminal Law, International Law, Civil Law, Public Law
    """.split(",")
)
# Heads that many plain words end in too ("Safety and Security Framework"): with an article of
# any-one before them, or behind "for", they are no name.
WEAK = frozenset(head for head, words in HEADS.items() if words > 1) | {"Regulation", "Protocol"}
# Heads that may also begin a name, with what they are about behind them.
ABOUT_HEADS = (
    "Act Law Regulations Provisions Measures Rules Convention Treaty Code Ordinance Decree Charter "
    "Guidelines Principles"
).split()

# Capitalised words that belong to the sentence and not to the name.
OUTSIDE = frozenset(
    """
    The This That These Those Such Any Each No All Some Most Many Other Both A An Its Their His
    Her THE THIS TO Under Pursuant In On For If When Where Except Unless Until By To Of As And Or At
    With From Upon Since After Before Although While Because Through Within But Is Unlike Like Per
    Via Consistent Notwithstanding Following Violating Amending Amendment AMENDMENT Subject Said
    Section Sections SECTION Article Articles Chapter Title Part Division Subpart Annex Sec.
    Applicable Relevant Proposed Draft Current Existing Purpose Purposes Requirements App. No
    Appendix See ECCN ECCNs Amends Repeals Affirms Requires
    """.split()
)
# Words that begin a name only where more of the name follows ("National Security Act").
MAY_BEGIN = frozenset(
    """
    New Public Federal State Foreign National Local General International European American Chinese
    Model Final Our Your President Congress Senate House Commission Council Secretary
    """.split()
)
JOINING = frozenset("and of for in on to from with the against & AND OF FOR".split())
# Small words that titles write with a capital, or that stand in titles only ("Build a Workforce").
TITLE_CASE = frozenset("Of For From With In To By On a an".split())
BEFORE_THE = frozenset("of in for with against".split())
