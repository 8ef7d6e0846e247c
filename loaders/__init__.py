"""The reception: reads workbooks as offices send them, says what is wrong in which cell, and loads what is right."""

from loaders.findings import Finding
from loaders.forms import forms
from loaders.loading import check, load
from loaders.results import FileResult, Outcome, Rehearsal, Report, Source, outcome_json

__all__ = ["FileResult", "Finding", "Outcome", "Rehearsal", "Report", "Source", "check", "forms", "load", "outcome_json"]
