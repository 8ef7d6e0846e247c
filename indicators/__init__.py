"""The workshop: an indicator is one .sql file with its meaning in the header; figures are rolled up from units, with coverage.

`catalogue()` lists the indicators, `measure()` gives figures, `explain()` the workbook cells behind them, `effect()` and
`cell_changes()` what a load would change; the rest are records that are not figures: who reported, what was found, what is
approved, the register, the programme.
"""

from indicators.changes import Change, effect
from indicators.comparison import CellChange, Counts
from indicators.lineage import Cell, Corrected, explain
from indicators.measures import NO_BASE, NOT_REPORTED, Measure, Row, Scope, measure
from indicators.quarters import newest_own_period, periods
from indicators.records.facts import Activity, Narrative, Procedure, Standing, activities, narratives, procedures, standing
from indicators.records.handed_in import Found, Held, Load, findings, held_values, loads
from indicators.records.programme import Phase, Target, Task, phases, targets, tasks
from indicators.records.register import Unit, folded, search, units
from indicators.records.reports import Submission, UnitReport, submissions, unit_reports
from indicators.records.reviews import OpenFinding, Reviewed, UnitReview, open_findings, reviewed
from indicators.records.versions import Fact, ReportChange, Version, cell_changes, facts_of, version_changes, versions
from indicators.shelf import Field, Indicator, catalogue, indicator

__all__ = [
    "NOT_REPORTED",
    "NO_BASE",
    "Activity",
    "Cell",
    "CellChange",
    "Change",
    "Corrected",
    "Counts",
    "Fact",
    "Field",
    "Found",
    "Held",
    "Indicator",
    "Load",
    "Measure",
    "Narrative",
    "OpenFinding",
    "Phase",
    "Procedure",
    "ReportChange",
    "Reviewed",
    "Row",
    "Scope",
    "Standing",
    "Submission",
    "Target",
    "Task",
    "Unit",
    "UnitReport",
    "UnitReview",
    "Version",
    "activities",
    "catalogue",
    "cell_changes",
    "effect",
    "explain",
    "facts_of",
    "findings",
    "folded",
    "held_values",
    "indicator",
    "loads",
    "measure",
    "narratives",
    "newest_own_period",
    "open_findings",
    "periods",
    "phases",
    "procedures",
    "reviewed",
    "search",
    "standing",
    "submissions",
    "targets",
    "tasks",
    "unit_reports",
    "units",
    "version_changes",
    "versions",
]  # fmt: skip
