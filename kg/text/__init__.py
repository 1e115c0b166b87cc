"""Text: what policy documents say, found by rules and small scorers, each with its words."""
