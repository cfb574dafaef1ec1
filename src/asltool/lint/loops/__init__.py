"""Loops and Maps: what an iteration changes, how often there is one, and how many events it writes."""
