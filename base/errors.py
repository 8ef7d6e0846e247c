"""What can stop the work. A wrong cell is never here: that is a finding.

QmsError                  carries one sentence in both languages and what to do
├── UsageError            the command or address asks for something that does not exist
│   ├── UnknownPeriod
│   ├── UnknownIndicator
│   └── UnknownUnit
└── StoreError
    ├── StoreAddressError the store's address cannot be used
    ├── StoreBusy         another load holds the lock longer than we are willing to wait
    ├── StoreDamaged      the ledger and the tables disagree, or the file cannot be opened
    └── QueryTimeout      a query ran past its limit and was interrupted
"""

from __future__ import annotations

from base.sentence import Sentence


class QmsError(Exception):
    """The work cannot go on; `sentence` says why and what to do."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Sentence(vi, en)


class UsageError(QmsError):
    """The caller asked for something that does not exist."""


class UnknownPeriod(UsageError):
    """The period label cannot be read."""


class UnknownIndicator(UsageError):
    """No indicator has this code."""


class UnknownUnit(UsageError):
    """No unit of the register has this id."""


class StoreError(QmsError):
    """The store cannot do what was asked."""


class StoreAddressError(StoreError):
    """The address of the store cannot be used."""


class StoreBusy(StoreError):
    """Another load is under way."""


class StoreDamaged(StoreError):
    """The ledger and the tables disagree, or the file cannot be read."""


class QueryTimeout(StoreError):
    """A query ran past its limit."""
