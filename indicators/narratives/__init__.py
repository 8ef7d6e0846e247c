"""Narratives: what units tell in words, coded by theme, found whatever the diacritics."""
