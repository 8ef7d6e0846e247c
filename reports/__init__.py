"""The press: documents that leave the house, as Word and Excel files that need nothing else to be read."""

from reports.overdue import Overdue, Reminder, overdue
from reports.reminders import FORMS, reminders

__all__ = ["FORMS", "Overdue", "Reminder", "overdue", "reminders"]
