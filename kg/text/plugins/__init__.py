"""Extractors that others bring, and those for a language model and a trained spaCy pipeline."""
