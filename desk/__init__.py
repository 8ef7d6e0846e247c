"""The desk: what people decide, each decision a load of its own in the store, with who, when and why.

`review()` takes reports from received to checked, approved and locked; `excuse()` says why a warning is accepted; `correct()`,
`mend()` and `decide()` make a new version of a report in which values are mended by hand; `settle_name()` keeps what
a spelling of a unit's name means, `teach()` what a heading means; `remembered()` lists both, `withdraw()` takes some
back; `freeze()` keeps what a meeting had before it, `entitle()` what a programme is called,
`code_passage()` which themes a passage speaks of. Undoing the load undoes the decision.
"""

from desk.correcting import Mend, Mended, correct, decide, mend
from desk.excusing import Excuse, excuse, excuse_all
from desk.lessons import Lesson, lessons, teach
from desk.meetings import freeze
from desk.names import Name, names, settle_name
from desk.remembered import Remembered, remembered, withdraw
from desk.reviewing import STEPS, review
from desk.signing import Decided
from desk.theming import code_passage
from desk.titling import entitle

__all__ = [
    "STEPS",
    "Decided",
    "Excuse",
    "Lesson",
    "Mend",
    "Mended",
    "Name",
    "Remembered",
    "code_passage",
    "correct",
    "decide",
    "entitle",
    "excuse",
    "excuse_all",
    "freeze",
    "lessons",
    "mend",
    "names",
    "remembered",
    "review",
    "settle_name",
    "teach",
    "withdraw",
]  # fmt: skip
