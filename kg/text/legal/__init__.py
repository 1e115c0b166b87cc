"""Places in law: citations, definitions, exemptions, penalties, and what a law says of itself."""
