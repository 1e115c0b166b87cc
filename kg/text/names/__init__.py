"""Names: what the graph knows and what grammars read that it does not, and the links between."""
