"""All that people have settled once and for all, names and headings alike, and taking some of it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.lessons import Lesson, lessons, teach
from desk.names import Name, names, settle_name
from store import reading


@dataclass(frozen=True, slots=True)
class Remembered:
    """The spellings and the headings that stand, newest first."""

    names: list[Name]
    lessons: list[Lesson]


def remembered(*, address: str | None = None, programme: str = "default") -> Remembered:
    """What stands of names and headings."""
    with reading(address) as reader:
        return Remembered(names(reader, programme), lessons(reader, programme))


def withdraw(
    spellings: Sequence[Name],
    headings: Sequence[Lesson],
    *,
    who: str,
    reason: str = "",
    address: str | None = None,
    programme: str = "default",
) -> int:
    """Takes spellings and headings back, each as a load of its own that can be undone; gives how many.

    Reports that were loaded with them stay as they are. Raises UsageError where one of them does not stand any more.
    """
    for name in spellings:
        settle_name(name.spelling, None, parent=name.parent, who=who, reason=reason, address=address, programme=programme)
    for one in headings:
        teach(one.layout, one.heading, None, above=one.above, who=who, reason=reason, address=address, programme=programme)
    return len(spellings) + len(headings)
