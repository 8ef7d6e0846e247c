"""The workshop: an indicator is one .sql file with its meaning in the header; figures are rolled up from units, with coverage.

`catalogue()` lists the indicators, `measure()` and `measured_together()` give figures, `explain()` the workbook cells behind
them, `effect()` and `cell_changes()` what a load would change, `check_claims()` what rows say of sentences, `forecast()` when
all will be done; `prepare()` works out beforehand what figures are read from; the rest are records that are not figures: who
reported, what was found, what is approved, the register, the programmes and, with `side_by_side()`, all of them beside one
another, and what units wrote (`narratives()`).
"""

from indicators.abreast import Abreast, side_by_side
from indicators.changes import Change, effect
from indicators.claims.definitions import Definition, Place
from indicators.claims.elsewhere import Elsewhere
from indicators.claims.files import sample_claims
from indicators.claims.judging import VERDICTS, Checked, check_claims, units_behind
from indicators.claims.numbers import Printed
from indicators.claims.wording import Claim, Suggestion, claims_in, suggest
from indicators.comparison import CellChange, Counts
from indicators.doubt.assuming import Assumption, assume
from indicators.doubt.settling import Range, Settlement, settle
from indicators.doubt.silent import Silent
from indicators.forecasts.asking import LEAST_QUARTERS, Forecast, Step, forecast
from indicators.lineage import Cell, Corrected, drawn_from, explain
from indicators.measures import NO_BASE, NOT_REPORTED, Measure, Row, Scope, measure, measured_together
from indicators.movement.causes import CAUSES
from indicators.movement.comparing import BASES, base_period, compare
from indicators.movement.decomposing import Moment, Movement, Part, Shift, decompose
from indicators.movement.movers import Mover
from indicators.narratives.asking import Coded, Narrative, by_theme, heard, narratives
from indicators.panel_making import prepare
from indicators.quarters import newest_own_period, periods, reported_period
from indicators.records.facts import Activity, Procedure, Standing, activities, procedures, standing
from indicators.records.handed_in import Found, Held, Load, findings, held_values, loads
from indicators.records.meetings import Meeting, load_at, meetings
from indicators.records.programme import (
    Conversion,
    Phase,
    Programme,
    Target,
    Task,
    conversions,
    phases,
    programmes,
    target_for,
    targets,
    tasks,
)
from indicators.records.register import Unit, search, units
from indicators.records.reports import (
    Discipline,
    DueDay,
    Duty,
    Punctuality,
    Submission,
    UnitReport,
    disciplines,
    due_days,
    duties,
    punctuality,
    submissions,
    unit_reports,
)
from indicators.records.reviews import OpenFinding, Reviewed, UnitReview, open_findings, reviewed
from indicators.records.successions import Break, GroupChange, Succession, breaks, successions
from indicators.records.versions import Fact, ReportChange, Version, cell_changes, facts_of, version_changes, versions
from indicators.shelf import Field, Indicator, catalogue, indicator
from indicators.transitions.falls import Fall, falls
from indicators.transitions.matrix import End, Matrix, Move, transitions
from indicators.unit_rows import UnitRow, unit_rows

__all__ = [
    "BASES", "CAUSES", "LEAST_QUARTERS", "NOT_REPORTED", "NO_BASE", "VERDICTS", "Abreast", "Activity", "Assumption", "Break",
    "Cell", "CellChange", "Change", "Checked", "Claim", "Coded", "Conversion", "Corrected", "Counts", "Definition", "Discipline",
    "DueDay", "Duty", "Elsewhere", "End", "Fact", "Fall", "Field", "Forecast", "Found", "GroupChange", "Held", "Indicator",
    "Load", "Matrix", "Measure", "Meeting", "Moment", "Move", "Movement", "Mover", "Narrative", "OpenFinding", "Part", "Phase",
    "Place", "Printed", "Procedure", "Programme", "Punctuality", "Range", "ReportChange", "Reviewed", "Row", "Scope",
    "Settlement", "Shift", "Silent", "Standing", "Step", "Submission", "Succession", "Suggestion", "Target", "Task", "Unit",
    "UnitReport", "UnitReview", "UnitRow", "Version", "activities", "assume", "base_period", "breaks", "by_theme", "catalogue",
    "cell_changes", "check_claims", "claims_in", "compare", "conversions", "decompose", "disciplines", "drawn_from", "due_days",
    "duties", "effect", "explain", "facts_of", "falls", "findings", "forecast", "heard", "held_values", "indicator", "load_at",
    "loads", "measure", "measured_together", "meetings", "narratives", "newest_own_period", "open_findings", "periods", "phases",
    "prepare", "procedures", "programmes", "punctuality", "reported_period", "reviewed", "sample_claims", "search", "settle",
    "side_by_side", "standing", "submissions", "successions", "suggest", "target_for", "targets", "tasks", "transitions",
    "unit_reports", "unit_rows", "units", "units_behind", "version_changes", "versions",
]  # fmt: skip
