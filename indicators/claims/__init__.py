"""Sentences against rows: the numbers that a text states, what they may mean, and whether the figures agree."""
