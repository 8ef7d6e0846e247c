"""The reception: reads workbooks as offices send them, says what is wrong in which cell, and loads what is right."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.errands import load_province, load_units
    from loaders.findings import Finding
    from loaders.headings import Heading, headings_of
    from loaders.intake import packed, unpacked
    from loaders.loading import check, load
    from loaders.receipts import receipt
    from loaders.register import Candidate
    from loaders.replies import reply
    from loaders.results import FileResult, Outcome, Rehearsal, Report, Source, outcome_json
    from loaders.samples import load_programmes, load_sample
    from loaders.teaching import Column, Sketch, sketch, teachable
    from loaders.templates import blanks, template, template_forms, template_names
    from loaders.unsettled import Question, questions

__all__ = [
    "Candidate", "Column", "FileResult", "Finding", "Heading", "Outcome", "Question", "Rehearsal", "Report", "Sketch",
    "Source", "blanks", "check", "headings_of", "load", "load_programmes", "load_province", "load_sample", "load_units",
    "outcome_json", "packed", "questions", "receipt", "reply", "sketch", "teachable", "template", "template_forms",
    "template_names", "unpacked",
]  # fmt: skip

# Names are fetched when they are asked for: the reading processes live in this package too, and must start fast
# without ever importing the store.
_HOMES = {
    "loaders.errands": ("load_province", "load_units"),
    "loaders.findings": ("Finding",),
    "loaders.headings": ("Heading", "headings_of"),
    "loaders.intake": ("packed", "unpacked"),
    "loaders.loading": ("check", "load"),
    "loaders.receipts": ("receipt",),
    "loaders.register": ("Candidate",),
    "loaders.replies": ("reply",),
    "loaders.results": ("FileResult", "Outcome", "Rehearsal", "Report", "Source", "outcome_json"),
    "loaders.samples": ("load_programmes", "load_sample"),
    "loaders.teaching": ("Column", "Sketch", "sketch", "teachable"),
    "loaders.templates": ("blanks", "template", "template_forms", "template_names"),
    "loaders.unsettled": ("Question", "questions"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(name)
