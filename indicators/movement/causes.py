"""Why one unit's share in a figure is another: one cause for each step, told by what the store holds, never by size.

A change is walked in two steps, so that each has one question. What has been learnt: the same period, read with what the
store knew before and with what it knows after. What has happened: from the one period to the other, both read with what it
knows after.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.movement.states import Evidence, Grounds, Place

NEW_REPORTS, CORRECTIONS, DEFINITIONS, REGISTER, REAL = "new_reports", "corrections", "definitions", "register", "real"
CAUSES = (NEW_REPORTS, CORRECTIONS, DEFINITIONS, REGISTER, REAL)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the store was told between two of its states: of each unit, of the programme and of the register."""

    before: dict[str, Evidence]
    after: dict[str, Evidence]
    grounds_before: Grounds
    grounds_after: Grounds


def of_learning(unit: str, step: Place, learnt: Learnt) -> str:
    """Why the same period reads otherwise: a report came or was taken back, was corrected, a rule or the register changed."""
    cause = _of_membership(step)
    if cause:
        return cause
    before, after = learnt.before.get(unit, {}), learnt.after.get(unit, {})
    if any(before[label] != after[label] for label in before.keys() & after.keys()):
        return CORRECTIONS
    if before.keys() != after.keys():
        return NEW_REPORTS
    # Nothing that speaks of this unit is another: what it is read with must be.
    if learnt.grounds_before.programme != learnt.grounds_after.programme:
        return DEFINITIONS
    return REGISTER if learnt.grounds_before.register != learnt.grounds_after.register else CORRECTIONS


def of_time(unit: str, step: Place, successors: frozenset[str]) -> str:
    """Why the later period reads otherwise: who must, who is there, who tells; what is left is movement."""
    return _of_membership(step) or (REGISTER if unit in successors else REAL)


def _of_membership(step: Place) -> str | None:
    """Causes that put a unit into the sums, or take it out, or make a silent one tell."""
    one, other = step
    if one is None or other is None or one.stands != other.stands or one.inside != other.inside:
        return REGISTER
    if one.counted != other.counted:
        return DEFINITIONS if one.level == other.level else REGISTER
    if one.told != other.told or (one.part is None) != (other.part is None):
        return NEW_REPORTS
    return None
