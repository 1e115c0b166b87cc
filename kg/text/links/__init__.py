"""Relations: what a text states between two names."""
