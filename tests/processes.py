"""Whether a process still runs, asked while it may be ending."""

from __future__ import annotations

import psutil


def lives(process: psutil.Process) -> bool:
    """Whether a process holds anything still: one that has ended may wait a moment for its parent to take notice."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
