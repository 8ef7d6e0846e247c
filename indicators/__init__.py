"""The workshop: an indicator is one .sql file with its meaning in the header; figures are rolled up from units, with coverage.

`catalogue()` lists the indicators, `measure()` gives figures, `explain()` the workbook cells behind them, `effect()` what a
load would change; the rest are records that are not figures: who reported, what was found, the register, the programme.
"""

from indicators.changes import Change, effect
from indicators.lineage import Cell, explain
from indicators.measures import NO_BASE, NOT_REPORTED, Measure, Row, Scope, measure
from indicators.quarters import newest_own_period, periods
from indicators.records.facts import Activity, Narrative, Procedure, Standing, activities, narratives, procedures, standing
from indicators.records.handed_in import Found, Held, Load, findings, held_values, loads
from indicators.records.programme import Phase, Target, Task, phases, targets, tasks
from indicators.records.register import Unit, folded, search, units
from indicators.records.reports import Submission, UnitReport, submissions, unit_reports
from indicators.shelf import Field, Indicator, catalogue, indicator

__all__ = [
    "NOT_REPORTED", "NO_BASE", "Activity", "Cell", "Change", "Field", "Found", "Held", "Indicator", "Load", "Measure",
    "Narrative", "Phase", "Procedure", "Row", "Scope", "Standing", "Submission", "Target", "Task", "Unit", "UnitReport",
    "activities", "catalogue", "effect", "explain", "findings", "folded", "held_values", "indicator", "loads", "measure",
    "narratives", "newest_own_period", "periods", "phases", "procedures", "search", "standing",
    "submissions", "targets", "tasks", "unit_reports", "units",
]  # fmt: skip
