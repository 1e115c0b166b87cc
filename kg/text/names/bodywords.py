"""The words of which names of public bodies and offices are made; one more head is one word."""

# Heads that take their subject behind them, with the word between.
HEADS_OF = (
    "Academies Department Ministry Office Bureau Agency Committee Subcommittee Center Centre "
    "Institute Academy University Court Directorate Directorate-General Inspectorate "
    "Administration Council Board Commission Chamber Embassy Government Secretariat Division "
    "Association Federation Organization Organisation Partnership Alliance Society College "
    "School Network Conference Bank Parliament"
).split()
# Heads that end a name.
HEADS_LAST = (
    "Government Commissioner Coordinator Division Academies Commission Agency Office Bureau "
    "Board Council Committee Subcommittee Authority Court Courts Administration Institute "
    "Institution Center Centre Service Corps Foundation Department Ministry Directorate "
    "Inspectorate Forum Summit Association University Academy Laboratory Laboratories Alliance "
    "Consortium Corporation Organization Organisation Secretariat Tribunal Assembly Legislature "
    "Ombudsman Supervisor Registry Bank Partnership Taskforce Task\\s+Force Working\\s+Group "
    "Working\\s+Party Advisory\\s+Panel Coast\\s+Guard Strategy\\s+Headquarters"
).split()
# Offices that are named with their body or subject.
OFFICES = (
    "Secretary Director Director-General Administrator Chair Chairman Chairperson Chairwoman "
    "Commissioner Minister Comptroller Inspector\\s+General Registrar Superintendent Chancellor "
    "Ambassador Coordinator Advisor Adviser Envoy Chief Counsel Controller Treasurer Librarian "
    "Architect President Speaker Governor Representative Register Postmaster Assistant "
    "Counselor Attorney\\s+General Solicitor\\s+General Surgeon\\s+General "
    "Comptroller\\s+General Archivist Prime\\s+Minister Vice\\s+President Commander Ombudsman "
    "Officer Rapporteur"
).split()
# What may stand before an office and belongs to it.
RANKS = (
    "Deputy Assistant Under Associate Principal Acting Special National General Senior Vice "
    "Executive Managing Permanent First Second Chief Parliamentary"
).split()
# Offices and bodies that need no more words. The second field says that the article must stand
# before it: "as President", "any Governor" name nobody.
ALONE: dict[str, bool] = {
    "Attorney General": False,
    "Solicitor General": False,
    "Surgeon General": False,
    "Comptroller General": False,
    "Secretary-General": False,
    "Prime Minister": False,
    "President": True,
    "Vice President": True,
    "Governor": True,
    "Governor in Council": True,
    "Legislature": True,
    "Congress": False,
    "Parliament": False,
    "Treasury": True,
    "Federal Court": False,
    "Coast Guard": False,
    "Senate": False,
    "House of Representatives": False,
    "National Assembly": False,
    "General Assembly": True,
    "Supreme Court": False,
    "State Council": False,
    "European Parliament": False,
    "Federal Government": False,
    "Central Government": False,
    "National Congress": False,
    "White House": False,
    "Bundestag": False,
    "Knesset": False,
    "Politburo": False,
    "Scottish Ministers": False,
    "Welsh Ministers": False,
    "Scottish Parliament": False,
    "Senedd": False,
    "Lord Chancellor": False,
    "Nuclear Suppliers Group": False,
    "Australia Group": False,
    "Kremlin": False,
    "Pentagon": False,
}

# Capitalised words that begin a sentence or a heading and no name.
OUTSIDE = frozenset(
    """
    My Act Acts The This That These Those Such Any Each Every No An A Under Pursuant In On For
    If When Where Unless Until By To Of As And Or At With From Upon Said Its Their Our His Her
    Applicable Relevant Both Following Notwithstanding Since After Before Although While Because
    Through Within But Is All Some Most Many Other Another Appropriate Covered Lead Responsible
    Competent Participating Establishing Establish Establishment Creating Creates Powers Duties
    Functions Authority Role Report Reports Reporting Consultation Coordination Membership
    Members Member Meetings Section Sections Article Articles Chapter Title Part Subpart Annex
    Note Sec SEC Subtitle Not Nothing Neither Either Also However Therefore Moreover Finally
    Further Furthermore State-by-State Per Via Like Unlike Whereas Having Acting Regarding
    Concerning Including Requires Directs Mandates Establishes Authorizes Instructs Obligates Amends
    Prohibits Allows Creates Appoints Designates Tasks Affirms
    Congressional Executive Independent Federal Additional New OF AND FOR
    """.split()
)
# Of these, words that do begin names where at least one more word stands before the head.
MAY_BEGIN = frozenset("Federal Executive Independent Congressional New".split())
# Qualifiers that make no name of a head: "Advisory Committee" is any.
GENERIC = frozenset(
    """
    Advisory State Federal Executive Local Competent National Public Regional Supervisory
    Government Coordinating Steering Governing Joint Central Independent Congressional
    Appropriate Covered Market Surveillance Notifying Data Regulatory Judicial Appellate
    Legislative Technical Special Subject Awarding Procuring Contracting Enforcement Law
    Financial Civil Criminal District Review Audit Ethics Safety Licensing Research Cloud
    Digital Computing Model Service Foreign
    """.split()
)
