"""Measurements: what the program costs in time, memory and megabytes. Run by `python -m bench`."""
