"""Norms: who must, may or must not do something, found without a parser."""
