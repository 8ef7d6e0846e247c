"""The nouns everyone shares: periods, sentences in two languages, errors, settings, the ladder of stages.

This room imports nothing from the house.
"""

from base.errors import QmsError
from base.period import Period, parse_period, quarter_of, quarters_between
from base.sentence import Sentence

__all__ = ["Period", "QmsError", "Sentence", "parse_period", "quarter_of", "quarters_between"]
